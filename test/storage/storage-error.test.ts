import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { SearchError } from "../../src/errors.ts";
import { storageError } from "../../src/storage/storage-error.ts";

const failed = (code: string) => Object.assign(new Error(code), { code });

test("the error of a full disk tells what was needed and what is free", () => {
	const path = join(tmpdir(), "not-there-any-more");
	const error = storageError(failed("ENOSPC"), {
		path,
		doing: "writing",
		neededBytes: 16_384,
	});
	expect(error.code).toBe("disk-full");
	expect(error.message).toMatch(
		/: writing failed: no room is left, at least 16384 bytes more are needed and \d+ are free \(ENOSPC\); free some room and run again/,
	);
});

test("where the file system tells nothing, only what is known is told", () => {
	const attempt = { path: "/no/such/folder/file", doing: "creating" };
	expect(storageError(failed("EDQUOT"), attempt).message).toBe(
		"/no/such/folder/file: creating failed: no room is left (EDQUOT); free some room and run again; what was committed before is untouched",
	);
});

test("an error that has its message already stays as it is", () => {
	const error = new SearchError("corrupt", "a");
	expect(storageError(error, { path: "b", doing: "reading" })).toBe(error);
});
