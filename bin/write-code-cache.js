#!/usr/bin/env node
// Keeps what V8 compiles of the command for a search, so that later searches need not: node bin/write-code-cache.js
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { loadSource } from "./load-source.js";

const root = fileURLToPath(new URL("../", import.meta.url));
const dist = join(root, "dist");
const QUESTION = "公司不给加班费怎么办";

const [, script, index] = process.argv;
if (index === undefined) {
	const folder = mkdtempSync(join(tmpdir(), "fasou-cache-"));
	try {
		const made = join(folder, "index");
		run([join(dist, "cli.cjs"), "index", "corpus", "--index", made]);
		// In a process of its own, because the command ends as a command does.
		run([script, made]);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
} else {
	const { CODE_CACHE, commandScript } = await loadSource(
		"src/cli/command-script.ts",
	);
	const { codeCacheFile } = await loadSource("src/cli/code-cache.ts");
	rmSync(join(dist, CODE_CACHE), { force: true });
	const command = commandScript(dist, undefined);
	process.argv = [
		process.execPath,
		join(dist, "cli.cjs"),
		"search",
		QUESTION,
		"--index",
		index,
	];
	process.on("exit", () => {
		const cachedData = command.script.createCachedData();
		const file = codeCacheFile(cachedData, command.maker);
		writeFileSync(join(dist, CODE_CACHE), file);
	});
	command.run(createRequire(import.meta.url));
}

function run(args) {
	const { status, stderr } = spawnSync(process.execPath, args, {
		cwd: root,
		stdio: ["ignore", "ignore", "pipe"],
		encoding: "utf8",
	});
	if (status !== 0) {
		throw new Error(`node ${args.join(" ")}: ended with ${status}: ${stderr}`);
	}
}
