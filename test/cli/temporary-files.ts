import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll } from "vitest";

/** A folder for the tests of one file, which is gone after them: `pathOf` a name in it, and `file` writes one and returns its path. */
export function temporaryFiles(purpose: string): {
	readonly pathOf: (name: string) => string;
	readonly file: (name: string, content: string | Uint8Array) => string;
} {
	let folder = "";
	beforeAll(() => {
		folder = mkdtempSync(join(tmpdir(), `fasou-${purpose}-`));
	});
	afterAll(() => {
		rmSync(folder, { recursive: true, force: true });
	});
	const pathOf = (name: string) => join(folder, name);
	return {
		pathOf,
		file: (name, content) => {
			writeFileSync(pathOf(name), content);
			return pathOf(name);
		},
	};
}

export function jsonLines(records: readonly unknown[]): string {
	return records.map((record) => `${JSON.stringify(record)}\n`).join("");
}
