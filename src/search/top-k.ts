import type { ArticleId } from "../article.ts";
import type { DocumentPlace } from "../index/index-reader.ts";

/** Tells the order of the ids of documents that may stand in different segments; negative where the first id comes first. */
export type CompareIds = (
	segmentA: number,
	docA: number,
	segmentB: number,
	docB: number,
) => number;

export interface RankedDoc extends DocumentPlace {
	/** A 32-bit float, or another key to sort by. */
	readonly score: number;
}

/** A place in the order: score descending, then id ascending. No document need be there. */
export interface OrderPlace {
	readonly score: number;
	readonly id: ArticleId;
}

export interface TopKOrder {
	readonly compareIds: CompareIds;
	/** Asked only of documents with the score of `behind`. */
	readonly idOf: (place: DocumentPlace) => ArticleId;
	/** Only documents that come behind this place are kept. */
	readonly behind?: OrderPlace | undefined;
}

export interface RankedArticle {
	readonly id: ArticleId;
	readonly score: number;
}

/**
 * The best `limit` documents seen: score descending, then id ascending by code unit, whatever order they come in.
 * A binary heap with the worst kept document at its root.
 */
export class TopK {
	readonly #limit: number;
	readonly #compareIds: CompareIds;
	readonly #idOf: TopKOrder["idOf"];
	readonly #behind: OrderPlace | undefined;
	readonly #scores: Float64Array;
	readonly #docs: Int32Array;
	readonly #segments: Int32Array;
	#count = 0;
	/** What a document must reach: below it none can enter, at it the id decides. */
	threshold = Number.NEGATIVE_INFINITY;

	constructor(limit: number, { compareIds, idOf, behind }: TopKOrder) {
		this.#limit = limit;
		this.#compareIds = compareIds;
		this.#idOf = idOf;
		this.#behind = behind;
		this.#scores = new Float64Array(limit);
		this.#docs = new Int32Array(limit);
		this.#segments = new Int32Array(limit);
		if (limit === 0) {
			this.threshold = Number.POSITIVE_INFINITY;
		}
	}

	/** Offers a document. */
	offer(segment: number, doc: number, score: number): void {
		if (
			score < this.threshold ||
			(this.#behind !== undefined && !this.#isBehind(segment, doc, score))
		) {
			return;
		}
		if (this.#count < this.#limit) {
			const at = this.#count++;
			this.#set(at, segment, doc, score);
			this.#siftUp(at);
		} else if (this.#limit > 0 && this.#beatsRoot(segment, doc, score)) {
			this.#set(0, segment, doc, score);
			this.#siftDown();
		}
		if (this.#count === this.#limit && this.#limit > 0) {
			this.threshold = this.#scores[0]!;
		}
	}

	#isBehind(segment: number, doc: number, score: number): boolean {
		const { score: last, id } = this.#behind!;
		return score === last ? this.#idOf({ segment, doc }) > id : score < last;
	}

	/** Best first. Empties the heap. */
	take(): RankedDoc[] {
		const ranked: RankedDoc[] = [];
		for (let i = 0; i < this.#count; i++) {
			ranked.push({
				segment: this.#segments[i]!,
				doc: this.#docs[i]!,
				score: this.#scores[i]!,
			});
		}
		this.#count = 0;
		return ranked.sort(
			(a, b) =>
				b.score - a.score ||
				this.#compareIds(a.segment, a.doc, b.segment, b.doc),
		);
	}

	#set(at: number, segment: number, doc: number, score: number): void {
		this.#scores[at] = score;
		this.#docs[at] = doc;
		this.#segments[at] = segment;
	}

	#beatsRoot(segment: number, doc: number, score: number): boolean {
		const worst = this.#scores[0]!;
		return (
			score > worst ||
			(score === worst &&
				this.#compareIds(segment, doc, this.#segments[0]!, this.#docs[0]!) < 0)
		);
	}

	/** Whether the document at `a` is worse than that at `b`. */
	#isWorse(a: number, b: number): boolean {
		const difference = this.#scores[a]! - this.#scores[b]!;
		if (difference !== 0) {
			return difference < 0;
		}
		return (
			this.#compareIds(
				this.#segments[a]!,
				this.#docs[a]!,
				this.#segments[b]!,
				this.#docs[b]!,
			) > 0
		);
	}

	#swap(a: number, b: number): void {
		const score = this.#scores[a]!;
		const doc = this.#docs[a]!;
		const segment = this.#segments[a]!;
		this.#set(a, this.#segments[b]!, this.#docs[b]!, this.#scores[b]!);
		this.#set(b, segment, doc, score);
	}

	#siftUp(from: number): void {
		let at = from;
		while (at > 0) {
			const parent = (at - 1) >> 1;
			if (!this.#isWorse(at, parent)) {
				return;
			}
			this.#swap(at, parent);
			at = parent;
		}
	}

	#siftDown(): void {
		let at = 0;
		for (;;) {
			let worst = 2 * at + 1;
			if (worst + 1 < this.#count && this.#isWorse(worst + 1, worst)) {
				worst++;
			}
			if (worst >= this.#count || !this.#isWorse(worst, at)) {
				return;
			}
			this.#swap(at, worst);
			at = worst;
		}
	}
}
