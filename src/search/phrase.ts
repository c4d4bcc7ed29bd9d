import { IntColumn } from "../bytes/int-column.ts";
import { lowerBound } from "../bytes/lower-bound.ts";
import type { BlockPositions } from "../index/positions.ts";
import { NO_MORE_DOCS, type PostingsList } from "../index/postings.ts";
import { BLOCK_SIZE } from "../index/postings-block.ts";
import { HIGHEST_SKIP_FREQUENCY } from "../index/skip-table.ts";
import type { Postings } from "./scored-list.ts";

/** A pair of the phrase: its list, and how many characters behind the phrase's start it stands. */
export interface PhrasePart {
	readonly list: PostingsList;
	readonly offset: number;
}

/** Walks one pair's documents and, where needed, their positions. */
export class PartCursor {
	readonly list: PostingsList;
	readonly offset: number;
	#block = 0;
	#at = 0;
	#positionsBlock = -1;
	#positions: BlockPositions | undefined;

	constructor({ list, offset }: PhrasePart) {
		this.list = list;
		this.offset = offset;
	}

	/** The first document from `doc` on, or NO_MORE_DOCS. */
	advance(doc: number): number {
		const { list } = this;
		this.#block = list.blockOf(doc, this.#block);
		if (this.#block === list.blocks) {
			return NO_MORE_DOCS;
		}
		list.decode(this.#block);
		const from = this.#block * BLOCK_SIZE;
		this.#at = lowerBound(
			list.docs,
			doc,
			Math.max(this.#at, from),
			Math.min(from + BLOCK_SIZE, list.documents),
		);
		return list.docs[this.#at]!;
	}

	/** How often it stands in the document that `advance` found last. */
	get frequency(): number {
		return this.list.frequencies[this.#at]!;
	}

	/** Reads the positions in the document that `advance` found last; returns how many. */
	loadPlaces(): number {
		if (this.#positions === undefined || this.#positionsBlock !== this.#block) {
			this.#positions = this.list.positionsOf(this.#block);
			this.#positionsBlock = this.#block;
		}
		return this.#positions.load(this.#at - this.#block * BLOCK_SIZE);
	}

	/** Those read last. */
	get places(): Int32Array {
		return this.#positions?.places ?? NO_PLACES;
	}
}

const NO_PLACES = new Int32Array(0);

/**
 * All documents, deleted ones too, in which the pairs stand at their offsets from one place, with how often they do.
 * @param atStart counts only the phrase with which the field begins
 */
export function findPhrase(
	parts: readonly PhrasePart[],
	norms: Uint8Array,
	atStart: boolean,
	shouldStop: () => boolean,
): Postings {
	const rarestFirst = parts
		.map((part) => new PartCursor(part))
		.sort((a, b) => a.list.documents - b.list.documents);
	const phrase = new PhraseStarts(rarestFirst, atStart);
	const docs = new IntColumn(64);
	const frequencies = new IntColumn(64);
	let doc = 0;
	let steps = 0;
	for (;;) {
		if ((++steps & 0xfff) === 0 && shouldStop()) {
			break;
		}
		doc = nextCommon(rarestFirst, doc);
		if (doc === NO_MORE_DOCS) {
			break;
		}
		const frequency = phrase.find();
		if (frequency > 0) {
			docs.push(doc);
			frequencies.push(frequency);
		}
		doc++;
	}
	return listed(docs, frequencies, norms);
}

/** The first document from `from` on that all pairs share. */
function nextCommon(rarestFirst: readonly PartCursor[], from: number): number {
	let doc = from;
	let agreed = 0;
	while (agreed < rarestFirst.length) {
		const found = rarestFirst[agreed]!.advance(doc);
		if (found === NO_MORE_DOCS) {
			return NO_MORE_DOCS;
		}
		// The rarest pair names the next candidate; the others confirm it or start over.
		agreed = found === doc ? agreed + 1 : found > doc && agreed > 0 ? 0 : 1;
		doc = found;
	}
	return doc;
}

/** Finds a phrase in the document that all its pairs were moved to. */
export class PhraseStarts {
	readonly #first: PartCursor | undefined;
	readonly #others: readonly PartCursor[];
	readonly #atStart: boolean;
	/** Where the phrase starts, ascending; as many as `find` returned last. */
	starts = new Int32Array(16);

	constructor([first, ...others]: readonly PartCursor[], atStart: boolean) {
		this.#first = first;
		this.#others = others;
		this.#atStart = atStart;
	}

	/** How many starts of the phrase all pairs agree on. */
	find(): number {
		let count = this.#first === undefined ? 0 : this.#startsOf(this.#first);
		for (const cursor of this.#others) {
			if (count === 0) {
				return 0;
			}
			count = this.#keepStarts(count, cursor);
		}
		return count;
	}

	#startsOf(cursor: PartCursor): number {
		const found = cursor.loadPlaces();
		const { places, offset } = cursor;
		if (this.starts.length < found) {
			this.starts = new Int32Array(found * 2);
		}
		const starts = this.starts;
		let count = 0;
		for (let i = 0; i < found; i++) {
			const start = places[i]! - offset;
			if (!this.#atStart || start === 0) {
				starts[count++] = start;
			}
		}
		return count;
	}

	/** Leaves those of the first `count` starts that the pair stands behind at its offset. */
	#keepStarts(count: number, cursor: PartCursor): number {
		const found = cursor.loadPlaces();
		const { places, offset } = cursor;
		const starts = this.starts;
		let kept = 0;
		let at = 0;
		for (let i = 0; i < count; i++) {
			const wanted = starts[i]! + offset;
			while (at < found && places[at]! < wanted) {
				at++;
			}
			if (at < found && places[at] === wanted) {
				starts[kept++] = starts[i]!;
			}
		}
		return kept;
	}
}

/** Documents and frequencies that are known already, in the form of a list of postings. */
function listed(
	docs: IntColumn,
	frequencies: IntColumn,
	norms: Uint8Array,
): Postings {
	const documents = docs.length;
	docs.push(NO_MORE_DOCS);
	const blocks = Math.ceil(documents / BLOCK_SIZE);
	const lastDocs = new Int32Array(blocks);
	const highestFrequencies = new Uint16Array(blocks);
	const shortestNorms = new Uint8Array(blocks).fill(0xff);
	for (let i = 0; i < documents; i++) {
		const block = Math.floor(i / BLOCK_SIZE);
		const doc = docs.at(i);
		lastDocs[block] = doc;
		highestFrequencies[block] = Math.max(
			highestFrequencies[block]!,
			Math.min(frequencies.at(i), HIGHEST_SKIP_FREQUENCY),
		);
		shortestNorms[block] = Math.min(shortestNorms[block]!, norms[doc]!);
	}
	return {
		documents,
		blocks,
		lastDocs,
		highestFrequencies,
		shortestNorms,
		docs: docs.view(),
		frequencies: frequencies.view(),
		decode: () => {},
		decodeAll: () => {},
		isDecoded: () => true,
		blockOf: (doc, from) => lowerBound(lastDocs, doc, from, blocks),
	};
}
