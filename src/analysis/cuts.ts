/** `precise` cuts each character into one word; `search` also gives the dictionary words inside longer words. */
export type CutMode = "precise" | "search";

/** Word number of a cut that the dictionary does not hold. */
export const NOT_IN_DICTIONARY = -1;

/** Words cut from one text, in columns; reused from text to text, so that cutting makes no object a word. */
export class Cuts {
	count = 0;
	/** `[start, end)` of each word in UTF-16 units of the text. */
	starts = new Int32Array(1024);
	ends = new Int32Array(1024);
	/** The dictionary's number of each word, or `NOT_IN_DICTIONARY`. */
	words = new Int32Array(1024);

	clear(): void {
		this.count = 0;
	}

	push(start: number, end: number, word: number): void {
		if (this.count === this.starts.length) {
			this.#grow();
		}
		this.starts[this.count] = start;
		this.ends[this.count] = end;
		this.words[this.count] = word;
		this.count++;
	}

	#grow(): void {
		this.starts = doubled(this.starts);
		this.ends = doubled(this.ends);
		this.words = doubled(this.words);
	}
}

function doubled(column: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
	const larger = new Int32Array(column.length * 2);
	larger.set(column);
	return larger;
}

/** Cuts Chinese text into words. */
export interface Segmenter {
	/** Word numbers are below this. */
	readonly wordLimit: number;
	/** Appends the words of `text` to `cuts`, in the order jieba gives them; joined without the overlapping ones they give back the text. */
	cut(text: string, mode: CutMode, cuts: Cuts): void;
}
