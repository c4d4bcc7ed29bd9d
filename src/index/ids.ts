import type { ArticleId } from "../article.ts";
import { BitWriter } from "../bytes/bit-writer.ts";
import { PADDING_BYTES, paddedCopy, readBits } from "../bytes/exp-golomb.ts";
import type { FrameWriter } from "./frame.ts";
import type { PagedFile } from "./paged-file.ts";
import { SortedTableReader, SortedTableWriter } from "./sorted-table.ts";

/*
 * "Here is an id; give me its document", and back. (FORMAT.md, "Ids" and "Ranks")
 * The ids stand in a sorted table; a document's rank is its id's ordinal there, so equal scores are put in order of their
 * ids without reading an id.
 */

/** What stands beside an id in its table: neighbours are mostly of one source, and near each other. */
export const ID_VALUES = ["near"] as const;

/**
 * Writes both files; `ids[doc]` is the id of that document. Where several documents have one id, the last of them counts
 * (those before it were replaced before the segment was sealed), and they share its rank.
 */
export function writeIds(
	ids: readonly ArticleId[],
	idsFile: FrameWriter,
	ranksFile: FrameWriter,
): void {
	const sorted = Int32Array.from(ids.keys());
	sorted.sort((a, b) =>
		ids[a]! < ids[b]! ? -1 : ids[a]! > ids[b]! ? 1 : a - b,
	);
	const writer = new IdsWriter(idsFile, ids.length);
	sorted.forEach((doc, i) => {
		const next = sorted[i + 1];
		if (next === undefined || ids[next] !== ids[doc]) {
			writer.add(ids[doc]!, doc);
		} else {
			writer.addReplaced(doc);
		}
	});
	writer.finish(ranksFile);
}

/** Writes both files, of ids that come in code-unit order. */
export class IdsWriter {
	readonly #table: SortedTableWriter;
	readonly #ranks: Uint32Array;
	#rank = 0;

	constructor(idsFile: FrameWriter, documents: number) {
		this.#table = new SortedTableWriter(idsFile, ID_VALUES);
		this.#ranks = new Uint32Array(documents);
	}

	add(id: ArticleId, doc: number): void {
		this.#table.add(id, [doc]);
		this.#ranks[doc] = this.#rank++;
	}

	/** A document that had the id which is added next. */
	addReplaced(doc: number): void {
		this.#ranks[doc] = this.#rank;
	}

	finish(ranksFile: FrameWriter): void {
		this.#table.finish();
		const bits = new BitWriter();
		const width = 32 - Math.clz32(Math.max(0, this.#rank - 1));
		bits.bits(width, 8);
		for (const rank of this.#ranks) {
			bits.bits(rank, width);
		}
		bits.align();
		ranksFile.append(paddedCopy(bits.view()));
	}
}

export class IdsReader {
	readonly #table: SortedTableReader;
	readonly #ranks: PagedFile;
	/** Bits of a rank. */
	#width: number | undefined;

	constructor(idsFile: PagedFile, ranksFile: PagedFile) {
		this.#table = new SortedTableReader(idsFile, ID_VALUES);
		this.#ranks = ranksFile;
	}

	docOf(id: ArticleId): number | undefined {
		return this.#table.find(id)?.values[0];
	}

	idOf(doc: number): ArticleId {
		return this.#table.at(this.rankOf(doc)).key;
	}

	/** The place of the document's id in code-unit order of the segment's ids. */
	rankOf(doc: number): number {
		this.#width ??= this.#ranks.peek(0, 1)[0]!;
		const bit = 8 + doc * this.#width;
		const start = Math.floor(bit / 8);
		const bytes = this.#ranks.peek(start, start + PADDING_BYTES);
		return readBits(bytes, bit % 8, this.#width);
	}

	/** All ids of the segment, deleted ones too, in code-unit order, with their documents. */
	*all(): Generator<{ id: ArticleId; doc: number }> {
		for (const { key, values } of this.#table.entriesFrom("")) {
			yield { id: key, doc: values[0]! };
		}
	}
}
