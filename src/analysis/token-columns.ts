/** Tokens of a query; what reads articles grows soon. */
const ROOM = 128;

/** The tokens of one text and layer, in columns; reused from text to text, so that analysis makes no object a token. */
export class TokenColumns {
	count = 0;
	/** `[start, end)` of each token in UTF-16 units of the text. */
	starts = new Int32Array(ROOM);
	ends = new Int32Array(ROOM);
	/** Places in the layer; tokens of one place share theirs. Never falls. */
	positions = new Int32Array(ROOM);
	/** What tells the term without a string: the dictionary's word number (or NOT_IN_DICTIONARY), in the character layer the code point, of pairs `pairCode`. */
	codes = new Int32Array(ROOM);
	/** Places taken: the length of the text in this layer. */
	places = 0;

	clear(): void {
		this.count = 0;
		this.places = 0;
	}

	push(start: number, end: number, code: number, position: number): void {
		const { count } = this;
		if (count === this.starts.length) {
			this.reserve(count + 1);
		}
		this.starts[count] = start;
		this.ends[count] = end;
		this.codes[count] = code;
		this.positions[count] = position;
		this.count = count + 1;
	}

	/** Makes room for `count` tokens in all. */
	reserve(count: number): void {
		if (count > this.starts.length) {
			const capacity = Math.max(count, this.starts.length * 2);
			this.starts = grown(this.starts, capacity);
			this.ends = grown(this.ends, capacity);
			this.positions = grown(this.positions, capacity);
			this.codes = grown(this.codes, capacity);
		}
	}
}

function grown(
	column: Int32Array<ArrayBuffer>,
	capacity: number,
): Int32Array<ArrayBuffer> {
	const larger = new Int32Array(capacity);
	larger.set(column);
	return larger;
}
