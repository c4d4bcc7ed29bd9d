import type { ArticleId } from "../article.ts";
import { ByteWriter } from "../bytes/byte-writer.ts";
import type { FrameWriter } from "./frame.ts";
import type { PagedFile } from "./paged-file.ts";
import { SortedTableReader, SortedTableWriter } from "./sorted-table.ts";

/*
 * "Here is an id; give me its document", and back. (FORMAT.md, "Ids" and "Ranks")
 * The ids stand in a sorted table; a document's rank is its id's ordinal there, so equal scores are put in order of their
 * ids without reading an id.
 */

const RANK_BYTES = 4;

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
	const table = new SortedTableWriter(idsFile, ["plain"]);
	const ranks = new Uint32Array(ids.length);
	let rank = 0;
	sorted.forEach((doc, i) => {
		ranks[doc] = rank;
		const next = sorted[i + 1];
		if (next === undefined || ids[next] !== ids[doc]) {
			table.add(ids[doc]!, [doc]);
			rank++;
		}
	});
	table.finish();
	const bytes = new ByteWriter(ids.length * RANK_BYTES);
	for (const rankOfDoc of ranks) {
		bytes.u32(rankOfDoc);
	}
	ranksFile.append(bytes.view());
}

export class IdsReader {
	readonly #table: SortedTableReader;
	readonly #ranks: PagedFile;

	constructor(idsFile: PagedFile, ranksFile: PagedFile) {
		this.#table = new SortedTableReader(idsFile, ["plain"]);
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
		const at = doc * RANK_BYTES;
		const bytes = this.#ranks.bytes(at, at + RANK_BYTES);
		return (
			(bytes[0]! | (bytes[1]! << 8) | (bytes[2]! << 16) | (bytes[3]! << 24)) >>>
			0
		);
	}

	/** All ids of the segment, deleted ones too, in code-unit order, with their documents. */
	*all(): Generator<{ id: ArticleId; doc: number }> {
		for (const { key, values } of this.#table.entriesFrom("")) {
			yield { id: key, doc: values[0]! };
		}
	}
}
