interface Entry<Value> {
	readonly value: Value;
	readonly bytes: number;
	/** Asked for since it was last considered for removal. */
	isUsed: boolean;
}

/**
 * A cache bounded by the bytes of what it keeps. What has not been asked for since it was last considered goes first
 * ("second chance"): asking costs no more than a look-up.
 */
export class ByteCache<Key, Value> {
	readonly #entries = new Map<Key, Entry<Value>>();
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
		entry.isUsed = true;
		return entry.value;
	}

	/** Keeps `value`; something larger than the whole cache is not kept. */
	set(key: Key, value: Value, bytes: number): void {
		this.#remove(key);
		if (bytes > this.#limitBytes) {
			return;
		}
		this.#entries.set(key, { value, bytes, isUsed: false });
		this.#bytes += bytes;
		// A Map iterates in the order of insertion, also over what is inserted meanwhile: each entry is passed once at most before it goes.
		for (const [oldest, entry] of this.#entries) {
			if (this.#bytes <= this.#limitBytes) {
				break;
			}
			if (entry.isUsed) {
				entry.isUsed = false;
				this.#entries.delete(oldest);
				this.#entries.set(oldest, entry);
			} else {
				this.#remove(oldest);
			}
		}
	}

	clear(): void {
		this.#entries.clear();
		this.#bytes = 0;
	}

	#remove(key: Key): void {
		const entry = this.#entries.get(key);
		if (entry !== undefined) {
			this.#entries.delete(key);
			this.#bytes -= entry.bytes;
		}
	}
}
