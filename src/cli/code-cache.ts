import {
	closeSync,
	existsSync,
	fstatSync,
	mkdirSync,
	mkdtempSync,
	openSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	statSync,
	writeFileSync,
} from "node:fs";
import { dirname, isAbsolute, join } from "node:path";
import { crc32 } from "node:zlib";

/*
 * A file with what V8 made of the command's code: CRC-32 of who it is for, CRC-32 of the rest (u32 each, little-endian), the rest. The
 * package comes with one; for a Node that cannot take it, the first search keeps another in the user's folder for caches.
 */

const HEAD_BYTES = 8;
const USERS_NAME = /^command-/;
const DRAFT = "command-draft-";
/** So many files stay in the user's folder, the newest: one for each Node, its flags, and release of fasou. */
const MOST_FILES = 8;
/** What others may do with a file that is refused. */
const WRITABLE_BY_OTHERS = 0o022;

type Environment = Readonly<Record<string, string | undefined>>;

/** Where caches of this user lie; undefined where nobody says, or `FASOU_CODE_CACHE` says `off`. */
export function userCacheFolder(
	environment: Environment,
	platform: NodeJS.Platform,
): string | undefined {
	if (environment.FASOU_CODE_CACHE === "off") {
		return undefined;
	}
	const folder = cachesOf(environment, platform);
	return folder && isAbsolute(folder) ? join(folder, "fasou") : undefined;
}

function cachesOf(
	{ XDG_CACHE_HOME, HOME, LOCALAPPDATA }: Environment,
	platform: NodeJS.Platform,
): string | undefined {
	if (XDG_CACHE_HOME) {
		return XDG_CACHE_HOME;
	}
	if (platform === "win32") {
		return LOCALAPPDATA;
	}
	return (
		HOME && join(HOME, platform === "darwin" ? "Library/Caches" : ".cache")
	);
}

/** The name of the file in the user's folder that is for `maker`. */
export function userCacheName(maker: string): string {
	return `command-${crc32(maker).toString(16).padStart(8, "0")}.cache`;
}

/** The bytes of the file that holds what V8 made. */
export function codeCacheFile(
	cachedData: Uint8Array,
	maker: string,
): Uint8Array {
	const file = Buffer.alloc(HEAD_BYTES + cachedData.length);
	file.writeUInt32LE(crc32(maker), 0);
	file.writeUInt32LE(crc32(cachedData), 4);
	file.set(cachedData, HEAD_BYTES);
	return file;
}

/** What V8 made, out of a file; undefined where it is not there, not for `maker`, or damaged. */
export function readCodeCache(
	file: string | number,
	maker: string,
): Buffer | undefined {
	try {
		const bytes = readFileSync(file);
		const cachedData = bytes.subarray(HEAD_BYTES);
		return crc32(maker) === bytes.readUInt32LE(0) &&
			crc32(cachedData) === bytes.readUInt32LE(4)
			? cachedData
			: undefined;
	} catch {
		return undefined;
	}
}

/** As `readCodeCache`, but only of a file that nobody but this user may have written: V8 trusts what it reads. */
export function readUserCodeCache(
	folder: string,
	maker: string,
): Buffer | undefined {
	let file: number;
	try {
		file = openSync(join(folder, userCacheName(maker)), "r");
	} catch {
		return undefined;
	}
	try {
		return isOwn(file) ? readCodeCache(file, maker) : undefined;
	} finally {
		closeSync(file);
	}
}

/**
 * Keeps what V8 made for later processes: in a folder of its own first, so that nobody reads half of it. Where it cannot be kept,
 * nothing is asked of V8, and nothing is said.
 */
export function keepCodeCache(
	folder: string,
	maker: string,
	make: () => Uint8Array,
): void {
	const name = userCacheName(maker);
	try {
		makeFolder(dirname(folder));
		makeFolder(folder);
		const draft = mkdtempSync(join(folder, DRAFT));
		try {
			const file = openSync(join(draft, name), "wx", 0o600);
			try {
				writeFileSync(file, codeCacheFile(make(), maker));
			} finally {
				closeSync(file);
			}
			renameSync(join(draft, name), join(folder, name));
		} finally {
			rmSync(draft, { recursive: true, force: true });
		}
		removeOldest(folder);
	} catch {
		// No right to write, no room, or another process tidies too: the command works without.
	}
}

/** Not `recursive`: below a folder in which the system allows none, such as /proc, Node tries for ever. */
function makeFolder(path: string): void {
	if (!existsSync(path)) {
		mkdirSync(path, { mode: 0o700 });
	}
}

function isOwn(file: number): boolean {
	const { uid, mode } = fstatSync(file);
	const user = process.geteuid?.();
	return (
		user === undefined || (uid === user && (mode & WRITABLE_BY_OTHERS) === 0)
	);
}

/** Other releases, other Nodes, and drafts of processes that were killed. */
function removeOldest(folder: string): void {
	const files = readdirSync(folder)
		.filter((name) => USERS_NAME.test(name))
		.map((name) => join(folder, name))
		.map((path) => ({ path, time: statSync(path).mtimeMs }))
		.sort((a, b) => b.time - a.time);
	for (const { path } of files.slice(MOST_FILES)) {
		rmSync(path, { recursive: true, force: true });
	}
}
