#!/usr/bin/env node
// Packs fasou and uses the tarball as others would: node test/package/run-checks.js [--counts FILE]
import {
	cpSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { createChecks, expectThat } from "./checks.js";
import {
	copyOfProject,
	fetchNode,
	pathWithoutTools,
	ROOT,
	run,
	withEmptyCache,
} from "./machine.js";

const LARGEST_TARBALL_BYTES = 8_000_000;
const LARGEST_DICTIONARY_BYTES = 6_000_000;
const QUESTION = "公司不给加班费怎么办";
const CONSUMERS = join(ROOT, "test", "package", "consumer");

const work = mkdtempSync(join(tmpdir(), "fasou-package-"));
const checks = createChecks();
const { check } = checks;

/** A folder that has nothing but fasou as its users get it. */
const user = join(work, "user");
const installed = join(user, "node_modules", "fasou");
let tarball = "";

async function checkTarball() {
	await check("npm pack gives a tarball of at most 8 MB", () => {
		// Built by the steps before; packing must not need to build anew.
		const { stdout } = run(
			"npm",
			["pack", "--json", "--pack-destination", work],
			{ cwd: ROOT },
		);
		const [packed] = JSON.parse(stdout.slice(stdout.indexOf("[")));
		tarball = join(work, packed.filename);
		const { size } = statSync(tarball);
		expectThat(size <= LARGEST_TARBALL_BYTES, `found ${size} bytes`);
		return `${size} bytes, ${packed.files.length} files, ${packed.unpackedSize} unpacked`;
	});
	await check(
		"installs in an empty folder, without scripts and from an empty cache, and brings nothing else",
		() => {
			mkdirSync(user);
			writeFileSync(join(user, "package.json"), '{ "private": true }');
			run("npm", ["install", "--ignore-scripts", tarball], {
				cwd: user,
				env: withEmptyCache(join(work, "cache-user")),
			});
			const modules = readdirSync(join(user, "node_modules"));
			const others = modules.filter(
				(name) => !name.startsWith(".") && name !== "fasou",
			);
			expectThat(others.length === 0, `also installed: ${others.join(", ")}`);
		},
	);
	await check("holds what it must, and nothing of its workshop", () => {
		const names = readdirSync(installed);
		for (const name of [
			"LICENSE",
			"THIRD-PARTY-NOTICES.md",
			"README.md",
			"corpus",
			"dist",
		]) {
			expectThat(names.includes(name), `missing: ${name}`);
		}
		for (const name of ["src", "test", "bin", "bench", "index"]) {
			expectThat(!names.includes(name), `should not be packed: ${name}`);
		}
		const { size } = statSync(join(installed, "dist", "dictionary.fasou"));
		expectThat(
			size <= LARGEST_DICTIONARY_BYTES,
			`the dictionary has ${size} bytes, at most ${LARGEST_DICTIONARY_BYTES} expected`,
		);
		return `dictionary ${size} bytes`;
	});
	await check("names every bundled package in THIRD-PARTY-NOTICES.md", () => {
		const notices = readFileSync(
			join(installed, "THIRD-PARTY-NOTICES.md"),
			"utf8",
		);
		const licences = readFileSync(
			join(installed, "dist", "third-party-licences.txt"),
			"utf8",
		);
		const bundled = [
			...licences.matchAll(/^(\S+) \d+\.\d+\.\d+\S* \(.+\)$/gm),
		].map((match) => match[1]);
		expectThat(bundled.length > 0, "no bundled package found");
		for (const name of [...bundled, "cppjieba", "jieba"]) {
			expectThat(notices.includes(name), `not named: ${name}`);
		}
		return bundled.join(", ");
	});
}

/** Indexing, searching and the library, as `node` runs them. */
async function checkUse(label, node) {
	const folder = join(work, `use-${label}`);
	mkdirSync(folder);
	const command = join(installed, "dist", "cli.cjs");
	await check(`${label}: the command indexes and searches`, () => {
		run(
			node,
			[command, "index", join(installed, "corpus"), "--index", "index"],
			{ cwd: folder },
		);
		const { stdout } = run(
			node,
			[command, "search", QUESTION, "--index", "index", "--json"],
			{ cwd: folder },
		);
		const page = JSON.parse(stdout);
		expectThat(page.hits.length > 0, "no hits");
		expectThat(page.hits[0].snippets.length > 0, "no snippet");
		return `${page.hits.length} hits, first: ${page.hits[0].article.title}`;
	});
	await check(`${label}: the library indexes and searches`, () => {
		const script = join(user, "use-library.mjs");
		cpSync(join(CONSUMERS, "use-library.mjs"), script);
		return run(node, [script, join(installed, "corpus"), QUESTION], {
			cwd: folder,
		}).stdout.trim();
	});
}

async function checkConsumers() {
	await check("the command is on the PATH of npm's scripts", () => {
		const bin = join(user, "node_modules", ".bin", "fasou");
		const { stdout } = run(bin, ["--version"], { cwd: user });
		const { version } = JSON.parse(
			readFileSync(join(installed, "package.json"), "utf8"),
		);
		expectThat(stdout.includes(version), `found ${stdout}`);
	});
	await check("the types satisfy a strict nodenext project", () => {
		cpSync(join(CONSUMERS, "use-types.ts"), join(user, "use-types.ts"));
		writeFileSync(join(user, "tsconfig.json"), TYPES_PROJECT);
		const tsc = join(ROOT, "node_modules", "typescript", "bin", "tsc");
		run(process.execPath, [tsc, "--project", user], { cwd: user });
	});
	await check("a bundled consumer can say where the dictionary is", () => {
		const app = join(work, "app");
		mkdirSync(app);
		cpSync(join(CONSUMERS, "bundled.mjs"), join(user, "bundled.mjs"));
		const esbuild = join(ROOT, "node_modules", "esbuild", "bin", "esbuild");
		run(process.execPath, [
			esbuild,
			join(user, "bundled.mjs"),
			"--bundle",
			"--platform=node",
			"--format=esm",
			"--external:nodejieba",
			"--log-level=warning",
			`--outfile=${join(app, "app.mjs")}`,
		]);
		cpSync(join(installed, "dist"), join(app, "fasou"), { recursive: true });
		return run(
			process.execPath,
			[join(app, "app.mjs"), join(installed, "corpus"), QUESTION],
			{ cwd: app },
		).stdout.trim();
	});
}

const TYPES_PROJECT = JSON.stringify({
	compilerOptions: {
		target: "es2023",
		module: "nodenext",
		moduleResolution: "nodenext",
		strict: true,
		exactOptionalPropertyTypes: true,
		noUncheckedIndexedAccess: true,
		skipLibCheck: false,
		noEmit: true,
		types: [],
	},
	files: ["use-types.ts"],
});

async function checkFreshClone() {
	const clone = copyOfProject(join(work, "clone"));
	const { path, hidden } = pathWithoutTools(join(work, "bare-path"));
	const env = {
		...withEmptyCache(join(work, "cache-clone")),
		PATH: path,
	};
	await check(
		"a fresh clone without compiler, make and Python answers npm start",
		() => {
			const { stdout } = run("npm", ["start"], { cwd: clone, env });
			expectThat(
				!existsSync(
					join(clone, "node_modules/nodejieba/build/Release/nodejieba.node"),
				),
				"nodejieba was built: the tools were not hidden",
			);
			const plain = stripVTControlCharacters(stdout);
			expectThat(
				/^1\b/m.test(plain) && /^2\b/m.test(plain),
				`no ranked hits:\n${plain}`,
			);
			expectThat(plain !== stdout, `nothing highlighted:\n${plain}`);
			expectThat(
				stdout.includes("npm start -- "),
				`not told how to ask:\n${stdout}`,
			);
			return `hidden: ${hidden.length} programs`;
		},
	);
	await check("there, npm start -- QUESTION answers that", () => {
		const { stdout } = run("npm", ["start", "--", "试用期辞退"], {
			cwd: clone,
			env,
		});
		expectThat(stdout.includes("试用期"), `no such hit:\n${stdout}`);
	});
	await check("there, npm test judges the segmentation by recordings", () => {
		run("npm", ["test", "--", "test/analysis"], { cwd: clone, env });
	});
}

try {
	await checkTarball();
	await checkUse("this Node", process.execPath);
	await checkConsumers();
	for (const version of ["24", "20.15.0"]) {
		let node = "";
		await check(`Node ${version} can be had`, () => {
			node = fetchNode(version, join(work, `node-${version}`));
			return run(node, ["--version"]).stdout.trim();
		});
		if (node !== "") {
			await checkUse(`Node ${version}`, node);
		}
	}
	await checkFreshClone();
} finally {
	rmSync(work, { recursive: true, force: true });
}
const counts = process.argv.indexOf("--counts");
if (counts > 0) {
	checks.writeCounts(process.argv[counts + 1]);
}
process.exitCode = checks.failed === 0 ? 0 : 1;
