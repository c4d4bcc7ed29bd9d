/** What a file of the index holds: its number in the frame's header, and the format versions this release reads and writes. */
export interface FileKind {
	readonly name: string;
	readonly code: number;
	readonly oldestVersion: number;
	readonly version: number;
}

const kind = (name: string, code: number): FileKind => ({
	name,
	code,
	oldestVersion: 1,
	version: 1,
});

/** Every kind of file; codes are never used again. */
export const FILE_KINDS = {
	manifest: kind("manifest", 1),
	terms: kind("terms", 2),
	postings: kind("postings", 3),
	positions: kind("positions", 4),
	norms: kind("norms", 5),
	articles: kind("articles", 6),
	ids: kind("ids", 7),
	ranks: kind("ranks", 8),
	tombstones: kind("tombstones", 9),
	sources: kind("sources", 10),
	lists: kind("lists", 11),
	priors: kind("priors", 12),
	columns: kind("columns", 13),
	resume: kind("resume", 15),
	groups: kind("groups", 16),
	sentences: kind("sentences", 18),
	signatures: kind("signatures", 19),
} as const satisfies Record<string, FileKind>;

export type FileKindName = keyof typeof FILE_KINDS;
