import type { Layer, TextField } from "../analysis/fields.ts";
import { packColumn } from "../bytes/runs.ts";
import type { FileKindName } from "./file-kind.ts";
import type { FieldStats } from "./manifest.ts";
import { PostingsWriter } from "./postings.ts";
import type { SegmentFiles } from "./segment-files.ts";
import { SortedTableWriter } from "./sorted-table.ts";
import { TERM_VALUES } from "./term-values.ts";
import type { FieldLengths, TokenStream } from "./token-stream.ts";

/** The tokens of one field and layer that wait to be written; streams share no term. */
export interface FieldLayer {
	readonly field: TextField;
	readonly layer: Layer;
	readonly lengths: FieldLengths;
	readonly streams: readonly TokenStream[];
}

/** The terms of a layer by their numbers, and their order. */
export interface RankedTerms {
	readonly strings: readonly string[];
	/** The place of each number in code-unit order of the terms, and the numbers in that order. */
	readonly ranks: Int32Array;
	readonly sorted: Int32Array;
}

export function tokensOf({ streams }: FieldLayer): number {
	return streams.reduce((sum, stream) => sum + stream.tokens, 0);
}

/** Sorts the tokens of one field and layer by term, and writes its terms, postings, positions and norms. */
export function writeFieldLayer(
	files: SegmentFiles,
	fieldLayer: FieldLayer,
	{ strings, ranks, sorted }: RankedTerms,
): FieldStats {
	const { field, layer, lengths, streams } = fieldLayer;
	const sources = streams.map((stream) => stream.sorted(ranks));
	const norms = lengths.norms();
	const create = (kind: FileKindName) => files.create(kind, field, layer);
	const termsFile = create("terms");
	const postingsFile = create("postings");
	const hasPositions = sources.some(({ placed }) => placed !== undefined);
	const positionsFile = hasPositions ? create("positions") : undefined;
	const normsFile = create("norms");
	const table = new SortedTableWriter(termsFile, TERM_VALUES);
	const lists = new PostingsWriter(postingsFile, positionsFile, norms);
	let terms = 0;
	for (let rank = 0; rank < sorted.length; rank++) {
		for (const entries of sources) {
			const from = rank === 0 ? 0 : entries.ends[rank - 1]!;
			const to = entries.ends[rank]!;
			if (to > from) {
				const documents = lists.write(entries, from, to);
				table.add(strings[sorted[rank]!]!, [
					documents,
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
	return {
		field,
		layer,
		documents: lengths.documentsWithTokens,
		tokens: tokensOf(fieldLayer),
		terms,
	};
}
