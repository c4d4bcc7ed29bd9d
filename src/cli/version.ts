import { readFileSync } from "node:fs";

/** The version in the package.json above this file, in `dist/` as in the sources. */
export function readVersion(): string {
	for (const above of ["..", "../.."]) {
		try {
			const url = new URL(`${above}/package.json`, import.meta.url);
			const manifest: unknown = JSON.parse(readFileSync(url, "utf8"));
			if (
				typeof manifest === "object" &&
				manifest !== null &&
				"version" in manifest
			) {
				return String(manifest.version);
			}
		} catch {
			// not in this folder
		}
	}
	return "unknown";
}
