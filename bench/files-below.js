import { readdirSync } from "node:fs";
import { join, relative } from "node:path";

/** Paths of all files below a folder, from that folder. */
export function filesBelow(folder) {
	return readdirSync(folder, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile() && !entry.name.startsWith("."))
		.map((entry) => relative(folder, join(entry.parentPath, entry.name)));
}
