/** A cache bounded by the bytes of what it keeps; what was asked for longest ago goes first. */
export class ByteCache<Key, Value> {
	readonly #entries = new Map<Key, { value: Value; bytes: number }>();
	readonly #limitBytes: number;
	#bytes = 0;

	constructor(limitBytes: number) {
		this.#limitBytes = limitBytes;
	}

	get bytes(): number {
		return this.#bytes;
	}

	get(key: Key): Value | undefined {
		const entry = this.#entries.get(key);
		if (entry === undefined) {
			return undefined;
		}
		// A Map iterates in the order of insertion: what is used moves to the end.
		this.#entries.delete(key);
		this.#entries.set(key, entry);
		return entry.value;
	}

	/** Keeps `value`; something larger than the whole cache is not kept. */
	set(key: Key, value: Value, bytes: number): void {
		const former = this.#entries.get(key);
		if (former !== undefined) {
			this.#entries.delete(key);
			this.#bytes -= former.bytes;
		}
		if (bytes > this.#limitBytes) {
			return;
		}
		this.#entries.set(key, { value, bytes });
		this.#bytes += bytes;
		for (const [oldest, entry] of this.#entries) {
			if (this.#bytes <= this.#limitBytes) {
				break;
			}
			this.#entries.delete(oldest);
			this.#bytes -= entry.bytes;
		}
	}

	clear(): void {
		this.#entries.clear();
		this.#bytes = 0;
	}
}
