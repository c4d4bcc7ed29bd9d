import { BLOCK_SIZE } from "../bytes/bit-packing.ts";
import { IntColumn } from "../bytes/int-column.ts";
import { lowerBound } from "../bytes/lower-bound.ts";
import {
	HIGHEST_SKIP_FREQUENCY,
	NO_MORE_DOCS,
	type PostingsList,
} from "../index/postings.ts";
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
	#placesBlock = -1;
	#places: Int32Array = new Int32Array(0);
	#starts: Int32Array = new Int32Array(0);

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
		const frequency = phraseStarts(rarestFirst, atStart).length;
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

/** The starts of the phrase that all pairs agree on, in the document at hand; ascending. */
export function phraseStarts(
	[first, ...others]: readonly PartCursor[],
	atStart: boolean,
): readonly number[] {
	let starts: number[] = [];
	for (const place of first?.places() ?? []) {
		const start = place - first!.offset;
		if (!atStart || start === 0) {
			starts.push(start);
		}
	}
	for (const cursor of others) {
		if (starts.length === 0) {
			break;
		}
		const places = cursor.places();
		let at = 0;
		starts = starts.filter((start) => {
			const wanted = start + cursor.offset;
			while (at < places.length && places[at]! < wanted) {
				at++;
			}
			return places[at] === wanted;
		});
	}
	return starts;
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
