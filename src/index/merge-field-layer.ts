import type { Layer, TextField } from "../analysis/fields.ts";
import { IntColumn } from "../bytes/int-column.ts";
import { packColumn } from "../bytes/runs.ts";
import type { FileKindName } from "./file-kind.ts";
import { inKeyOrder } from "./in-key-order.ts";
import type { FieldStats } from "./manifest.ts";
import { DELETED, type MergedSegment } from "./merge-segments.ts";
import type { PostingsList } from "./postings.ts";
import { BLOCK_SIZE } from "./postings-block.ts";
import { PostingsWriter } from "./postings-writer.ts";
import type { SegmentFiles } from "./segment-files.ts";
import { SortedTableWriter } from "./sorted-table.ts";
import type { TableEntry } from "./table-block.ts";
import { TERM_VALUES } from "./term-values.ts";
import { countedEntry, MOST_COUNTED } from "./token-stream.ts";

export interface MergedLayer {
	readonly field: TextField;
	readonly layer: Layer;
	/** Of the merged segment. */
	readonly documents: number;
}

/** A term as one of the segments has it. */
interface FoundTerm extends TableEntry {
	readonly from: MergedSegment;
}

/** Merges terms, postings, positions and norms of one field and layer; nothing where no document has a token. */
export function mergeFieldLayer(
	files: SegmentFiles,
	merged: readonly MergedSegment[],
	{ field, layer, documents }: MergedLayer,
): FieldStats | undefined {
	const parts = merged.filter(
		({ segment }) => segment.reader.stats(field, layer) !== undefined,
	);
	const norms = mergedNorms(merged, { field, layer, documents });
	const terms = inKeyOrder(parts.map((from) => termsOf(from, field, layer)));
	let writing: LayerWriting | undefined;
	for (const { key, found } of terms) {
		const lists = found.map((entry) => ({
			from: entry.from,
			list: entry.from.segment.reader.listAt(field, layer, entry),
			hasPositions: (entry.values[2] ?? 0) > (entry.starts[2] ?? 0),
		}));
		if (lists.some(hasLiveDocument)) {
			writing ??= new LayerWriting(files, { field, layer, documents }, norms, {
				hasPositions: parts.some(({ segment }) =>
					segment.entry.files.some(
						(file) =>
							file.kind === "positions" &&
							file.field === field &&
							file.layer === layer,
					),
				),
			});
			writing.add(key, lists);
		}
	}
	return writing?.finish();
}

interface FoundList {
	readonly from: MergedSegment;
	readonly list: PostingsList;
	readonly hasPositions: boolean;
}

function hasLiveDocument({ from, list }: FoundList): boolean {
	for (let i = 0; i < list.documents; i++) {
		if (i % BLOCK_SIZE === 0) {
			list.decode(i / BLOCK_SIZE);
		}
		if (from.newDocs[list.docs[i]!] !== DELETED) {
			return true;
		}
	}
	return false;
}

function* termsOf(
	from: MergedSegment,
	field: TextField,
	layer: Layer,
): Generator<FoundTerm> {
	const table = from.segment.reader.terms(field, layer);
	if (table !== undefined) {
		for (const entry of table.entriesFrom("")) {
			yield { from, ...entry };
		}
	}
}

function mergedNorms(
	merged: readonly MergedSegment[],
	{ field, layer, documents }: MergedLayer,
): Uint8Array {
	const norms = new Uint8Array(documents);
	let end = 0;
	for (const { segment, kept } of merged) {
		const ofSegment = segment.reader.norms(field, layer);
		for (const doc of kept) {
			norms[end++] = ofSegment[doc]!;
		}
	}
	return norms;
}

/** The files of a field and layer that are being merged. */
class LayerWriting {
	readonly #files: SegmentFiles;
	readonly #layer: MergedLayer;
	readonly #norms: Uint8Array;
	readonly #termsFile;
	readonly #postingsFile;
	readonly #positionsFile;
	readonly #table: SortedTableWriter;
	readonly #lists: PostingsWriter;
	/** One list as `PostingsWriter` takes it. */
	readonly #entries = new IntColumn();
	readonly #hasToken: Uint8Array;
	#terms = 0;
	#tokens = 0;

	constructor(
		files: SegmentFiles,
		layer: MergedLayer,
		norms: Uint8Array,
		{ hasPositions }: { readonly hasPositions: boolean },
	) {
		const create = (kind: FileKindName) =>
			files.create(kind, layer.field, layer.layer);
		this.#files = files;
		this.#layer = layer;
		this.#norms = norms;
		this.#termsFile = create("terms");
		this.#postingsFile = create("postings");
		this.#positionsFile = hasPositions ? create("positions") : undefined;
		this.#table = new SortedTableWriter(this.#termsFile, TERM_VALUES);
		this.#lists = new PostingsWriter(
			this.#postingsFile,
			this.#positionsFile,
			norms,
		);
		this.#hasToken = new Uint8Array(layer.documents);
	}

	/** Adds a term of which a document is kept. */
	add(term: string, lists: readonly FoundList[]): void {
		const entries = this.#entries;
		entries.clear();
		const isPlaced = lists.some(({ hasPositions }) => hasPositions);
		for (const { from, list } of lists) {
			if (isPlaced) {
				this.#addPlaced(list, from.newDocs);
			} else {
				this.#addCounted(list, from.newDocs);
			}
		}
		const documents = isPlaced
			? this.#lists.write(
					{ placed: entries.view(), counted: undefined },
					0,
					entries.length / 2,
				)
			: this.#lists.write(
					{ placed: undefined, counted: entries.view() },
					0,
					entries.length,
				);
		this.#table.add(term, [
			documents,
			this.#postingsFile.length,
			this.#positionsFile?.length ?? 0,
		]);
		this.#terms++;
	}

	finish(): FieldStats {
		const { field, layer } = this.#layer;
		const normsFile = this.#files.create("norms", field, layer);
		normsFile.append(packColumn(this.#norms, 1));
		this.#table.finish();
		this.#files.seal("terms", this.#termsFile, field, layer);
		this.#files.seal("postings", this.#postingsFile, field, layer);
		if (this.#positionsFile !== undefined) {
			this.#files.seal("positions", this.#positionsFile, field, layer);
		}
		this.#files.seal("norms", normsFile, field, layer);
		return {
			field,
			layer,
			documents: this.#hasToken.reduce((sum, has) => sum + has, 0),
			tokens: this.#tokens,
			terms: this.#terms,
		};
	}

	#addPlaced(list: PostingsList, newDocs: Int32Array): void {
		for (let block = 0; block < list.blocks; block++) {
			const positions = list.positionsOf(block);
			const first = block * BLOCK_SIZE;
			const end = Math.min(first + BLOCK_SIZE, list.documents);
			for (let i = first; i < end; i++) {
				const doc = newDocs[list.docs[i]!]!;
				if (doc !== DELETED) {
					const count = positions.load(i - first);
					this.#count(doc, count);
					for (let at = 0; at < count; at++) {
						this.#entries.push(doc);
						this.#entries.push(positions.places[at]!);
					}
				}
			}
		}
	}

	#addCounted(list: PostingsList, newDocs: Int32Array): void {
		for (let i = 0; i < list.documents; i++) {
			if (i % BLOCK_SIZE === 0) {
				list.decode(i / BLOCK_SIZE);
			}
			const doc = newDocs[list.docs[i]!]!;
			if (doc !== DELETED) {
				let rest = list.frequencies[i]!;
				this.#count(doc, rest);
				for (; rest > 0; rest -= MOST_COUNTED) {
					this.#entries.push(countedEntry(doc, Math.min(rest, MOST_COUNTED)));
				}
			}
		}
	}

	#count(doc: number, tokens: number): void {
		this.#hasToken[doc] = 1;
		this.#tokens += tokens;
	}
}
