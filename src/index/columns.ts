import { dayOf } from "../analysis/day.ts";
import type { Article } from "../article.ts";
import { ByteReader } from "../bytes/byte-reader.ts";
import { ByteWriter } from "../bytes/byte-writer.ts";
import { IntColumn } from "../bytes/int-column.ts";
import {
	packColumn,
	unpackColumn,
	type VisitRun,
	visitRuns,
	type Width,
} from "../bytes/runs.ts";
import { utf8Text } from "../bytes/units.ts";
import { type DocumentKind, keptNumbers } from "./document-kind.ts";
import type { PagedFile } from "./paged-file.ts";

/*
 * What is known of each article beside its text, for choosing and counting (FORMAT.md, "Columns"): a number a document, or the number of
 * a text in a list of distinct ones.
 */

export const NUMBER_COLUMNS = ["day", "views"] as const;
export type NumberColumn = (typeof NUMBER_COLUMNS)[number];

/** `category` has the levels on lines of their own; `source` is without the line of a JSONL file. */
export const TEXT_COLUMNS = ["category", "author", "source", "law"] as const;
export type TextColumn = (typeof TEXT_COLUMNS)[number];

const COLUMNS = [...NUMBER_COLUMNS, ...TEXT_COLUMNS];

/** What stands for a number that a document has not. */
export const NO_NUMBER = -0x8000_0000;
const HIGHEST_NUMBER = 0x7fff_ffff;

/** A column of texts: `ids` has for each document one more than its place in `values`; 0 where it has none. */
export interface TextValues {
	readonly values: readonly string[];
	readonly ids: Uint8Array | Uint16Array | Int32Array;
}

/** Sets of documents that are kept: filters come again from page to page. */
const MOST_SETS = 32;

const LINE_OF_FILE = /:\d+$/;

/** The values of some documents. */
export interface ColumnsPart {
	/** Absent where no document has one. */
	readonly numbers: Readonly<Record<NumberColumn, Int32Array | undefined>>;
	readonly texts: Readonly<Record<TextColumn, TextValues | undefined>>;
	readonly documents: number;
}

/** Gathers values in the order of the documents: of articles, or of parts that were gathered elsewhere. */
export class ColumnsWriter {
	readonly #numbers: Readonly<Record<NumberColumn, IntColumn>> = {
		day: new IntColumn(),
		views: new IntColumn(),
	};
	readonly #texts: Readonly<Record<TextColumn, TextGatherer>> = {
		category: new TextGatherer(),
		author: new TextGatherer(),
		source: new TextGatherer(),
		law: new TextGatherer(),
	};

	add(article: Article): void {
		const { publishedAt = "", views = NO_NUMBER, category } = article;
		this.#numbers.day.push(dayOf(publishedAt) ?? NO_NUMBER);
		this.#numbers.views.push(Math.min(HIGHEST_NUMBER, Math.floor(views)));
		this.#texts.category.add(category.join("\n"));
		this.#texts.author.add(article.author ?? "");
		this.#texts.source.add(article.source.replace(LINE_OF_FILE, ""));
		this.#texts.law.add(article.law ?? "");
	}

	/** @param kept the documents that are taken, in ascending order; absent: all */
	append({ numbers, texts, documents }: ColumnsPart, kept?: Int32Array): void {
		for (const name of NUMBER_COLUMNS) {
			const none = () => new Int32Array(documents).fill(NO_NUMBER);
			this.#numbers[name].pushAll(keptNumbers(numbers[name] ?? none(), kept));
		}
		for (const name of TEXT_COLUMNS) {
			const { values, ids } = texts[name] ?? {
				values: [],
				ids: new Uint8Array(documents),
			};
			this.#texts[name].addAll(values, keptNumbers(ids, kept));
		}
	}

	/** What was gathered since the last `take`. */
	take(): ColumnsPart {
		const documents = this.#numbers.day.length;
		return {
			numbers: {
				day: this.#numbers.day.take(),
				views: this.#numbers.views.take(),
			},
			texts: {
				category: this.#texts.category.take(),
				author: this.#texts.author.take(),
				source: this.#texts.source.take(),
				law: this.#texts.law.take(),
			},
			documents,
		};
	}

	bytes(): Uint8Array {
		const columns = [
			...NUMBER_COLUMNS.map((name) => numberBytes(this.#numbers[name].view())),
			...TEXT_COLUMNS.map((name) => this.#texts[name].bytes()),
		];
		const out = new ByteWriter();
		for (const column of columns) {
			out.u32(column.length);
		}
		for (const column of columns) {
			out.bytes(column);
		}
		return out.view();
	}
}

export const columnsKind: DocumentKind<ColumnsPart> = {
	name: "columns",
	gatherer: () => new ColumnsWriter(),
	joiner: () => new ColumnsWriter(),
	partOf: (reader) => reader.columns().all(),
};

function numberBytes(numbers: Int32Array): Uint8Array {
	return numbers.some((number) => number !== NO_NUMBER)
		? packColumn(numbers, 4)
		: new Uint8Array(0);
}

class TextGatherer {
	#numbers = new Map<string, number>();
	readonly #ids = new IntColumn();

	/** An empty text is none. */
	add(text: string): void {
		this.#ids.push(text === "" ? 0 : this.#numberOf(text));
	}

	/** @param ids one more than their places in `values`, 0 for none */
	addAll(values: readonly string[], ids: ArrayLike<number>): void {
		// A text is numbered when a document has it: those of documents that are left out have no number.
		const numbers = new Int32Array(values.length + 1);
		for (let i = 0; i < ids.length; i++) {
			const id = ids[i]!;
			if (id !== 0 && numbers[id] === 0) {
				numbers[id] = this.#numberOf(values[id - 1]!);
			}
			this.#ids.push(numbers[id]!);
		}
	}

	take(): TextValues {
		const texts = { values: [...this.#numbers.keys()], ids: this.#ids.take() };
		this.#numbers = new Map();
		return texts;
	}

	bytes(): Uint8Array {
		const out = new ByteWriter();
		const count = this.#numbers.size;
		if (count === 0) {
			return out.view();
		}
		out.varint(count);
		for (const text of this.#numbers.keys()) {
			const bytes = Buffer.from(text);
			out.varint(bytes.length);
			out.bytes(bytes);
		}
		out.bytes(packColumn(this.#ids.view(), widthOf(count)));
		return out.view();
	}

	#numberOf(text: string): number {
		const number = this.#numbers.get(text) ?? this.#numbers.size + 1;
		this.#numbers.set(text, number);
		return number;
	}
}

/** Bytes of an id of so many texts. */
function widthOf(count: number): Width {
	return count < 0x100 ? 1 : count < 0x1_0000 ? 2 : 4;
}

/** The columns of a segment; each is unpacked when first asked for. */
export class ColumnsReader {
	readonly #bytes: Uint8Array;
	readonly #documents: number;
	readonly #numbers = new Map<NumberColumn, Int32Array>();
	readonly #texts = new Map<TextColumn, TextValues>();
	readonly #sets = new Map<string, Int32Array>();

	/** @param bytes none where the segment has no such file */
	constructor(bytes: Uint8Array, documents: number) {
		this.#bytes = bytes;
		this.#documents = documents;
	}

	/** A number a document; undefined where none has one. */
	numbers(name: NumberColumn): Int32Array | undefined {
		const known = this.#numbers.get(name);
		const bytes = this.#column(name);
		if (known !== undefined || bytes.length === 0) {
			return known;
		}
		const numbers = unpackColumn(bytes, 0, this.#documents, 4);
		this.#numbers.set(name, numbers);
		return numbers;
	}

	/** Undefined where no document has such a text. */
	texts(name: TextColumn): TextValues | undefined {
		const known = this.#texts.get(name);
		const bytes = this.#column(name);
		if (known !== undefined || bytes.length === 0) {
			return known;
		}
		const reader = new ByteReader(bytes);
		const values = Array.from({ length: reader.varint() }, () =>
			utf8Text(reader.bytes(reader.varint())),
		);
		const width = widthOf(values.length);
		const ids = unpackColumn(bytes, reader.offset, this.#documents, width);
		const texts = { values, ids };
		this.#texts.set(name, texts);
		return texts;
	}

	/** A set of documents, a bit each, that was made of the columns before under this key; else makes it. Of too many the oldest go. */
	documentSet(key: string, make: () => Int32Array): Int32Array {
		const bits = this.#sets.get(key) ?? make();
		this.#sets.delete(key);
		this.#sets.set(key, bits);
		for (const oldest of this.#sets.keys()) {
			if (this.#sets.size <= MOST_SETS) {
				break;
			}
			this.#sets.delete(oldest);
		}
		return bits;
	}

	/** Every column. */
	all(): ColumnsPart {
		return {
			numbers: { day: this.numbers("day"), views: this.numbers("views") },
			texts: {
				category: this.texts("category"),
				author: this.texts("author"),
				source: this.texts("source"),
				law: this.texts("law"),
			},
			documents: this.#documents,
		};
	}

	#column(name: NumberColumn | TextColumn): Uint8Array {
		if (this.#bytes.length === 0) {
			return this.#bytes;
		}
		const { start, end } = rangeOf(this.#bytes, name);
		return this.#bytes.subarray(start, end);
	}
}

/** Before the columns stand their lengths. */
const LENGTHS_BYTES = COLUMNS.length * 4;

/** Where a column stands in the file. */
function rangeOf(
	lengths: Uint8Array,
	name: NumberColumn | TextColumn,
): { readonly start: number; readonly end: number } {
	const reader = new ByteReader(lengths);
	let start = LENGTHS_BYTES;
	for (const column of COLUMNS) {
		const length = reader.u32();
		if (column === name) {
			return { start, end: start + length };
		}
		start += length;
	}
	throw new TypeError(`no column ${name}`);
}

/** Calls `visit` with each stretch `[from, to)` of documents of the same number. Reads that column alone. */
export function visitNumbers(
	file: PagedFile,
	name: NumberColumn,
	documents: number,
	visit: VisitRun,
): void {
	const { start, end } = rangeOf(file.bytes(0, LENGTHS_BYTES), name);
	if (end > start) {
		visitRuns(file.bytes(start, end), documents, visit);
	}
}
