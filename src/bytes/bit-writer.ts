/** Of an exp-Golomb code: 63 bits. */
const MOST_CODE_BYTES = 8;

/** Appends numbers of any width to a string of bits, the highest bit of each first, in a buffer that grows. */
export class BitWriter {
	#bytes = new Uint8Array(1024);
	/** Whole bytes so far. */
	#length = 0;
	/** Bits that do not fill a word yet, from the highest on, and how many. */
	#word = 0;
	#filled = 0;

	/** Bytes so far; whole ones only after `align`. */
	get length(): number {
		return this.#length;
	}

	/** What was aligned since the last `clear`, as a view that the next write may invalidate. */
	view(): Uint8Array<ArrayBuffer> {
		return this.#bytes.subarray(0, this.#length);
	}

	clear(): void {
		this.#length = 0;
		this.#word = 0;
		this.#filled = 0;
	}

	/** The low `width` bits of `value`, which has no others; at most 32. */
	bits(value: number, width: number): void {
		const room = 32 - this.#filled;
		if (width < room) {
			// Not by 32, which would be by 0: `room` is above `width`.
			this.#word |= value << (room - width);
			this.#filled += width;
			return;
		}
		const rest = width - room;
		this.#put(this.#word | (value >>> rest));
		this.#word = rest === 0 ? 0 : value << (32 - rest);
		this.#filled = rest;
	}

	/** A number of 0 to 2^31 - 1 as exp-Golomb code of that order (exp-golomb.ts). */
	expGolomb(value: number, order: number): void {
		const number = (value + (1 << order)) >>> 0;
		const width = 32 - Math.clz32(number);
		const zeros = width - 1 - order;
		if (zeros + width <= 32) {
			this.bits(number, zeros + width);
		} else {
			this.bits(0, zeros);
			this.bits(number, width);
		}
	}

	/** The first `count` numbers, one after the other. */
	expGolombs(values: Int32Array, count: number, order: number): void {
		this.#reserve(count * MOST_CODE_BYTES);
		const least = 1 << order;
		const bytes = this.#bytes;
		// `bits`, spelled out on variables of its own: this loop is most of what encoding costs.
		let at = this.#length;
		let word = this.#word;
		let filled = this.#filled;
		for (let i = 0; i < count; i++) {
			const number = (values[i]! + least) >>> 0;
			const significant = 32 - Math.clz32(number);
			let width = significant * 2 - 1 - order;
			if (width > 32) {
				// Zeros that do not fit a word with their number: none of them is to be set.
				filled += width - significant;
				width = significant;
				if (filled >= 32) {
					putWord(bytes, at, word);
					at += 4;
					word = 0;
					filled -= 32;
				}
			}
			const room = 32 - filled;
			if (width < room) {
				word |= number << (room - width);
				filled += width;
				continue;
			}
			const rest = width - room;
			putWord(bytes, at, word | (number >>> rest));
			at += 4;
			word = rest === 0 ? 0 : number << (32 - rest);
			filled = rest;
		}
		this.#length = at;
		this.#word = word;
		this.#filled = filled;
	}

	/** The first `count` numbers, each in as many bits, at most 31, as stands beside it. */
	allBits(values: Int32Array, widths: Uint8Array, count: number): void {
		this.#reserve(count * 4);
		const bytes = this.#bytes;
		let at = this.#length;
		let word = this.#word;
		let filled = this.#filled;
		for (let i = 0; i < count; i++) {
			const value = values[i]!;
			const width = widths[i]!;
			const room = 32 - filled;
			if (width < room) {
				word |= value << (room - width);
				filled += width;
				continue;
			}
			const rest = width - room;
			putWord(bytes, at, word | (value >>> rest));
			at += 4;
			word = rest === 0 ? 0 : value << (32 - rest);
			filled = rest;
		}
		this.#length = at;
		this.#word = word;
		this.#filled = filled;
	}

	/** Fills the last byte with zeros. */
	align(): void {
		const bytes = (this.#filled + 7) >>> 3;
		if (bytes > 0) {
			this.#put(this.#word);
			this.#length -= 4 - bytes;
		}
		this.#word = 0;
		this.#filled = 0;
	}

	#put(word: number): void {
		this.#reserve(0);
		putWord(this.#bytes, this.#length, word);
		this.#length += 4;
	}

	/** Makes room for so many bytes and a word. */
	#reserve(count: number): void {
		const needed = this.#length + count + 4;
		if (needed > this.#bytes.length) {
			const larger = new Uint8Array(Math.max(needed, this.#bytes.length * 2));
			larger.set(this.view());
			this.#bytes = larger;
		}
	}
}

function putWord(bytes: Uint8Array, at: number, word: number): void {
	bytes[at] = word >>> 24;
	bytes[at + 1] = word >>> 16;
	bytes[at + 2] = word >>> 8;
	bytes[at + 3] = word;
}
