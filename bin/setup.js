// Installs what is missing, with nothing but Node and npm at hand. Called by start.js and test.js; quick when all is there.
import { spawnSync } from "node:child_process";
import {
	existsSync,
	mkdirSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from "node:fs";
import { delimiter, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = fileURLToPath(new URL("../", import.meta.url));
const MODULES = join(ROOT, "node_modules");
const JIEBA = join(MODULES, "nodejieba");
const JIEBA_ATTEMPT = join(MODULES, ".fasou", "nodejieba.json");
const NODE_WANTED = [20, 15];

/** Tells the person what is going on, apart from the results on stdout. */
export function say(message) {
	process.stderr.write(`${message}\n`);
}

export function setUp() {
	requireNode();
	if (!dependenciesAreThere()) {
		installDependencies();
	}
	buildJieba();
}

function requireNode() {
	const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
	const [wantedMajor, wantedMinor] = NODE_WANTED;
	if (major < wantedMajor || (major === wantedMajor && minor < wantedMinor)) {
		say(
			`fasou needs Node ${NODE_WANTED.join(".")} or newer, found ${process.version}; install a newer Node and run again.`,
		);
		process.exit(2);
	}
}

/** Whether every package of the lock file is installed in its version; those for other platforms may be missing. */
function dependenciesAreThere() {
	const installed = readJson(join(MODULES, ".package-lock.json"))?.packages;
	const wanted = readJson(join(ROOT, "package-lock.json"))?.packages;
	if (installed === undefined || wanted === undefined) {
		return false;
	}
	return Object.entries(wanted).every(
		([path, { version, optional }]) =>
			path === "" ||
			installed[path]?.version === version ||
			(optional === true && installed[path] === undefined),
	);
}

function installDependencies() {
	say("Installing the packages that fasou is built with (npm ci) …");
	const quiet = ["--ignore-scripts", "--no-audit", "--no-fund"];
	const clean = npm(["ci", ...quiet]);
	if (clean.status === 0) {
		return;
	}
	say("npm ci did not work; trying npm install …");
	const plain = npm(["install", ...quiet, "--no-save", "--no-package-lock"]);
	if (plain.status !== 0) {
		say(lastLines(clean, 20));
		say(lastLines(plain, 20));
		say(
			"The packages could not be installed. Expected: a package registry that npm can reach. Check the network and `npm ping`, then run again.",
		);
		process.exit(2);
	}
}

/**
 * nodejieba's native part judges our segmentation in the tests. Without it everything else works,
 * so this never fails the whole, and does not try again until the tools on this machine change.
 */
function buildJieba() {
	const binding = join(JIEBA, "build", "Release", "nodejieba.node");
	if (existsSync(binding) || !existsSync(JIEBA)) {
		return;
	}
	const tools = ["c++", "g++", "clang++", "make", "python3", "python"].filter(
		isOnPath,
	);
	const attempt = { node: process.version, tools };
	if (readFile(JIEBA_ATTEMPT) === JSON.stringify(attempt)) {
		return;
	}
	say("Building nodejieba, the judge of the segmentation (optional) …");
	const result = npm(["rebuild", "nodejieba", "--foreground-scripts"], {
		timeout: 300_000,
	});
	if (existsSync(binding)) {
		return;
	}
	rmSync(join(JIEBA, "build"), { recursive: true, force: true });
	mkdirSync(dirname(JIEBA_ATTEMPT), { recursive: true });
	writeFileSync(JIEBA_ATTEMPT, JSON.stringify(attempt));
	const why =
		/^gyp ERR! (?:stack Error|find Python|find VS|not ok): ?(.*)$/m.exec(
			`${result.stderr}`,
		)?.[1];
	say(
		`nodejieba could not be built here${why ? ` (${why})` : ""}: that takes Python 3, make and a C++ compiler. Nothing else needs it; the tests compare with recorded tokens instead.`,
	);
}

function npm(args, options = {}) {
	const include = resolve(process.execPath, "../../include/node");
	const env = {
		...process.env,
		// nodejieba's install script calls npx, which would wait for a yes.
		npm_config_yes: "true",
		// The headers that came with this Node save node-gyp a download.
		...(existsSync(join(include, "node_version.h"))
			? { npm_config_nodedir: resolve(include, "../..") }
			: {}),
	};
	const settings = {
		cwd: ROOT,
		env,
		encoding: "utf8",
		stdio: ["ignore", "pipe", "pipe"],
		maxBuffer: 64 * 1024 * 1024,
		...options,
	};
	const script = npmScript();
	return script === undefined
		? spawnSync("npm", args, { ...settings, shell: true })
		: spawnSync(process.execPath, [script, ...args], settings);
}

/** npm's own entry: the one that started us, or the one beside this Node. */
function npmScript() {
	const started = process.env.npm_execpath;
	const folder = dirname(process.execPath);
	const candidates = [
		...(started?.endsWith("npm-cli.js") ? [started] : []),
		join(folder, "../lib/node_modules/npm/bin/npm-cli.js"),
		join(folder, "node_modules/npm/bin/npm-cli.js"),
	];
	return candidates.find((candidate) => existsSync(candidate));
}

function isOnPath(tool) {
	return (process.env.PATH ?? "")
		.split(delimiter)
		.some((folder) => folder !== "" && existsSync(join(folder, tool)));
}

function lastLines({ stdout, stderr, error }, count) {
	const text = `${stdout ?? ""}${stderr ?? ""}${error?.message ?? ""}`;
	return text.trimEnd().split("\n").slice(-count).join("\n");
}

export function readJson(path) {
	const text = readFile(path);
	return text === undefined ? undefined : JSON.parse(text);
}

export function readFile(path) {
	try {
		return readFileSync(path, "utf8");
	} catch {
		return undefined;
	}
}
