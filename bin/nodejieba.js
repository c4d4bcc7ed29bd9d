import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";

const require = createRequire(import.meta.url);

/** The text files nodejieba ships, as `compileDictionary` takes them; its native part is not needed for these. */
export function readDictionarySources() {
	const { DEFAULT_DICT, DEFAULT_HMM_DICT } = require("nodejieba");
	return {
		dictionary: readFileSync(DEFAULT_DICT, "utf8"),
		hmm: readFileSync(DEFAULT_HMM_DICT, "utf8"),
	};
}

/**
 * nodejieba with its dictionary and the lines of `userDictionary` (none of its own four words), or undefined where its native part was
 * not built (or not for this machine). One dictionary a process: loading again replaces it.
 */
export function loadNodejieba(userDictionary = "") {
	const nodejieba = require("nodejieba");
	const folder = mkdtempSync(join(tmpdir(), "fasou-nodejieba-"));
	try {
		const userDict = join(folder, "words.utf8");
		writeFileSync(userDict, userDictionary);
		nodejieba.load({ userDict });
		return nodejieba;
	} catch (error) {
		if (["BINDING_NOT_FOUND", "ERR_DLOPEN_FAILED"].includes(error.code)) {
			return undefined;
		}
		throw error;
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}
