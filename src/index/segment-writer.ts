import {
	LAYERS,
	type Layer,
	TEXT_FIELDS,
	type TextField,
} from "../analysis/fields.ts";
import type { ArticleId } from "../article.ts";
import type { Directory } from "../storage/directory.ts";
import { byLayer } from "./batch-cutter.ts";
import {
	type CutBatch,
	type CutFieldLayer,
	HAS_POSITIONS,
} from "./cut-batch.ts";
import { DocumentsJoiner } from "./document-kinds.ts";
import { FILE_KINDS, type FileKindName } from "./file-kind.ts";
import type { FrameWriter } from "./frame.ts";
import type { FieldStats, SegmentEntry } from "./manifest.ts";
import {
	type NumberedPart,
	SEALING_ORDER,
	type SealedFiles,
	type SealingCrew,
	type UnsortedLayer,
	writeIdFiles,
	writeLayer,
} from "./seal-job.ts";
import { SegmentFiles } from "./segment-files.ts";
import {
	joinVocabularies,
	packTexts,
	type SegmentTerms,
} from "./segment-terms.ts";
import {
	dictionaryOf,
	packArticles,
	StoredArticlesWriter,
} from "./stored-articles.ts";
import {
	type PartBytes,
	partBytes,
	STREAM_DOCUMENTS_LIMIT,
} from "./token-stream.ts";
import type { VocabularyTerms } from "./vocabularies.ts";
import { WeighedTasks } from "./weighed-tasks.ts";

type Sealed = Omit<SegmentEntry, "deletedDocuments" | "sourceBytes">;

/**
 * Takes in articles that are cut, batch by batch, and writes them as one segment. Articles are stored as they come; tokens wait in columns
 * until sealing sorts them by term and encodes each list once.
 */
export class SegmentWriter {
	readonly number: number;
	readonly #files: SegmentFiles;
	readonly #articlesFile: FrameWriter;
	readonly #articles: StoredArticlesWriter;
	#dictionary: Uint8Array | undefined;
	readonly #ids: ArticleId[] = [];
	readonly #documents = new DocumentsJoiner();
	readonly #vocabularies: VocabularyTerms[] = [];
	/** Batch by batch, every layer of every field; and the number of the batch's vocabulary. */
	readonly #batches: {
		readonly layers: readonly CutFieldLayer[];
		readonly vocabulary: number;
	}[] = [];
	#waitingBytes = 0;
	/** Of each layer of each field, what sorting it takes. */
	readonly #sortingBytes: number[] = [];
	/** Chunks of articles that a crew is packing are appended in their order. */
	#packing: Promise<void> = Promise.resolve();
	#isAbandoned = false;

	constructor(directory: Directory, number: number) {
		this.number = number;
		this.#files = new SegmentFiles(directory, number);
		this.#articlesFile = this.#files.create("articles");
		this.#articles = new StoredArticlesWriter(this.#articlesFile);
	}

	get documents(): number {
		return this.#ids.length;
	}

	/** How many more documents it can take. */
	get room(): number {
		return STREAM_DOCUMENTS_LIMIT - this.documents;
	}

	/** Bytes of memory that sealing this segment would take now: all tokens, and what is sorted at a time. */
	get memoryBytes(): number {
		return this.#waitingBytes + this.#sortedAtOnce;
	}

	/**
	 * Appends the articles of a batch.
	 * @param terms those of the batch's vocabulary
	 * @param crew packs the articles, where there is one; then it has to seal the segment, too
	 */
	append(batch: CutBatch, terms: VocabularyTerms, crew?: SealingCrew): void {
		const isFirst = this.#dictionary === undefined;
		this.#dictionary ??= dictionaryOf(batch.texts);
		const job = { texts: batch.texts, dictionary: this.#dictionary, isFirst };
		if (crew === undefined) {
			this.#articles.append(
				packArticles(job.texts, job.dictionary, job.isFirst),
			);
		} else {
			const packed = crew.pack(job);
			this.#packing = this.#packing.then(async () => {
				const chunks = await packed;
				if (!this.#isAbandoned) {
					this.#articles.append(chunks);
				}
			});
			// It is seen when the segment is sealed.
			this.#packing.catch(() => {});
			packed.catch(() => {});
		}
		for (const id of batch.ids) {
			this.#ids.push(id);
		}
		this.#documents.append(batch.parts, batch.kept);
		let vocabulary = this.#vocabularies.indexOf(terms);
		if (vocabulary < 0) {
			vocabulary = this.#vocabularies.push(terms) - 1;
		}
		this.#batches.push({ layers: batch.layers, vocabulary });
		batch.layers.forEach((layer, i) => {
			const { waiting, sorting } = bytesOf(layer);
			this.#waitingBytes += waiting;
			this.#sortingBytes[i] = (this.#sortingBytes[i] ?? 0) + sorting;
		});
	}

	/** Writes and syncs all files. What is deleted already is told by the caller's tombstones, not here. */
	seal(): Sealed {
		this.#sealDocuments();
		writeIdFiles(this.#files, this.#ids);
		const terms = byLayer((layer) => this.#termsOf(layer));
		const fields = this.#unsortedLayers().map((unsorted) =>
			writeLayer(this.#files, unsorted, terms[unsorted.layer]),
		);
		return this.#sealed(fields);
	}

	/** As `seal`, with the help of a crew; the tokens are handed over, and gone from here. */
	async sealWith(crew: SealingCrew): Promise<Sealed> {
		const segment = this.number;
		const unsorted = this.#unsortedLayers();
		const sealing = new WeighedTasks<FieldStats | undefined>(
			this.#sortedAtOnce,
		);
		const idsJob = { kind: "ids", segment, ids: this.#ids } as const;
		sealing.add(0, async () => this.#adopt(await crew.seal(idsJob)));
		for (const layer of SEALING_ORDER) {
			const { sorted, ranks } = this.#termsOf(layer);
			const terms = { sorted: packTexts(sorted), ranks };
			for (const { sortingBytes, ...one } of unsorted) {
				if (one.layer === layer) {
					const job = { kind: "layer", segment, unsorted: one, terms } as const;
					sealing.add(sortingBytes, async () =>
						this.#adopt(await crew.seal(job)),
					);
				}
			}
		}
		this.#batches.length = 0;
		await this.#packing;
		this.#sealDocuments();
		const fields = await sealing.results();
		return this.#sealed(fields.filter((stats) => stats !== undefined));
	}

	/** Removes the files: nobody will read them. */
	abandon(): void {
		this.#isAbandoned = true;
		this.#files.remove();
	}

	/** As much as the largest layer takes, and half of that for others beside it. */
	get #sortedAtOnce(): number {
		return Math.max(0, ...this.#sortingBytes) * 1.5;
	}

	#adopt({ entries, bytes, stats }: SealedFiles): FieldStats | undefined {
		if (!this.#isAbandoned) {
			for (const entry of entries) {
				this.#files.adopt(entry, bytes.get(entry.name)!);
			}
		}
		return stats;
	}

	#sealDocuments(): void {
		this.#articles.finish();
		this.#files.seal("articles", this.#articlesFile);
		this.#documents.write(this.#files);
	}

	#sealed(fields: readonly FieldStats[]): Sealed {
		return {
			number: this.number,
			documents: this.#ids.length,
			fields: inOrder(fields),
			files: inOrder(this.#files.entries),
		};
	}

	#termsOf(layer: Layer): SegmentTerms {
		return joinVocabularies(this.#vocabularies.map((terms) => terms[layer]));
	}

	/** Those that have a token. */
	#unsortedLayers(): (UnsortedLayer & { readonly sortingBytes: number })[] {
		const first = this.#batches[0]?.layers ?? [];
		return first
			.map(({ field, layer }, i) => ({
				field,
				layer,
				norms: this.#normsOf(i),
				sortingBytes: this.#sortingBytes[i] ?? 0,
				streams: HAS_POSITIONS[layer].map((_, stream) =>
					this.#batches.map(
						({ layers, vocabulary }): NumberedPart => ({
							part: layers[i]!.streams[stream]!,
							vocabulary,
						}),
					),
				),
			}))
			.filter(({ streams }) =>
				streams.some((parts) =>
					parts.some(({ part }) => part.terms.length > 0),
				),
			);
	}

	#normsOf(i: number): Uint8Array {
		const norms = new Uint8Array(this.#ids.length);
		let end = 0;
		for (const { layers } of this.#batches) {
			norms.set(layers[i]!.norms, end);
			end += layers[i]!.norms.length;
		}
		return norms;
	}
}

function bytesOf({ layer, streams }: CutFieldLayer): PartBytes {
	let waiting = 0;
	let sorting = 0;
	streams.forEach((part, i) => {
		const bytes = partBytes(part, HAS_POSITIONS[layer][i] === true);
		waiting += bytes.waiting;
		sorting += bytes.sorting;
	});
	return { waiting, sorting };
}

/** In one order, whoever was ready first: what is of whole documents, then field by field and layer by layer, and by kind. */
function inOrder<
	T extends {
		readonly field?: TextField;
		readonly layer?: Layer;
		readonly kind?: FileKindName;
	},
>(things: readonly T[]): T[] {
	const placeOf = ({ field, layer }: T) =>
		field === undefined || layer === undefined
			? -1
			: TEXT_FIELDS.indexOf(field) * LAYERS.length + LAYERS.indexOf(layer);
	const codeOf = ({ kind }: T) =>
		kind === undefined ? 0 : FILE_KINDS[kind].code;
	return [...things].sort(
		(a, b) => placeOf(a) - placeOf(b) || codeOf(a) - codeOf(b),
	);
}
