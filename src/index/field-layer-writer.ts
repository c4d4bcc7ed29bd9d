import type { Layer, TextField } from "../analysis/fields.ts";
import type { FileKindName } from "./file-kind.ts";
import type { FieldStats } from "./manifest.ts";
import { PostingsWriter } from "./postings.ts";
import type { SegmentFiles } from "./segment-files.ts";
import { SortedTableWriter } from "./sorted-table.ts";
import type { TermNumbers } from "./term-numbers.ts";
import { TERM_VALUES } from "./term-values.ts";
import type { TokenStream } from "./token-stream.ts";

/** The tokens of one field and layer that wait to be written. */
export interface FieldLayer {
	readonly field: TextField;
	readonly layer: Layer;
	readonly stream: TokenStream;
}

/** Sorts the tokens of one field and layer by term, and writes its terms, postings, positions and norms. */
export function writeFieldLayer(
	files: SegmentFiles,
	{ field, layer, stream }: FieldLayer,
	{ strings }: TermNumbers,
	{ ranks, sorted }: { ranks: Int32Array; sorted: Int32Array },
): FieldStats {
	const entries = stream.sorted(ranks);
	const { positions, ends } = entries;
	const norms = stream.norms();
	const create = (kind: FileKindName) => files.create(kind, field, layer);
	const termsFile = create("terms");
	const postingsFile = create("postings");
	const positionsFile =
		positions === undefined ? undefined : create("positions");
	const normsFile = create("norms");
	const table = new SortedTableWriter(termsFile, TERM_VALUES);
	const lists = new PostingsWriter(postingsFile, positionsFile, norms);
	let from = 0;
	let terms = 0;
	for (let rank = 0; rank < ends.length; rank++) {
		const to = ends[rank]!;
		if (to > from) {
			const documents = lists.write(entries, from, to);
			table.add(strings[sorted[rank]!]!, [
				documents,
				postingsFile.length,
				positionsFile?.length ?? 0,
			]);
			terms++;
		}
		from = to;
	}
	table.finish();
	normsFile.append(norms);
	files.seal("terms", termsFile, field, layer);
	files.seal("postings", postingsFile, field, layer);
	if (positionsFile !== undefined) {
		files.seal("positions", positionsFile, field, layer);
	}
	files.seal("norms", normsFile, field, layer);
	return {
		field,
		layer,
		documents: stream.documentsWithTokens,
		tokens: stream.tokens,
		terms,
	};
}
