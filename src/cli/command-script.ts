import { readFileSync } from "node:fs";
import type { createRequire } from "node:module";
import { join } from "node:path";
import { cachedDataVersionTag, setFlagsFromString } from "node:v8";
import { Script } from "node:vm";
import { crc32 } from "node:zlib";
import {
	keepCodeCache,
	readCodeCache,
	readUserCodeCache,
} from "./code-cache.ts";

/*
 * The command's code, with what V8 compiled of it before: parsing and compiling took a third of a cold search. What was compiled when the
 * package was built is taken only by the very Node that did it; any other keeps its own at the first search. Where there is none, the code
 * is compiled as it always would be.
 */

const CODE = "command.cjs";
/** In the package. */
export const CODE_CACHE = "command.cache";

/**
 * How much a function runs before V8 optimizes it, nine times as long as by default: in a process that lives for one search,
 * optimizing takes longer than it saves; one that goes on does not notice.
 */
const FLAGS = "--interrupt-budget=1200000";

export interface CommandScript {
	readonly script: Script;
	/** Who may take what V8 makes of the code here. */
	readonly maker: string;
	/** Runs the command. */
	run(require: ReturnType<typeof createRequire>): void;
	/** Keeps what V8 has compiled by now in the user's folder for caches, unless it started from such. */
	keep(): void;
}

/**
 * @param folder where the built files lie
 * @param userFolder where this user's caches lie
 */
export function commandScript(
	folder: string,
	userFolder: string | undefined,
): CommandScript {
	setFlagsFromString(FLAGS);
	const filename = join(folder, CODE);
	const code = readFileSync(filename);
	const maker = makerOf(code);
	const cachedData =
		readCodeCache(join(folder, CODE_CACHE), maker) ??
		(userFolder && readUserCodeCache(userFolder, maker));
	const script = new Script(
		// The build sees to it that the code is ASCII; so read, it stays one byte a character.
		`(function(exports,require,module,__filename,__dirname){${code.toString("latin1")}\n})`,
		{ filename, ...(cachedData && { cachedData }) },
	);
	const isCached = cachedData && script.cachedDataRejected !== true;
	return {
		script,
		maker,
		run: (require) => {
			const module = { exports: {} };
			script.runInThisContext()(
				module.exports,
				require,
				module,
				filename,
				folder,
			);
		},
		keep: () => {
			if (!isCached && userFolder !== undefined) {
				keepCodeCache(userFolder, maker, () => script.createCachedData());
			}
		},
	};
}

/**
 * What V8 makes is for this very code, release and build of Node, V8's flags, and the processor's features: V8 tells its own versions apart, but
 * not the builds of one, nor codes of one length, and a cache of another can end the process.
 */
function makerOf(code: Uint8Array): string {
	const { version, platform, arch, versions } = process;
	return [
		version,
		platform,
		arch,
		versions.v8,
		cachedDataVersionTag(),
		code.length,
		crc32(code),
	].join(" ");
}
