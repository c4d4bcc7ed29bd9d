import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { factsOf, projectFiles, ROOT, textOf } from "./source-tree.ts";

const FILES = projectFiles();
const SOURCES = FILES.filter((path) => /^src\/.*\.ts$/.test(path)).map((path) =>
	factsOf(path),
);
const TEST_SOURCES = FILES.filter((path) => /^test\/.*\.ts$/.test(path));
const LAYERS = readLayers(textOf("src/README.md"));

/** Each row of the table: folder → the folders it may import. */
function readLayers(page: string): ReadonlyMap<string, ReadonlySet<string>> {
	const lines = page.split("\n");
	const start = lines.findIndex((line) =>
		/^\| folder\s+\| may import\s+\|/.test(line),
	);
	const layers = new Map<string, ReadonlySet<string>>();
	for (const line of lines.slice(start + 2)) {
		const [, folder, imports] =
			/^\| ([a-z]+)\s+\| ([a-z, ]*?)\s*\| /.exec(line) ?? [];
		if (folder === undefined || imports === undefined) {
			break;
		}
		const names = imports.split(",").map((name) => name.trim());
		layers.set(folder, new Set(names.filter((name) => name !== "")));
	}
	return layers;
}

/** "cli" for src/cli/main.ts, "" for the files that stand in src/ itself. */
function layerOf(path: string): string {
	return /^src\/([^/]+)\//.exec(path)?.[1] ?? "";
}

function isIn(path: string, layers: readonly string[]): boolean {
	return layers.includes(layerOf(path));
}

/** Places where a name is used outside the layers that may. */
function usesOf(
	names: readonly string[],
	isForbidden: (path: string) => boolean,
): string[] {
	return SOURCES.filter(({ path }) => isForbidden(path)).flatMap(
		({ path, uses }) =>
			uses
				.filter(({ name }) => names.includes(name))
				.map(({ name, line }) => `${path}:${line} uses ${name}`),
	);
}

function importsOf(
	packages: readonly string[],
	allowed: readonly string[],
): string[] {
	return SOURCES.filter(({ path }) => !isIn(path, allowed)).flatMap(
		({ path, imports }) =>
			imports
				.filter(({ target }) => packages.includes(target))
				.map(({ target, line }) => `${path}:${line} imports ${target}`),
	);
}

describe("the layers of src/README.md", () => {
	test("are those of the folders", () => {
		const folders = new Set(SOURCES.map(({ path }) => layerOf(path)));
		folders.delete("");
		expect([...LAYERS.keys()].sort()).toEqual([...folders].sort());
	});

	test("name only layers above themselves, so that no cycle can be written", () => {
		const above = new Set<string>();
		for (const [layer, imports] of LAYERS) {
			expect([...imports].filter((name) => !above.has(name))).toEqual([]);
			above.add(layer);
		}
	});

	test("allow every import, type imports and workers too", () => {
		const wrong = SOURCES.flatMap(({ path, imports }) =>
			imports
				.filter(({ target }) => !mayImport(path, target))
				.map(({ target, line }) => `${path}:${line} imports ${target}`),
		);
		expect(wrong).toEqual([]);
	});
});

function mayImport(path: string, target: string): boolean {
	if (target.startsWith("dist/")) {
		return mayImport(path, builtFrom(target));
	}
	if (!target.startsWith("src/")) {
		// A package; or a file that the bundle has beside it, like the dictionary.
		return !target.startsWith("..");
	}
	const layer = layerOf(path);
	const targetLayer = layerOf(target);
	if (targetLayer === "") {
		return target !== "src/api.ts";
	}
	return (
		layer === "" ||
		layer === targetLayer ||
		LAYERS.get(layer)?.has(targetLayer) === true
	);
}

/** In which source a file of dist/ begins. */
function builtFrom(target: string): string {
	const name = target.slice("dist/".length);
	const entries = new Map([
		["api.js", "src/api.ts"],
		["cli.cjs", "src/cli/launch.ts"],
		["command.cjs", "src/cli/main.ts"],
		["worker.js", "src/engine/worker.ts"],
	]);
	return entries.get(name) ?? name;
}

describe("what a layer may touch", () => {
	test("files are opened only in storage, corpus, cli and server", () => {
		expect(
			importsOf(
				["node:fs", "node:fs/promises", "fs", "fs/promises"],
				["storage", "corpus", "cli", "server"],
			),
		).toEqual([]);
	});

	test("commander is used only in cli, MiniSearch only in suggest", () => {
		expect(importsOf(["commander"], ["cli"])).toEqual([]);
		expect(importsOf(["minisearch"], ["suggest"])).toEqual([]);
	});

	test("nothing waits in bytes, analysis, query, search, rank, present and suggest", () => {
		const plain = [
			"bytes",
			"analysis",
			"query",
			"search",
			"rank",
			"present",
			"suggest",
		];
		expect(
			usesOf(["async", "await", "Promise"], (path) => isIn(path, plain)),
		).toEqual([]);
	});

	test("nothing below cli and server prints, exits, reads the environment, the clock or chance", () => {
		const outer = ["cli", "server"];
		const names = [
			"console",
			"process.env",
			"process.argv",
			"process.exit",
			"process.exitCode",
			"process.stdin",
			"process.stdout",
			"process.stderr",
			"Date.now",
			"new Date()",
			"process.hrtime",
			"Math.random",
			"crypto.randomUUID",
			"setTimeout",
			"setInterval",
		];
		expect(usesOf(names, (path) => !isIn(path, outer))).toEqual([]);
		// The engine takes its clock at the door, and this is the default.
		expect(
			usesOf(
				["performance", "performance.now"],
				(path) => !isIn(path, [...outer, "engine"]),
			),
		).toEqual([]);
	});

	test("only the writer's lock reads who the process is", () => {
		expect(
			usesOf(
				["process.pid", "process.kill", "threadId"],
				(path) => path !== "src/storage/lock-owner.ts",
			),
		).toEqual([]);
	});

	test("a DocId stays in index, search and backend", () => {
		expect(
			usesOf(["DocId"], (path) => !isIn(path, ["index", "search", "backend"])),
		).toEqual([]);
	});

	test("loading a module does nothing, but for the entries", () => {
		const entries = [
			"src/cli/launch.ts",
			"src/cli/main.ts",
			"src/engine/worker.ts",
		];
		const wrong = SOURCES.filter(({ path }) => !entries.includes(path)).flatMap(
			({ path, topLevelActions }) =>
				topLevelActions.map((line) => `${path}:${line}`),
		);
		expect(wrong).toEqual([]);
	});
});

describe("files", () => {
	const code = FILES.filter(
		(path) =>
			/^(?:src|test|bin|bench)\/.*\.[jt]s$/.test(path) &&
			!/\/(?:fixtures|golden)\//.test(path),
	);

	test("are named after their subject", () => {
		const nameless = /(?:^|\/)(?:index|utils?|helpers?|common|types)\.[jt]s$/;
		expect(code.filter((path) => nameless.test(path))).toEqual([]);
	});

	test("have at most 400 lines", () => {
		const long = code
			.map((path) => ({ path, lines: textOf(path).split("\n").length - 1 }))
			.filter(({ lines }) => lines > 400);
		expect(long).toEqual([]);
	});

	test("never say any", () => {
		const wrong = [
			...SOURCES,
			...TEST_SOURCES.map((path) => factsOf(path)),
		].flatMap(({ path, uses }) =>
			uses
				.filter(({ name }) => name === "any")
				.map(({ line }) => `${path}:${line}`),
		);
		expect(wrong).toEqual([]);
	});

	test("name no machine's paths and no registry's host", () => {
		// Put together from halves, so that this file does not name them itself.
		const foreign = new RegExp(
			[
				["/wo", "rk/"],
				["/ro", "ot/"],
				["/ho", "me/"],
				["/us", "ers/"],
				["\\.\\./sha", "red"],
				["registry\\.npm", "js"],
				["pypi\\.", "org"],
				["crates\\.", "io"],
			]
				.map(([first, second]) => `${first}${second}`)
				.join("|"),
			"i",
		);
		const wrong = FILES.filter((path) => !path.startsWith("corpus/")).flatMap(
			(path) => {
				const found = foreign.exec(textOf(path))?.[0];
				return found === undefined ? [] : [`${path}: ${found}`];
			},
		);
		expect(wrong).toEqual([]);
	});

	test("link to files that are there", () => {
		const pages = FILES.filter(
			(path) => path.endsWith(".md") && !/^corpus\/|fixtures/.test(path),
		);
		const wrong = pages.flatMap((path) =>
			[...textOf(path).matchAll(/\]\(([^)#\s]+)(?:#[^)\s]*)?\)/g)]
				.map((match) => match[1] ?? "")
				.filter((target) => !/^[a-z]+:/.test(target))
				.filter(
					(target) => !existsSync(join(ROOT, dirname(path), decodeURI(target))),
				)
				.map((target) => `${path} links to ${target}`),
		);
		expect(wrong).toEqual([]);
	});
});

describe("this test", () => {
	const path = "src/query/made-up.ts";

	test.each([
		'import { a } from "../cli/a.ts";',
		'import type { A } from "../cli/a.ts";',
		'export { a } from "../cli/a.ts";',
		'export type * from "../cli/a.ts";',
		'const a = () => import("../cli/a.ts");',
		'type A = import("../cli/a.ts").A;',
		'const a = () => new Worker(new URL("../cli/a.ts", import.meta.url));',
		'import "../../src/cli/a.ts";',
		'import "../api.ts";',
		'const a = () => new URL("../../dist/worker.js", import.meta.url);',
		'import "../../../elsewhere.ts";',
	])("sees that query may not say: %s", (text) => {
		const targets = factsOf(path, text).imports.map(({ target }) => target);
		expect(targets).toHaveLength(1);
		expect(targets.filter((target) => mayImport(path, target))).toEqual([]);
	});

	test.each([
		['import { a } from "../analysis/a.ts";', "src/analysis/a.ts"],
		['import { a } from "./a.ts";', "src/query/a.ts"],
		['import type { A } from "../article.ts";', "src/article.ts"],
		['import { join } from "node:path";', "node:path"],
	])("allows query to say: %s", (text, target) => {
		expect(factsOf(path, text).imports.map((fact) => fact.target)).toEqual([
			target,
		]);
		expect(mayImport(path, target)).toBe(true);
	});

	test.each([
		["const a = (): number => Date.now();", "Date.now"],
		["const a = () => new Date();", "new Date()"],
		["const a = async () => {};", "async"],
		["type A = Promise<void>;", "Promise"],
		["let a: any;", "any"],
		["const { env } = process;\nconst a = process.env;", "process.env"],
		["const a = () => console.error();", "console"],
		["const a = () => setTimeout(a);", "setTimeout"],
	])("sees the name in: %s", (text, name) => {
		expect(factsOf(path, text).uses.map((use) => use.name)).toContain(name);
	});

	test("sees what happens when a module is loaded", () => {
		const text = "const a = 1;\nfunction f() {}\nf();\n";
		expect(factsOf(path, text).topLevelActions).toEqual([3]);
	});
});
