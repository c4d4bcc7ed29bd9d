import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";

/** A new folder with these files, removed when the test ends. */
export function temporaryFolder(
	files: Readonly<Record<string, string>> = {},
): string {
	const folder = mkdtempSync(join(tmpdir(), "fasou-engine-"));
	onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
	writeFiles(folder, files);
	return folder;
}

export function writeFiles(
	folder: string,
	files: Readonly<Record<string, string>>,
): void {
	for (const [name, text] of Object.entries(files)) {
		const path = join(folder, name);
		mkdirSync(dirname(path), { recursive: true });
		writeFileSync(path, text);
	}
}
