import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Hands over the path of a file with that text in the system's temporary folder; the file is gone afterwards. */
export function withTemporaryFile<T>(
	text: string,
	use: (path: string) => T,
): T {
	const folder = mkdtempSync(join(tmpdir(), "fasou-"));
	try {
		const path = join(folder, "text");
		writeFileSync(path, text);
		return use(path);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}
