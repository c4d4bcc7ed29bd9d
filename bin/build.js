#!/usr/bin/env node
// Builds dist/ from src/: node bin/build.js. Each part is built only where what it is made of has changed.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
	chmodSync,
	copyFileSync,
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import { ROOT, readFile, readJson, say, setUp } from "./setup.js";

const DIST = join(ROOT, "dist");
const STAMPS = join(ROOT, "node_modules", ".fasou");
const MODULES = {
	api: "src/api.ts",
	worker: "src/engine/worker.ts",
};
/**
 * The command is one CommonJS file: loading modules one by one, and Node's view of its own modules as ES modules, cost a cold
 * search a tenth of its time. A second file starts it from what V8 has compiled already.
 */
const COMMAND = { cli: "src/cli/launch.ts", command: "src/cli/main.ts" };

/** Lie beside the code as they are: not every run reads them, and they show users the form of lists of their own. */
const LISTS = [
	"src/analysis/lists/laws.txt",
	"src/analysis/lists/legal-words.txt",
	"src/analysis/lists/provision-names.txt",
	"src/analysis/lists/case-facts.txt",
	"src/analysis/lists/synonyms.txt",
	"src/suggest/lists/similar-characters.txt",
	"src/suggest/lists/both-right.txt",
	"src/rank/learnt/ranking-model-log.json",
	"src/rank/learnt/ranking-model.json",
	"src/rank/learnt/translations.txt",
];

/** Of the data that src/analysis/simplified-characters.ts is made from. */
const OPENCC_LICENCE = "node_modules/opencc-js/LICENSES/Apache-2.0.txt";

/** What `dist/` consists of; a part is current while `inputs` give the stamp that was kept. */
const PARTS = [
	{
		name: "code",
		outputs: [
			"api.js",
			"cli.cjs",
			"command.cjs",
			"worker.js",
			...LISTS.map((path) => basename(path)),
			"third-party-licences.txt",
		],
		inputs: ["src", "bin/build.js", "package-lock.json"],
		make: bundle,
	},
	{
		name: "dictionary",
		outputs: ["dictionary.fasou"],
		inputs: [
			"src/analysis",
			"src/bytes",
			"bin/compile-dictionary.js",
			"bin/load-source.js",
			"bin/nodejieba.js",
			"node_modules/nodejieba/package.json",
		],
		make: compileDictionary,
	},
	{
		name: "sounds",
		outputs: ["sounds.txt"],
		inputs: [
			"bin/compile-sounds.js",
			"bin/nodejieba.js",
			"node_modules/nodejieba/package.json",
			"node_modules/pinyin-pro/package.json",
		],
		make: compileSounds,
	},
	{
		name: "code cache",
		outputs: ["command.cache"],
		inputs: ["src", "bin", "corpus", "package-lock.json"],
		make: writeCodeCache,
	},
	{
		name: "types",
		outputs: ["types/api.d.ts"],
		inputs: ["src", "bin/build.js", "tsconfig.json", "tsconfig.build.json"],
		make: declareTypes,
	},
];

/** Makes the parts that are missing or older than their sources. */
export async function build(parts = PARTS.map((part) => part.name)) {
	for (const part of PARTS) {
		if (!parts.includes(part.name)) {
			continue;
		}
		const stampFile = join(STAMPS, part.name);
		const stamp = `${process.version} ${hashOf(part.inputs)}`;
		const isThere = part.outputs.every((name) => existsSync(join(DIST, name)));
		if (isThere && readFile(stampFile) === stamp) {
			continue;
		}
		say(`Building dist/: ${part.name} …`);
		rmSync(stampFile, { force: true });
		try {
			await part.make();
		} catch (cause) {
			say(cause instanceof Error ? cause.message : String(cause));
			say(`dist/ is not whole: ${part.name} could not be built.`);
			process.exit(70);
		}
		mkdirSync(STAMPS, { recursive: true });
		writeFileSync(stampFile, stamp);
	}
}

async function bundle() {
	// Imported here, because it may have been installed only a moment ago.
	const { build } = await import("esbuild");
	const common = {
		absWorkingDir: ROOT,
		outdir: "dist",
		bundle: true,
		platform: "node",
		target: "node20.15",
		external: ["nodejieba"],
		minifyWhitespace: true,
		legalComments: "none",
		logLevel: "warning",
		metafile: true,
		write: false,
	};
	const modules = await build({
		...common,
		entryPoints: MODULES,
		// Flat, so that all code finds the dictionary and the worker beside itself.
		chunkNames: "[name]-[hash]",
		splitting: true,
		format: "esm",
	});
	const command = await build({
		...common,
		entryPoints: COMMAND,
		format: "cjs",
		outExtension: { ".js": ".cjs" },
		define: {
			"import.meta.dirname": "__dirname",
			"import.meta.filename": "__filename",
			"import.meta.url": "importMeta.url",
		},
		banner: {
			js: 'const importMeta={get url(){return require("node:url").pathToFileURL(__filename).href}};',
		},
		plugins: [lazyModules],
	});
	const outputFiles = [...modules.outputFiles, ...command.outputFiles];
	const inputs = [modules, command].flatMap(({ metafile }) =>
		Object.keys(metafile.inputs),
	);
	for (const name of existsSync(DIST) ? readdirSync(DIST) : []) {
		if (/\.c?js$|^third-party/.test(name)) {
			rmSync(join(DIST, name), { recursive: true });
		}
	}
	for (const { path, text } of outputFiles) {
		mkdirSync(dirname(path), { recursive: true });
		writeFileSync(path, ascii(withHead(path, text)));
	}
	chmodSync(join(DIST, "cli.cjs"), 0o755);
	for (const list of LISTS) {
		copyFileSync(join(ROOT, list), join(DIST, basename(list)));
	}
	writeFileSync(join(DIST, "third-party-licences.txt"), licences(inputs));
}

/**
 * What a search never uses of Node's modules, by who imports it: loaded when it is first used, because each costs a cold start
 * up to two milliseconds. commander starts commands that are programs of their own, of which fasou has none.
 */
const LAZY_MODULES = [
	{ importer: /commander/, name: "child_process", exports: ["spawn"] },
	{
		importer: /lock-owner|temporary-file/,
		name: "os",
		exports: ["hostname", "tmpdir"],
	},
	{ importer: /lock-owner/, name: "worker_threads", exports: ["threadId"] },
];

const lazyModules = {
	name: "lazy-modules",
	setup(build) {
		build.onResolve({ filter: /^node:/ }, ({ path, importer }) => {
			const lazy = LAZY_MODULES.find(
				(one) => path === `node:${one.name}` && one.importer.test(importer),
			);
			return lazy && { path: lazy.name, namespace: "lazy" };
		});
		build.onLoad({ filter: /.*/, namespace: "lazy" }, ({ path }) => {
			const names = LAZY_MODULES.find(({ name }) => name === path).exports;
			return {
				contents: names
					.map(
						(name) =>
							`Object.defineProperty(exports,"${name}",{enumerable:true,get:()=>require("node:${path}").${name}});`,
					)
					.join(""),
				loader: "js",
			};
		});
	},
};

/** What esbuild leaves as it is, in patterns, escaped too: code that is ASCII is read as it stands, one byte a character. */
function ascii(text) {
	return text.replace(
		/[^\0-\x7f]/g,
		(unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
	);
}

/** The command's first line, and `require` for the chunks whose CommonJS packages need it. */
function withHead(path, text) {
	const shebang = /^#!.*\n/.exec(text)?.[0] ?? "";
	const isCommand = path === join(DIST, "cli.cjs");
	const needsRequire =
		!isCommand && text.includes('typeof require!=="undefined"');
	return [
		isCommand ? "#!/usr/bin/env node\n" : "",
		needsRequire
			? 'import{createRequire as makeRequire}from"node:module";const require=makeRequire(import.meta.url);\n'
			: "",
		text.slice(shebang.length),
	].join("");
}

/** Names, versions and licence texts of the packages whose code went into the bundle. */
function licences(inputs) {
	const folders = new Set();
	for (const input of inputs) {
		const folder = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(
			input,
		)?.[0];
		if (folder !== undefined) {
			folders.add(folder);
		}
	}
	const texts = [...folders].sort().map((folder) => {
		const { name, version, license } = readJson(
			join(ROOT, folder, "package.json"),
		);
		const file = readdirSync(join(ROOT, folder)).find((entry) =>
			/^licen[cs]e/i.test(entry),
		);
		if (file === undefined) {
			throw new Error(`${folder}: no licence file; it cannot be bundled`);
		}
		const text = readFileSync(join(ROOT, folder, file), "utf8").trim();
		return `${name} ${version} (${license})\n\n${text}\n`;
	});
	texts.push(
		`OpenCC's tables of characters (Apache-2.0)\n\n${readFileSync(join(ROOT, OPENCC_LICENCE), "utf8").trim()}\n`,
	);
	const line = `\n${"-".repeat(72)}\n\n`;
	return `Packages whose code or data is part of the files in this folder\n${line}${texts.join(line)}`;
}

function compileDictionary() {
	run("bin/compile-dictionary.js", [join("dist", "dictionary.fasou")]);
}

function compileSounds() {
	run("bin/compile-sounds.js", [join("dist", "sounds.txt")]);
}

function writeCodeCache() {
	run("bin/write-code-cache.js", []);
}

function declareTypes() {
	rmSync(join(DIST, "types"), { recursive: true, force: true });
	run("node_modules/typescript/bin/tsc", ["--project", "tsconfig.build.json"]);
	// Without it, projects that check the types of their libraries would have to ask for this part of the language themselves.
	const door = join(DIST, "types", "api.d.ts");
	const text = readFileSync(door, "utf8");
	writeFileSync(door, `/// <reference lib="esnext.disposable" />\n${text}`);
}

function run(script, args) {
	const { status } = spawnSync(process.execPath, [script, ...args], {
		cwd: ROOT,
		stdio: ["ignore", "inherit", "inherit"],
	});
	if (status !== 0) {
		throw new Error(`${script} failed; its messages stand above`);
	}
}

function hashOf(inputs) {
	const hash = createHash("sha256");
	for (const path of inputs.flatMap((input) => filesBelow(join(ROOT, input)))) {
		hash.update(`${relative(ROOT, path)}\0`).update(readFileSync(path));
	}
	return hash.digest("hex");
}

function filesBelow(path) {
	if (!existsSync(path)) {
		return [];
	}
	try {
		return readdirSync(path)
			.sort()
			.flatMap((name) => filesBelow(join(path, name)));
	} catch {
		return [path];
	}
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
	setUp();
	await build();
}
