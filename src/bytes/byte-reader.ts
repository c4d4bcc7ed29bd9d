/** Reads little-endian numbers and byte strings from a view, front to back. Reading past the end throws a RangeError. */
export class ByteReader {
	readonly #bytes: Uint8Array;
	offset: number;

	constructor(bytes: Uint8Array, offset = 0) {
		this.#bytes = bytes;
		this.offset = offset;
	}

	get remaining(): number {
		return this.#bytes.length - this.offset;
	}

	u8(): number {
		this.#require(1);
		return this.#bytes[this.offset++]!;
	}

	u16(): number {
		this.#require(2);
		const value =
			this.#bytes[this.offset]! | (this.#bytes[this.offset + 1]! << 8);
		this.offset += 2;
		return value;
	}

	u32(): number {
		this.#require(4);
		const at = this.offset;
		this.offset += 4;
		const bytes = this.#bytes;
		return (
			(bytes[at]! |
				(bytes[at + 1]! << 8) |
				(bytes[at + 2]! << 16) |
				(bytes[at + 3]! << 24)) >>>
			0
		);
	}

	u48(): number {
		const low = this.u32();
		return low + this.u16() * 0x1_0000_0000;
	}

	varint(): number {
		let value = 0;
		let scale = 1;
		for (;;) {
			this.#require(1);
			const byte = this.#bytes[this.offset++]!;
			value += (byte & 0x7f) * scale;
			if (byte < 0x80) {
				return value;
			}
			scale *= 0x80;
		}
	}

	bytes(count: number): Uint8Array {
		this.#require(count);
		this.offset += count;
		return this.#bytes.subarray(this.offset - count, this.offset);
	}

	#require(count: number): void {
		if (this.offset + count > this.#bytes.length) {
			throw new RangeError(
				`${count} bytes wanted at ${this.offset} of ${this.#bytes.length}`,
			);
		}
	}
}
