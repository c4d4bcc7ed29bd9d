import type { ComparedTexts } from "../analysis/compared-texts.ts";
import { CUT_LAYERS, type CutLayer } from "../analysis/fields.ts";
import { packColumnPair, unpackColumnPair } from "../bytes/runs.ts";
import type { Directory } from "../storage/directory.ts";
import { writeFieldLayer } from "./field-layer-writer.ts";
import type { FieldStats, SealedSegment } from "./manifest.ts";
import { normOf } from "./norms.ts";
import { SegmentFiles } from "./segment-files.ts";

/*
 * What others say of articles, as a small segment of its own (FORMAT.md, "What is said"): a document of it is a unit of which something is
 * said, and all that is said of it is that document's body.
 */

/** Cuts texts into the terms by which they are compared; one text is asked for again and again. */
export type TextsToCompare = Pick<ComparedTexts, "compared">;

/** A text, and how often it was said; the title of a citing article counts once. */
export interface SaidText {
	readonly text: string;
	readonly times: number;
}

/** The units of a segment of what is said. */
export interface SaidUnits {
	/** The unit of each document, ascending: the place of an article in the index, or the number of a chapter or law. */
	readonly keys: Int32Array;
	/** How many texts are counted of each. */
	readonly texts: Int32Array;
}

/** Beyond these a frequency says no more: it fits the byte beside its document. */
export const MOST_FREQUENCY = 0xff;
/** An entry of a list is a document and a frequency, `document << 8 | frequency`, as in token-stream.ts. */
export const FREQUENCY_BITS = 8;

/** Gathers what is said, unit by unit in ascending order, and writes it as a segment. */
export class SaidWriter {
	readonly #texts: TextsToCompare;
	readonly #keys: number[] = [];
	readonly #counts: number[] = [];
	readonly #layers = CUT_LAYERS.map((layer) => ({
		layer,
		lists: new Map<string, number[]>(),
		norms: [] as number[],
		tokens: 0,
	}));

	constructor(texts: TextsToCompare) {
		this.#texts = texts;
	}

	/** A text that was said n times counts 1 + ln n, rounded. */
	add(key: number, texts: readonly SaidText[]): void {
		const doc = this.#keys.length;
		this.#keys.push(key);
		this.#counts.push(texts.length);
		for (const of of this.#layers) {
			const frequencies = new Map<string, number>();
			for (const { text, times } of texts) {
				const weight = Math.round(1 + Math.log(Math.max(1, times)));
				for (const term of this.#texts.compared(text)[of.layer]) {
					frequencies.set(term, (frequencies.get(term) ?? 0) + weight);
				}
			}
			let length = 0;
			for (const [term, frequency] of frequencies) {
				const kept = Math.min(frequency, MOST_FREQUENCY);
				length += kept;
				const entry = (doc << FREQUENCY_BITS) | kept;
				const list = of.lists.get(term);
				if (list === undefined) {
					of.lists.set(term, [entry]);
				} else {
					list.push(entry);
				}
			}
			of.norms.push(normOf(length));
			of.tokens += length;
		}
	}

	/** Writes the segment; undefined where nothing is said of anything. */
	write(
		directory: Directory,
		nextNumber: () => number,
	): SealedSegment | undefined {
		if (this.#keys.length === 0) {
			return undefined;
		}
		const number = nextNumber();
		const files = new SegmentFiles(directory, number);
		try {
			const file = files.create("units");
			file.append(
				unitsBytes({
					keys: Int32Array.from(this.#keys),
					texts: Int32Array.from(this.#counts),
				}),
			);
			files.seal("units", file);
			const fields = this.#layers.map((layer) => writeLayer(files, layer));
			const documents = this.#keys.length;
			return {
				number,
				documents,
				fields,
				files: files.entries,
				sourceBytes: 0,
			};
		} catch (cause) {
			files.remove();
			throw cause;
		}
	}
}

function writeLayer(
	files: SegmentFiles,
	{
		layer,
		lists,
		norms,
		tokens,
	}: {
		readonly layer: CutLayer;
		readonly lists: ReadonlyMap<string, readonly number[]>;
		readonly norms: readonly number[];
		readonly tokens: number;
	},
): FieldStats {
	const sorted = [...lists.keys()].sort((a, b) => (a < b ? -1 : 1));
	let end = 0;
	const ends = Int32Array.from(sorted, (term) => {
		end += lists.get(term)!.length;
		return end;
	});
	const counted = new Int32Array(end);
	sorted.forEach((term, rank) => {
		counted.set(lists.get(term)!, rank === 0 ? 0 : ends[rank - 1]!);
	});
	return writeFieldLayer(
		files,
		{
			field: "body",
			layer,
			norms: Uint8Array.from(norms),
			documents: norms.filter((norm) => norm > 0).length,
			tokens,
			streams: [{ placed: undefined, counted, ends }],
		},
		sorted,
	);
}

export function unitsBytes({ keys, texts }: SaidUnits): Uint8Array {
	return packColumnPair(keys, texts);
}

export function readUnits(bytes: Uint8Array, documents: number): SaidUnits {
	const [keys, texts] = unpackColumnPair(bytes, documents);
	return { keys, texts };
}
