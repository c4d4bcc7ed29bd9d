/**
 * Where a file of the built package lies: beside the bundle this code is in. Run from the sources (tests), the package is
 * built in `dist` already.
 */
export function assetUrl(name: "dictionary.fasou" | "worker.js"): URL {
	const folder = import.meta.url.endsWith(".ts") ? "../../dist/" : "./";
	return new URL(folder + name, import.meta.url);
}
