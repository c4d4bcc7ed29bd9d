import { type ErrorCode, SearchError } from "../errors.ts";

/** An error on its way from one thread to another. */
export interface ErrorMessage {
	readonly kind: "error";
	/** Absent for our own mistakes. */
	readonly code?: ErrorCode;
	readonly message: string;
	readonly stack?: string;
}

export function errorMessage(cause: unknown): ErrorMessage {
	const error = cause instanceof Error ? cause : new Error(String(cause));
	return {
		kind: "error",
		...(error instanceof SearchError && { code: error.code }),
		message: error.message,
		...(error.stack !== undefined && { stack: error.stack }),
	};
}

export function errorOf(message: ErrorMessage): Error {
	if (message.code !== undefined) {
		return new SearchError(message.code, message.message);
	}
	const error = new Error(message.message);
	if (message.stack !== undefined) {
		error.stack = message.stack;
	}
	return error;
}
