import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export type AssetName =
	| "both-right.txt"
	| "dictionary.fasou"
	| "laws.txt"
	| "legal-words.txt"
	| "similar-characters.txt"
	| "provision-names.txt"
	| "case-facts.txt"
	| "ranking-model-log.json"
	| "ranking-model.json"
	| "sounds.txt"
	| "synonyms.txt"
	| "translations.txt"
	| "worker.js";

/**
 * Where a file of the built package lies: beside the bundle this code is in. Run from the sources (tests), the package is
 * built in `dist` already.
 */
export function assetUrl(name: AssetName): URL {
	const folder = import.meta.url.endsWith(".ts") ? "../../dist/" : "./";
	return new URL(folder + name, import.meta.url);
}

/** The path of a list: beside the dictionary where the caller passes the path of that. */
export function assetPath(
	name: AssetName,
	dictionary: string | undefined,
): string {
	return dictionary === undefined
		? fileURLToPath(assetUrl(name))
		: join(dirname(dictionary), name);
}
