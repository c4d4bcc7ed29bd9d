import type { Layer, TextField } from "../analysis/fields.ts";
import { packColumn } from "../bytes/runs.ts";
import type { FileKindName } from "./file-kind.ts";
import type { FieldStats } from "./manifest.ts";
import { PostingsWriter } from "./postings-writer.ts";
import type { SegmentFiles } from "./segment-files.ts";
import { SortedTableWriter } from "./sorted-table.ts";
import { TERM_VALUES } from "./term-values.ts";
import type { SortedTokens } from "./token-stream.ts";

/** The tokens of one field and layer of a segment; the entries of several streams share no term. */
export interface FieldLayer {
	readonly field: TextField;
	readonly layer: Layer;
	/** One length byte a document. */
	readonly norms: Uint8Array;
	/** Documents that have a token. */
	readonly documents: number;
	readonly tokens: number;
	readonly streams: readonly SortedTokens[];
}

/**
 * Writes terms, postings, positions and norms of one field and layer.
 * @param sorted the terms by their ranks
 */
export function writeFieldLayer(
	files: SegmentFiles,
	{ field, layer, norms, documents, tokens, streams }: FieldLayer,
	sorted: readonly string[],
): FieldStats {
	const create = (kind: FileKindName) => files.create(kind, field, layer);
	const termsFile = create("terms");
	const postingsFile = create("postings");
	const hasPositions = streams.some(({ placed }) => placed !== undefined);
	const positionsFile = hasPositions ? create("positions") : undefined;
	const normsFile = create("norms");
	const table = new SortedTableWriter(termsFile, TERM_VALUES);
	const lists = new PostingsWriter(postingsFile, positionsFile, norms);
	let terms = 0;
	for (let rank = 0; rank < sorted.length; rank++) {
		for (const entries of streams) {
			const from = rank === 0 ? 0 : entries.ends[rank - 1]!;
			const to = entries.ends[rank]!;
			if (to > from) {
				const ofTerm = lists.write(entries, from, to);
				table.add(sorted[rank]!, [
					ofTerm,
					postingsFile.length,
					positionsFile?.length ?? 0,
				]);
				terms++;
			}
		}
	}
	table.finish();
	normsFile.append(packColumn(norms, 1));
	files.seal("terms", termsFile, field, layer);
	files.seal("postings", postingsFile, field, layer);
	if (positionsFile !== undefined) {
		files.seal("positions", positionsFile, field, layer);
	}
	files.seal("norms", normsFile, field, layer);
	return { field, layer, documents, tokens, terms };
}
