import type { TextField } from "../analysis/fields.ts";
import { hasPositions } from "../analysis/pairs.ts";
import { hasBit } from "../bytes/bits.ts";
import { IntColumn } from "../bytes/int-column.ts";
import type { PostingsList } from "../index/postings.ts";
import { BLOCK_SIZE } from "../index/postings-block.ts";
import type { SegmentReader } from "../index/segment-reader.ts";
import type { Spans } from "../query/spans.ts";

/**
 * Where one character stands in some documents: wherever a pair begins with it, so everywhere but at the end of a text. Characters
 * themselves have no positions.
 */
export class CharacterPlaces {
	readonly #places: Int32Array;
	/** The places of document i end here, and begin where those of the document before end. */
	readonly #ends: Int32Array;

	/** @param wanted a bit for each document that will be asked for */
	constructor(
		segment: SegmentReader,
		field: TextField,
		character: string,
		wanted: Int32Array,
	) {
		const docs = new IntColumn();
		const places = new IntColumn();
		for (const { key } of segment
			.terms(field, "pair")
			?.entriesFrom(character) ?? []) {
			if (!key.startsWith(character)) {
				break;
			}
			if (hasPositions(key)) {
				const list = segment.postings(field, "pair", key);
				gather(list!, wanted, docs, places);
			}
		}
		this.#ends = new Int32Array(segment.documents);
		this.#places = new Int32Array(places.length);
		this.#sort(docs.view(), places.view());
	}

	/** Pushes those of a document. */
	fill(doc: number, spans: Spans): void {
		const from = doc === 0 ? 0 : this.#ends[doc - 1]!;
		const places = this.#places.subarray(from, this.#ends[doc]!).sort();
		for (const place of places) {
			spans.push(place, place + 1);
		}
	}

	/** By document; within it they stay as they came. */
	#sort(docs: Int32Array, places: Int32Array): void {
		const ends = this.#ends;
		for (const doc of docs) {
			ends[doc]!++;
		}
		let total = 0;
		for (let doc = 0; doc < ends.length; doc++) {
			const count = ends[doc]!;
			ends[doc] = total;
			total += count;
		}
		for (let i = 0; i < docs.length; i++) {
			this.#places[ends[docs[i]!]!++] = places[i]!;
		}
	}
}

function gather(
	list: PostingsList,
	wanted: Int32Array,
	docs: IntColumn,
	places: IntColumn,
): void {
	for (let block = 0; block < list.blocks; block++) {
		list.decode(block);
		const from = block * BLOCK_SIZE;
		const to = Math.min(from + BLOCK_SIZE, list.documents);
		let found: ReturnType<PostingsList["positionsOf"]> | undefined;
		for (let i = from; i < to; i++) {
			const doc = list.docs[i]!;
			if (!hasBit(wanted, doc)) {
				continue;
			}
			found ??= list.positionsOf(block);
			const count = found.load(i - from);
			for (let at = 0; at < count; at++) {
				docs.push(doc);
				places.push(found.places[at]!);
			}
		}
	}
}
