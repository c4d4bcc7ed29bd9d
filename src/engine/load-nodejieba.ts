import { createRequire } from "node:module";
import type { Segmenter } from "../analysis/cuts.ts";
import {
	type NodejiebaBinding,
	nodejiebaSegmenter,
} from "../analysis/nodejieba-segmenter.ts";
import type { UserWord } from "../analysis/user-words.ts";
import type { Vocabulary } from "../analysis/vocabulary.ts";
import { SearchError } from "../errors.ts";
import { withTemporaryFile } from "../storage/temporary-file.ts";

/** What is used of the package nodejieba, which is not a dependency: whoever wants it installs it. */
interface NodejiebaPackage extends NodejiebaBinding {
	load(dictionaries: { userDict: string }): unknown;
}

/** nodejieba has one word list a process; this is the one it was loaded with. */
let loadedList: string | undefined;

/**
 * @param words what nodejieba is to know beside its dictionary
 * @throws SearchError `no-segmenter` where nodejieba is not there, or has other words already in this process
 */
export function loadNodejieba(
	words: readonly UserWord[],
	vocabulary: Vocabulary,
): {
	segmenter: Segmenter;
	version: string;
} {
	const require = createRequire(import.meta.url);
	const list = words.map(lineOf).join("");
	if (loadedList !== undefined && loadedList !== list) {
		throw new SearchError(
			"no-segmenter",
			"nodejieba: it has one word list a process, and was loaded with another one before; use the built-in segmenter, or one process a list",
		);
	}
	try {
		// The package's own types say the same.
		const nodejieba = require("nodejieba") as NodejiebaPackage;
		const { version } = require("nodejieba/package.json") as {
			version: string;
		};
		if (loadedList === undefined) {
			withTemporaryFile(list, (userDict) => nodejieba.load({ userDict }));
			loadedList = list;
		}
		return { segmenter: nodejiebaSegmenter(nodejieba, vocabulary), version };
	} catch (cause) {
		throw new SearchError(
			"no-segmenter",
			"nodejieba: expected the package with its native part, found it cannot be loaded; npm install nodejieba (it needs a compiler), or use the built-in segmenter",
			{ cause },
		);
	}
}

/** A line as cppjieba reads it: a frequency is only seen where a tag follows. */
function lineOf({ word, frequency, tag }: UserWord): string {
	return frequency === undefined
		? `${word}${tag === undefined ? "" : ` ${tag}`}\n`
		: `${word} ${frequency} ${tag ?? "x"}\n`;
}
