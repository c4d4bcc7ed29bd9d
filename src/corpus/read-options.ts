import { SearchError } from "../errors.ts";

/** How much one source file may cost; what goes beyond is rejected with the limit's name in the reason. */
export interface ReadLimits {
	/** A file that is read whole (everything but plain JSONL). */
	readonly maxBytes: number;
	/** A gzipped file after unpacking. */
	readonly maxUnpackedBytes: number;
	/** One line of JSONL. */
	readonly maxLineBytes: number;
	/** Nesting of HTML elements and of JSON values. */
	readonly maxDepth: number;
	/** Parsing one file; counts only where the caller hands in a clock. */
	readonly maxMs: number;
}

export const DEFAULT_LIMITS: ReadLimits = {
	maxBytes: 64 * 2 ** 20,
	maxUnpackedBytes: 512 * 2 ** 20,
	maxLineBytes: 16 * 2 ** 20,
	maxDepth: 512,
	maxMs: 10_000,
};

/** Grows whenever a release reads what one before it rejected. */
const READERS_VERSION = 1;

/** What decides, beside a file's content, whether it is rejected. Equal texts, equal rejections. */
export function readersKey({ limits }: ReadOptions): string {
	return JSON.stringify([READERS_VERSION, { ...DEFAULT_LIMITS, ...limits }]);
}

/** What a reader is told; plain data, so that it can be posted to a worker. */
export interface ReadOptions {
	/** One article per 条 where a file is a statute. */
	readonly split?: "provisions";
	/** Field of fasou → field of the source's records: `{ body: "text", publishedAt: "date" }`. */
	readonly map?: Readonly<Record<string, string>>;
	readonly limits?: Partial<ReadLimits>;
}

/** The fields of an article that a record of JSON can carry. */
export const RECORD_FIELDS = [
	"id",
	"title",
	"body",
	"author",
	"category",
	"publishedAt",
	"views",
	"summary",
	"law",
	"path",
	"level",
	"url",
	"editorRelated",
] as const;

export type RecordField = (typeof RECORD_FIELDS)[number];

/** Throws `bad-argument` where the options are not of their form. */
export function checkReadOptions(options: ReadOptions): void {
	const split: unknown = options.split;
	if (split !== undefined && split !== "provisions") {
		throw new SearchError(
			"bad-argument",
			`split: expected "provisions", found ${JSON.stringify(split)}`,
		);
	}
	const fields = new Set<string>(RECORD_FIELDS);
	for (const [field, name] of Object.entries(options.map ?? {})) {
		if (!fields.has(field)) {
			throw new SearchError(
				"bad-argument",
				`map: ${JSON.stringify(field)} is no field of an article; write field=name with one of ${RECORD_FIELDS.join(", ")}`,
			);
		}
		if (typeof name !== "string" || name === "") {
			throw new SearchError(
				"bad-argument",
				`map: ${field}= needs the name of a field of the source, as in body=text`,
			);
		}
	}
	const limits = new Set(Object.keys(DEFAULT_LIMITS));
	for (const [name, value] of Object.entries(options.limits ?? {})) {
		if (!limits.has(name)) {
			throw new SearchError(
				"bad-argument",
				`limits: ${JSON.stringify(name)} is no limit; there are ${[...limits].join(", ")}`,
			);
		}
		if (typeof value !== "number" || !(value > 0)) {
			throw new SearchError(
				"bad-argument",
				`limits: ${name} must be a number above 0, found ${JSON.stringify(value)}`,
			);
		}
	}
}
