import type { RejectionCode } from "../errors.ts";

/** Raised inside a reader when its source cannot become an article; `readSource` makes a `Rejection` of it. */
export class SourceProblem extends Error {
	readonly code: RejectionCode;
	constructor(
		code: RejectionCode,
		reason: string,
		options?: { cause?: unknown },
	) {
		super(reason, options);
		this.name = "SourceProblem";
		this.code = code;
	}
}

/** The message of whatever was thrown. */
export function messageOf(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}

/** The system's code of a failed call (`ENOENT`), or nothing. */
export function errnoOf(error: unknown): string | undefined {
	if (!(error instanceof Error) || !("code" in error)) return undefined;
	return typeof error.code === "string" ? error.code : undefined;
}
