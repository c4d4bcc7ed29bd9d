import { readFileSync } from "node:fs";
import type { createRequire } from "node:module";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { Script } from "node:vm";
import { crc32 } from "node:zlib";

/*
 * The command's code, with what V8 compiled of it when the package was built: parsing and compiling took a third of a cold
 * search. Only the very Node that made a cache takes it: V8 tells its own versions apart, not the builds of one, and a cache of another build
 * can end the process. V8 refuses one of other flags or of another text, the checksum one that a disk has damaged. Then the code is compiled
 * as it always would be.
 */

const CODE = "command.cjs";
/** CRC-32 of the maker and the rest (u32, little-endian), and what V8 made. */
export const CODE_CACHE = "command.cache";
const CHECKSUM_BYTES = 4;
/** Which Node this is, to the build. */
const MAKER = `${process.version} ${process.platform} ${process.arch} ${process.versions.v8}`;

/**
 * How much a function runs before V8 optimizes it, nine times as long as by default: in a process that lives for one search,
 * optimizing takes longer than it saves; one that goes on does not notice.
 */
const FLAGS = "--interrupt-budget=1200000";

export interface CommandScript {
	readonly script: Script;
	/** Runs the command. */
	run(require: ReturnType<typeof createRequire>): void;
}

/** @param folder where the built files lie */
export function commandScript(folder: string): CommandScript {
	setFlagsFromString(FLAGS);
	const filename = join(folder, CODE);
	// The build sees to it that the code is ASCII; so read, it stays one byte a character.
	const code = readFileSync(filename, "latin1");
	const cachedData = readCodeCache(folder);
	const script = new Script(
		`(function(exports,require,module,__filename,__dirname){${code}\n})`,
		{ filename, ...(cachedData && { cachedData }) },
	);
	return {
		script,
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
	};
}

/** The bytes of the file that holds what V8 made. */
export function codeCacheFile(cachedData: Uint8Array): Uint8Array {
	const file = Buffer.alloc(CHECKSUM_BYTES + cachedData.length);
	file.writeUInt32LE(checksumOf(cachedData));
	file.set(cachedData, CHECKSUM_BYTES);
	return file;
}

function checksumOf(cachedData: Uint8Array): number {
	return crc32(cachedData, crc32(MAKER));
}

function readCodeCache(folder: string): Buffer | undefined {
	try {
		const file = readFileSync(join(folder, CODE_CACHE));
		const cachedData = file.subarray(CHECKSUM_BYTES);
		return checksumOf(cachedData) === file.readUInt32LE()
			? cachedData
			: undefined;
	} catch {
		// Not there, or cut short: the command works without.
		return undefined;
	}
}
