/** Random numbers that a seed replays (mulberry32). */
export interface Random {
	/** From 0 up to, and without, `limit`. */
	below(limit: number): number;
	pick<T>(values: readonly T[]): T;
	bytes(length: number): Uint8Array<ArrayBuffer>;
}

export function seededRandom(seed: number): Random {
	let state = seed >>> 0;
	const below = (limit: number): number => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
	};
	return {
		below,
		pick: (values) => {
			const value = values[below(values.length)];
			if (value === undefined) {
				throw new TypeError("nothing to pick from");
			}
			return value;
		},
		bytes: (length) => {
			const bytes = new Uint8Array(length);
			for (let i = 0; i < length; i++) {
				bytes[i] = below(256);
			}
			return bytes;
		},
	};
}

/** The seed of this run: FASOU_SEED replays one. */
export function runSeed(): number {
	return Number(process.env.FASOU_SEED ?? Date.now() % 1_000_000);
}
