import { rmSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

/** Bundles source-parts.js with the packages it needs, and imports it as one module. */
export async function loadSourceParts() {
	const folder = await mkdtemp(join(tmpdir(), "fasou-source-"));
	try {
		const outfile = join(folder, "source-parts.js");
		await build({
			entryPoints: [fileURLToPath(new URL("source-parts.js", import.meta.url))],
			outfile,
			bundle: true,
			platform: "node",
			format: "esm",
			target: `node${process.versions.node}`,
			external: ["nodejieba"],
			// For the packages among them that are CommonJS.
			banner: {
				js: 'import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);',
			},
			logLevel: "warning",
		});
		return await import(pathToFileURL(outfile).href);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}
