import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Runs `work` with a folder of its own below the system's temporary one, and removes the folder afterwards. */
export async function withScratch(work) {
	const folder = mkdtempSync(join(tmpdir(), "fasou-bench-"));
	try {
		return await work(folder);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}
