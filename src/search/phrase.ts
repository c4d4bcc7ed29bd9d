import { BLOCK_SIZE } from "../bytes/bit-packing.ts";
import { IntColumn } from "../bytes/int-column.ts";
import { lowerBound } from "../bytes/lower-bound.ts";
import {
	HIGHEST_SKIP_FREQUENCY,
	NO_MORE_DOCS,
	type PostingsList,
} from "../index/postings.ts";
import type { Postings } from "./scored-list.ts";

/** Walks one term's documents and, where needed, their positions. */
class TermCursor {
	readonly list: PostingsList;
	#block = 0;
	#at = 0;
	#placesBlock = -1;
	#places: Int32Array = new Int32Array(0);
	#starts: Int32Array = new Int32Array(0);

	constructor(list: PostingsList) {
		this.list = list;
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

	/** The positions in the document that `advance` found last. */
	places(): Int32Array {
		if (this.#placesBlock !== this.#block) {
			const { places, starts } = this.list.positionsOf(this.#block);
			this.#places = places;
			this.#starts = starts;
			this.#placesBlock = this.#block;
		}
		const index = this.#at - this.#block * BLOCK_SIZE;
		return this.#places.subarray(
			this.#starts[index]!,
			this.#starts[index + 1]!,
		);
	}
}

/**
 * All documents, deleted ones too, in which the terms stand one after the other, with how often they do.
 * @param atStart counts only the phrase with which the field begins
 * @param lists one for each term of the phrase, in its order; a term that stands twice comes twice
 */
export function findPhrase(
	lists: readonly PostingsList[],
	norms: Uint8Array,
	atStart: boolean,
	shouldStop: () => boolean,
): Postings {
	const cursors = lists.map((list) => new TermCursor(list));
	const rarestFirst = cursors
		.map((_, offset) => offset)
		.sort((a, b) => lists[a]!.documents - lists[b]!.documents);
	const docs = new IntColumn(64);
	const frequencies = new IntColumn(64);
	let doc = 0;
	let steps = 0;
	for (;;) {
		if ((++steps & 0xfff) === 0 && shouldStop()) {
			break;
		}
		doc = nextCommon(cursors, rarestFirst, doc);
		if (doc === NO_MORE_DOCS) {
			break;
		}
		const frequency = countPhrase(cursors, rarestFirst, atStart);
		if (frequency > 0) {
			docs.push(doc);
			frequencies.push(frequency);
		}
		doc++;
	}
	return listed(docs, frequencies, norms);
}

/** The first document from `from` on that all terms share. */
function nextCommon(
	cursors: readonly TermCursor[],
	rarestFirst: readonly number[],
	from: number,
): number {
	let doc = from;
	let agreed = 0;
	while (agreed < cursors.length) {
		const found = cursors[rarestFirst[agreed]!]!.advance(doc);
		if (found === NO_MORE_DOCS) {
			return NO_MORE_DOCS;
		}
		// The rarest term names the next candidate; the others confirm it or start over.
		agreed = found === doc ? agreed + 1 : found > doc && agreed > 0 ? 0 : 1;
		doc = found;
	}
	return doc;
}

/** How many starts of the phrase all terms agree on, in the document at hand. */
function countPhrase(
	cursors: readonly TermCursor[],
	rarestFirst: readonly number[],
	atStart: boolean,
): number {
	const first = rarestFirst[0]!;
	let starts = [...cursors[first]!.places()]
		.map((place) => place - first)
		.filter((start) => !atStart || start === 0);
	for (const offset of rarestFirst.slice(1)) {
		if (starts.length === 0) {
			return 0;
		}
		const places = cursors[offset]!.places();
		let at = 0;
		starts = starts.filter((start) => {
			const wanted = start + offset;
			while (at < places.length && places[at]! < wanted) {
				at++;
			}
			return places[at] === wanted;
		});
	}
	return starts.length;
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
		blockOf: (doc, from) => lowerBound(lastDocs, doc, from, blocks),
	};
}
