import { readFileSync } from "node:fs";
import { join } from "node:path";
import { SearchError } from "../errors.ts";
import { errnoOf, messageOf } from "./source-problem.ts";

/** Name of the file in a SOURCE folder that lists what is not an article. */
export const IGNORE_FILE = ".fasouignore";

/**
 * The globs of a folder's `.fasouignore`, below that folder: one pattern a line, `#` begins a comment. A pattern
 * without `/` means that name at any depth; one that names a folder means all that is in it.
 */
export function readIgnoreList(root: string): string[] {
	const path = join(root, IGNORE_FILE);
	let text: string;
	try {
		text = readFileSync(path, "utf8");
	} catch (error) {
		if (errnoOf(error) === "ENOENT") return [];
		throw new SearchError("bad-list", `${path}: ${messageOf(error)}`, {
			cause: error,
		});
	}
	const patterns: string[] = [];
	for (const [index, line] of text
		.replace(/^\uFEFF/, "")
		.split(/\r?\n/)
		.entries()) {
		const pattern = line.trim();
		if (pattern === "" || pattern.startsWith("#")) continue;
		if (pattern.startsWith("!")) {
			throw new SearchError(
				"bad-list",
				`${path}:${index + 1}: a pattern that begins with ! is not understood; list what is to be ignored`,
			);
		}
		const bare = pattern.replace(/^\/+|\/+$/g, "");
		if (bare === "") continue;
		const isAnywhere = !pattern.replace(/\/+$/, "").includes("/");
		const glob = isAnywhere ? `**/${bare}` : bare;
		patterns.push(glob, `${glob}/**`);
	}
	return patterns;
}
