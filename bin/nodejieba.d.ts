import type { DictionarySources } from "../src/analysis/compileDictionary.ts";
import type { NodejiebaBinding } from "../src/analysis/nodejiebaSegmenter.ts";

export function readDictionarySources(): DictionarySources;
export function loadNodejieba(
	userDictionary?: string,
): NodejiebaBinding | undefined;
