/** A column of 32-bit integers that grows at its end. */
export class IntColumn {
	#values: Int32Array<ArrayBuffer>;
	length = 0;

	constructor(capacity = 1024) {
		this.#values = new Int32Array(capacity);
	}

	push(value: number): void {
		if (this.length === this.#values.length) {
			this.reserve(1);
		}
		this.#values[this.length++] = value;
	}

	pushAll(values: ArrayLike<number>): void {
		this.reserve(values.length).set(values, this.length);
		this.length += values.length;
	}

	/** Makes room for `count` more values, so that `values` may be written directly up to there. */
	reserve(count: number): Int32Array<ArrayBuffer> {
		const needed = this.length + count;
		if (needed > this.#values.length) {
			const larger = new Int32Array(
				Math.max(needed, this.#values.length + (this.#values.length >>> 1)),
			);
			larger.set(this.#values.subarray(0, this.length));
			this.#values = larger;
		}
		return this.#values;
	}

	at(index: number): number {
		return this.#values[index]!;
	}

	/** The values so far, as a view that the next `push` or `reserve` may leave behind. */
	view(): Int32Array<ArrayBuffer> {
		return this.#values.subarray(0, this.length);
	}

	clear(): void {
		this.length = 0;
	}

	/** A copy of the values, which are then forgotten. */
	take(): Int32Array<ArrayBuffer> {
		const values = this.view().slice();
		this.clear();
		return values;
	}
}
