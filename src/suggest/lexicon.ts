/** Terms in ascending code-unit order, each with the number of articles it stands in. */
export interface TermCounts {
	readonly terms: readonly string[];
	readonly documents: Int32Array;
}

/** The counts of two vocabularies together; what stands in both is added. */
export function mergeCounts(a: TermCounts, b: TermCounts): TermCounts {
	const terms: string[] = [];
	const documents = new Int32Array(a.terms.length + b.terms.length);
	let i = 0;
	let j = 0;
	while (i < a.terms.length || j < b.terms.length) {
		const first = a.terms[i];
		const second = b.terms[j];
		const takesFirst =
			first !== undefined && (second === undefined || first <= second);
		const takesSecond =
			second !== undefined && (first === undefined || second <= first);
		documents[terms.length] =
			(takesFirst ? a.documents[i]! : 0) + (takesSecond ? b.documents[j]! : 0);
		terms.push((takesFirst ? first : second) ?? "");
		i += takesFirst ? 1 : 0;
		j += takesSecond ? 1 : 0;
	}
	return { terms, documents: documents.slice(0, terms.length) };
}

/** Counts of terms of which nothing is known but that they exist. */
export function uncounted(terms: Iterable<string>): TermCounts {
	const sorted = [...new Set(terms)].sort();
	return { terms: sorted, documents: new Int32Array(sorted.length) };
}

/** The terms `[low, high)` of a lexicon: those that begin alike. */
export interface TermRange {
	readonly low: number;
	readonly high: number;
}

const NONE: TermRange = { low: 0, high: 0 };

/** The words a text may hold, sorted, so that those that begin alike lie together: a trie without nodes. */
export class Lexicon implements TermCounts {
	readonly terms: readonly string[];
	readonly documents: Int32Array;
	/** Articles that were counted. */
	readonly articles: number;
	readonly #firsts = new Map<number, TermRange>();

	constructor({ terms, documents }: TermCounts, articles: number) {
		this.terms = terms;
		this.documents = documents;
		this.articles = articles;
		let low = 0;
		for (let i = 1; i <= terms.length; i++) {
			const unit = terms[low]!.charCodeAt(0);
			if (i === terms.length || terms[i]!.charCodeAt(0) !== unit) {
				this.#firsts.set(unit, { low, high: i });
				low = i;
			}
		}
	}

	/** Articles a term stands in; 0 for one that is only listed, undefined for one that is not here. */
	documentsWith(term: string): number | undefined {
		const at = this.#firstOf(this.begunBy(term.charCodeAt(0)), term);
		return this.terms[at] === term ? this.documents[at] : undefined;
	}

	/** The place of the first term that is not below `text`. */
	firstFrom(text: string): number {
		return this.#firstOf({ low: 0, high: this.terms.length }, text);
	}

	#firstOf(range: TermRange, text: string): number {
		let { low, high } = range;
		while (low < high) {
			const middle = (low + high) >>> 1;
			if (this.terms[middle]! < text) {
				low = middle + 1;
			} else {
				high = middle;
			}
		}
		return low;
	}

	/** The terms that begin with a unit. */
	begunBy(unit: number): TermRange {
		return this.#firsts.get(unit) ?? NONE;
	}

	/** Those of a range, whose terms share their first `depth` units, that go on with `unit`. */
	narrowed(range: TermRange, depth: number, unit: number): TermRange {
		if (depth === 0) {
			return this.begunBy(unit);
		}
		const low = this.#bound(range, depth, unit);
		const high = this.#bound({ low, high: range.high }, depth, unit + 1);
		return low < high ? { low, high } : NONE;
	}

	/** The units with which the terms of a range go on behind their first `depth` units. */
	nextUnits(range: TermRange, depth: number): number[] {
		const units: number[] = [];
		let { low } = range;
		while (low < range.high) {
			const unit = unitAt(this.terms[low]!, depth);
			if (unit >= 0) {
				units.push(unit);
			}
			low = this.#bound({ low, high: range.high }, depth, unit + 1);
		}
		return units;
	}

	/** The first term of the range whose unit at `depth` is not below `unit`; a term that ends there is below all. */
	#bound(range: TermRange, depth: number, unit: number): number {
		let { low, high } = range;
		while (low < high) {
			const middle = (low + high) >>> 1;
			if (unitAt(this.terms[middle]!, depth) < unit) {
				low = middle + 1;
			} else {
				high = middle;
			}
		}
		return low;
	}
}

function unitAt(term: string, at: number): number {
	return at < term.length ? term.charCodeAt(at) : -1;
}
