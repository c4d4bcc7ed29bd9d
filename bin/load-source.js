import { rmSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const root = new URL("../", import.meta.url);

/** Bundles a module of `src/` (or another path below the project's root) for this Node and imports it. */
export async function loadSource(entry) {
	const folder = await mkdtemp(join(tmpdir(), "fasou-source-"));
	try {
		const outfile = join(folder, "source.js");
		await build({
			entryPoints: [fileURLToPath(new URL(entry, root))],
			outfile,
			bundle: true,
			platform: "node",
			format: "esm",
			target: `node${process.versions.node}`,
			packages: "external",
			logLevel: "warning",
		});
		return await import(pathToFileURL(outfile).href);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}
