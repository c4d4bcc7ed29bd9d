/** Something that a cache keeps while there is room; its owner holds on to this, and asks it each time. */
export interface Kept<Value> {
	/** Undefined once it had to go. */
	value: Value | undefined;
	readonly bytes: number;
	/** Asked for since it was last considered for removal. */
	isUsed: boolean;
	/** Told when it has to go. */
	readonly onGone: (() => void) | undefined;
}

/** What is kept; undefined where nothing was, or it had to go. */
export function lookAt<Value>(
	kept: Kept<Value> | undefined,
): Value | undefined {
	if (kept === undefined) {
		return undefined;
	}
	kept.isUsed = true;
	return kept.value;
}

/**
 * A cache bounded by the bytes of what it keeps. What has not been asked for since it was last considered goes first
 * ("second chance"). It has no keys: whoever has something kept knows where, so asking costs two loads.
 */
export class ByteCache<Value> {
	readonly #kept = new Set<Kept<Value>>();
	readonly #limitBytes: number;
	#bytes = 0;

	constructor(limitBytes: number) {
		this.#limitBytes = limitBytes;
	}

	get bytes(): number {
		return this.#bytes;
	}

	/** Keeps `value`; something larger than the whole cache is gone at once. */
	keep<Some extends Value>(
		value: Some,
		bytes: number,
		onGone?: () => void,
	): Kept<Some> {
		const kept: Kept<Some> = { value, bytes, isUsed: false, onGone };
		this.#kept.add(kept);
		this.#bytes += bytes;
		if (bytes > this.#limitBytes) {
			this.#drop(kept);
			return kept;
		}
		// A Set iterates in the order of insertion, also over what is inserted meanwhile: each is passed once at most before it goes.
		for (const oldest of this.#kept) {
			if (this.#bytes <= this.#limitBytes) {
				break;
			}
			if (oldest.isUsed) {
				oldest.isUsed = false;
				this.#kept.delete(oldest);
				this.#kept.add(oldest);
			} else {
				this.#drop(oldest);
			}
		}
		return kept;
	}

	clear(): void {
		for (const kept of this.#kept) {
			this.#drop(kept);
		}
	}

	#drop(kept: Kept<Value>): void {
		this.#kept.delete(kept);
		this.#bytes -= kept.bytes;
		kept.value = undefined;
		kept.onGone?.();
	}
}
