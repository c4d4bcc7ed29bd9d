import type { TextField } from "../analysis/fields.ts";
import type { PostingsList } from "../index/postings.ts";
import type { SegmentReader } from "../index/segment-reader.ts";
import type { LeafPlaces } from "../query/near-places.ts";
import { CharacterPlaces } from "./character-places.ts";
import { addDocs } from "./document-bits.ts";
import { PartCursor, PhraseStarts } from "./phrase.ts";

/**
 * What the index knows of a leaf's places in a document: all of them; a text that may or may not be the word there each time; or that
 * there are more than those it knows.
 */
export type Known = "sure" | "maybe" | "unknown";

/** Walks the documents of one leaf of a `near`, in rising order, and fills its spans with what the index knows. */
export class LeafCursor {
	readonly leaf: LeafPlaces;
	readonly #segment: SegmentReader;
	readonly #field: TextField;
	/** Its characters; none where it may be written in many ways. */
	readonly #characters: readonly string[];
	/** The pairs that cover its text, the rarest first; none where it is one character, or may be written in many ways. */
	readonly #pairs: readonly PartCursor[];
	readonly #phrase: PhraseStarts;
	/** What matches; absent where the text alone does, wherever it stands. */
	readonly #term: PartCursor | undefined;
	/** Where the text is one character, its documents, and its places in them. */
	readonly #character: PartCursor | undefined;
	#characterPlaces: CharacterPlaces | undefined;
	/** Whether there may be such documents at all: a word that no document has as one may well stand inside others. */
	readonly #isThere: boolean;
	#literalCount = 0;

	constructor(segment: SegmentReader, field: TextField, leaf: LeafPlaces) {
		const { plan } = leaf;
		this.leaf = leaf;
		this.#segment = segment;
		this.#field = field;
		if (plan.kind === "prefix") {
			throw new TypeError("a prefix is replaced by its words before");
		}
		const isEntity = plan.kind === "term" && plan.layer === "entity";
		const characters = plan.kind === "term" ? [...plan.term] : plan.terms;
		const pairs = isEntity ? [] : pairsOf(segment, field, characters);
		const isSingle = !isEntity && characters.length === 1;
		this.#characters = isEntity ? [] : characters;
		this.#pairs = pairs ?? [];
		this.#phrase = new PhraseStarts(this.#pairs, false);
		this.#character = isSingle
			? cursorOf(segment.postings(field, "character", characters[0]!))
			: undefined;
		this.#term =
			plan.kind === "term"
				? cursorOf(segment.postings(field, plan.layer, plan.term))
				: this.#character;
		const hasLists =
			this.#term !== undefined ||
			(plan.kind === "phrase" && this.#pairs.length > 0);
		this.#isThere = pairs !== undefined && hasLists;
	}

	/** A bit for each document that may have the leaf. */
	documents(): Int32Array {
		const bits = new Int32Array(Math.ceil(this.#segment.documents / 32));
		if (!this.#isThere) {
			return bits;
		}
		if (this.#term !== undefined) {
			addDocs(bits, this.#term.list);
			return bits;
		}
		this.#pairs.forEach(({ list }, i) => {
			if (i === 0) {
				addDocs(bits, list);
				return;
			}
			const others = new Int32Array(bits.length);
			addDocs(others, list);
			for (let word = 0; word < bits.length; word++) {
				bits[word]! &= others[word]!;
			}
		});
		return bits;
	}

	/** To be told before the first document is loaded which will be. @param wanted a bit for each */
	prepare(wanted: Int32Array): void {
		const [character] = this.#characters;
		if (this.#character !== undefined && character !== undefined) {
			this.#characterPlaces = new CharacterPlaces(
				this.#segment,
				this.#field,
				character,
				wanted,
			);
		}
	}

	/** Fills the spans with what is sure of a document, which is not before the last one. */
	load(doc: number): Known {
		const { spans } = this.leaf;
		spans.clear();
		this.#literalCount = 0;
		if (!this.#isThere) {
			return "sure";
		}
		const term = this.#term;
		if (term !== undefined && term.advance(doc) !== doc) {
			return "sure";
		}
		if (this.#characters.length === 0) {
			return "unknown";
		}
		const count = this.#fillLiteral(doc);
		if (term !== undefined && term.frequency !== count) {
			this.#literalCount = spans.count;
			spans.clear();
			return count > this.#literalCount ? "unknown" : "maybe";
		}
		return count > spans.count ? "unknown" : "sure";
	}

	/** Fills the spans with all that may be the leaf. */
	assumeAll(): void {
		if (this.#literalCount > 0) {
			this.leaf.spans.count = this.#literalCount;
		}
	}

	/** How many of all that may be the leaf are, where it is not unknown. */
	get real(): number {
		return this.#literalCount > 0
			? Math.min(this.#literalCount, this.#term?.frequency ?? 0)
			: this.leaf.spans.count;
	}

	/** Fills the spans with the places of the text, as far as pairs tell; returns how many there are. */
	#fillLiteral(doc: number): number {
		const { spans } = this.leaf;
		if (this.#character !== undefined) {
			this.#characterPlaces?.fill(doc, spans);
			return this.#character.advance(doc) === doc
				? this.#character.frequency
				: 0;
		}
		for (const pair of this.#pairs) {
			if (pair.advance(doc) !== doc) {
				return 0;
			}
		}
		const count = this.#phrase.find();
		const { starts } = this.#phrase;
		for (let i = 0; i < count; i++) {
			const start = starts[i]!;
			spans.push(start, start + this.#characters.length);
		}
		return spans.count;
	}
}

function cursorOf(list: PostingsList | undefined): PartCursor | undefined {
	return list && new PartCursor({ list, offset: 0 });
}

/** Pairs that cover the text, side by side, the last two overlapping where its length is odd; undefined where one is missing. */
function pairsOf(
	segment: SegmentReader,
	field: TextField,
	characters: readonly string[],
): PartCursor[] | undefined {
	const pairs: PartCursor[] = [];
	for (let i = 0; i < characters.length && characters.length > 1; i += 2) {
		const offset = Math.min(i, characters.length - 2);
		const pair = characters[offset]! + characters[offset + 1]!;
		const list = segment.postings(field, "pair", pair);
		if (list === undefined) {
			return undefined;
		}
		pairs.push(new PartCursor({ list, offset }));
	}
	return pairs.sort((a, b) => a.list.documents - b.list.documents);
}
