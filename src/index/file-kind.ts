/** What a file of the index holds: its number in the frame's header, and the format versions this release reads and writes. */
export interface FileKind {
	readonly name: string;
	readonly code: number;
	readonly oldestVersion: number;
	readonly version: number;
}

/** A kind of which this release reads the version that it writes. */
const kind = (name: string, code: number, version = 1): FileKind => ({
	name,
	code,
	oldestVersion: version,
	version,
});

/** Every kind of file; codes are never used again. */
export const FILE_KINDS = {
	manifest: kind("manifest", 1),
	terms: kind("terms", 2, 2),
	postings: kind("postings", 3, 2),
	positions: kind("positions", 4, 2),
	norms: kind("norms", 5, 2),
	articles: kind("articles", 6, 2),
	ids: kind("ids", 7, 2),
	ranks: kind("ranks", 8, 2),
	tombstones: kind("tombstones", 9),
	sources: kind("sources", 10),
	lists: kind("lists", 11),
	priors: kind("priors", 12, 2),
	columns: kind("columns", 13, 2),
	resume: kind("resume", 15),
	groups: kind("groups", 16, 2),
	sentences: kind("sentences", 18),
	signatures: kind("signatures", 19),
	citing: kind("citing", 20),
	log: kind("log", 21),
	units: kind("units", 22),
} as const satisfies Record<string, FileKind>;

export type FileKindName = keyof typeof FILE_KINDS;
