/** Appends little-endian numbers and byte strings to a buffer that grows. */
export class ByteWriter {
	#bytes: Uint8Array<ArrayBuffer>;
	#length = 0;

	constructor(capacityBytes = 1024) {
		this.#bytes = new Uint8Array(capacityBytes);
	}

	get length(): number {
		return this.#length;
	}

	/** What was written since the last `clear`, as a view that the next write may invalidate. */
	view(): Uint8Array<ArrayBuffer> {
		return this.#bytes.subarray(0, this.#length);
	}

	clear(): void {
		this.#length = 0;
	}

	u8(value: number): void {
		this.#reserve(1);
		this.#bytes[this.#length++] = value;
	}

	u16(value: number): void {
		this.#reserve(2);
		this.#bytes[this.#length++] = value;
		this.#bytes[this.#length++] = value >>> 8;
	}

	u32(value: number): void {
		this.#reserve(4);
		this.#bytes[this.#length++] = value;
		this.#bytes[this.#length++] = value >>> 8;
		this.#bytes[this.#length++] = value >>> 16;
		this.#bytes[this.#length++] = value >>> 24;
	}

	/** A whole number below 2^48. */
	u48(value: number): void {
		this.u32(value >>> 0);
		this.u16(Math.floor(value / 0x1_0000_0000));
	}

	/** A whole number of 0 to 2^53 - 1, seven bits a byte, low bits first, the high bit set on all but the last. */
	varint(value: number): void {
		this.#reserve(8);
		let rest = value;
		while (rest > 0x7fff_ffff) {
			this.#bytes[this.#length++] = (rest % 0x80) | 0x80;
			rest = Math.floor(rest / 0x80);
		}
		while (rest > 0x7f) {
			this.#bytes[this.#length++] = (rest & 0x7f) | 0x80;
			rest >>>= 7;
		}
		this.#bytes[this.#length++] = rest;
	}

	/** The differences of every `step`th of `values[from, to)`, which ascend from zero, each as a varint. */
	ascendingVarints(
		values: Int32Array,
		from: number,
		to: number,
		step: number,
	): void {
		this.#reserve((to - from) * 5);
		const bytes = this.#bytes;
		let at = this.#length;
		let before = 0;
		for (let i = from; i < to; i += step) {
			const value = values[i]!;
			let rest = value - before;
			before = value;
			while (rest > 0x7f) {
				bytes[at++] = (rest & 0x7f) | 0x80;
				rest >>>= 7;
			}
			bytes[at++] = rest;
		}
		this.#length = at;
	}

	bytes(bytes: Uint8Array): void {
		this.#reserve(bytes.length);
		this.#bytes.set(bytes, this.#length);
		this.#length += bytes.length;
	}

	#reserve(count: number): void {
		const needed = this.#length + count;
		if (needed > this.#bytes.length) {
			const larger = new Uint8Array(Math.max(needed, this.#bytes.length * 2));
			larger.set(this.view());
			this.#bytes = larger;
		}
	}
}
