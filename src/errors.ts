/** Every code that a `SearchError` can carry. Codes are stable; messages are free to improve. */
export type ErrorCode =
	/** An option or argument is not of its form. */
	| "bad-argument"
	/** The index has changed since a cursor was given, and with it the order that the cursor goes on in. */
	| "expired-cursor"
	/** A word list, map or config has a bad line. */
	| "bad-list"
	/** No index at that place. */
	| "no-index"
	/** A file of the index is damaged. */
	| "corrupt"
	/** The index was written by an older release that this one no longer reads. */
	| "too-old"
	/** The index was written by a newer release. */
	| "too-new"
	/** The index was made with another analyzer than the one asked for. */
	| "other-analyzer"
	/** The index was made with other source options (`--split`, `--map`). */
	| "other-options"
	/** Another process is writing to the index. */
	| "locked"
	/** The storage has no such file. */
	| "no-file"
	/** The storage has that file already. */
	| "file-exists"
	/** The storage has no room left. */
	| "disk-full"
	/** Reading or writing failed for another reason of the storage. */
	| "storage-failed"
	/** A source folder or file cannot be read at all. */
	| "no-source"
	/** An article with that id is there already. */
	| "duplicate-id"
	/** No article has that id. */
	| "unknown-article"
	/** The engine, writer or index was closed. */
	| "closed"
	/** The caller's signal ended the work. */
	| "aborted"
	/** nodejieba was asked for and is not installed, or cannot serve. */
	| "no-segmenter";

/** An error of the caller or of the world, with a stable code. Our own mistakes are `TypeError`s. */
export class SearchError extends Error {
	readonly code: ErrorCode;
	/** `message` says what was read, what was expected, what was found and what to do. */
	constructor(code: ErrorCode, message: string, options?: { cause?: unknown }) {
		super(message, options);
		this.name = "SearchError";
		this.code = code;
	}
}

/** Why one source was not indexed; the rest of the corpus was. */
export type RejectionCode =
	| "empty"
	| "bad-encoding"
	| "bad-json"
	| "bad-front-matter"
	| "bad-field"
	| "bad-archive"
	| "duplicate-id"
	| "too-large"
	| "too-deep"
	| "too-slow"
	| "not-a-file"
	| "outside-root"
	| "unreadable"
	| "changing"
	| "no-text"
	| "unknown-format";

/** One source (a file, or a line of one) that was not indexed. */
export interface Rejection {
	readonly source: string;
	readonly code: RejectionCode;
	/** A sentence: what was expected, what was found, what to do. */
	readonly reason: string;
}
