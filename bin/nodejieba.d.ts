import type { DictionarySources } from "../src/analysis/compile-dictionary.ts";
import type { NodejiebaBinding } from "../src/analysis/nodejieba-segmenter.ts";

export function readDictionarySources(): DictionarySources;
export function loadNodejieba(
	userDictionary?: string,
): NodejiebaBinding | undefined;
