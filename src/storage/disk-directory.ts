import {
	closeSync,
	constants,
	copyFileSync,
	existsSync,
	fstatSync,
	fsyncSync,
	linkSync,
	mkdirSync,
	openSync,
	readdirSync,
	statSync,
	unlinkSync,
	writeSync,
} from "node:fs";
import { dirname, join, resolve } from "node:path";
import { SearchError } from "../errors.ts";
import {
	checkName,
	type Directory,
	type ReadableFile,
	type WritableFile,
	type WriterLock,
} from "./directory.ts";
import { fillFrom } from "./read-whole.ts";
import { errnoOf, storageError } from "./storage-error.ts";
import { takeWriterLock } from "./writer-lock.ts";

export interface DiskOptions {
	/** Makes the folder, and those above it, where it does not exist. */
	readonly create?: boolean;
	/** Told once of each promise that this file system cannot keep. */
	readonly onWarning?: (message: string) => void;
}

/**
 * The files of one folder.
 * @throws SearchError `no-file` where the folder does not exist and is not to be made, `storage-failed` where it is no folder
 */
export function diskDirectory(
	path: string,
	options: DiskOptions = {},
): Directory {
	try {
		if (options.create === true) {
			makeFolder(resolve(path));
		}
		if (!statSync(path).isDirectory()) {
			throw new SearchError(
				"storage-failed",
				`${path}: expected a folder, found a file; name a folder`,
			);
		}
	} catch (cause) {
		throw storageError(cause, { path, doing: "opening the folder" });
	}
	return new DiskDirectory(path, options.onWarning ?? (() => {}));
}

class DiskDirectory implements Directory {
	readonly name: string;
	readonly #onWarning: (message: string) => void;
	readonly #warned = new Set<string>();

	constructor(path: string, onWarning: (message: string) => void) {
		this.name = path;
		this.#onWarning = onWarning;
	}

	list(): string[] {
		return this.#attempt("listing", this.name, () =>
			readdirSync(this.name, { withFileTypes: true })
				.filter((entry) => entry.isFile())
				.map((entry) => entry.name)
				.sort(),
		);
	}

	openRead(name: string): ReadableFile {
		const path = this.#path(name);
		return this.#attempt("opening", path, () => {
			const fd = openSync(path, "r");
			return new DiskReadableFile(path, fd);
		});
	}

	create(name: string): WritableFile {
		const path = this.#path(name);
		return this.#attempt("creating", path, () => {
			return new DiskWritableFile(path, openSync(path, "wx"));
		});
	}

	publish(from: string, to: string): void {
		const target = this.#path(to);
		this.#attempt("publishing", target, () => {
			try {
				linkSync(this.#path(from), target);
			} catch (cause) {
				if (!isUnsupported(cause)) {
					throw cause;
				}
				this.#warnOnce(
					"hard links do not exist here; commits are made by exclusive create, so a power loss during one may leave a damaged newest manifest",
				);
				copyExclusively(this.#path(from), target);
			}
		});
	}

	remove(name: string): void {
		const path = this.#path(name);
		this.#attempt("removing", path, () => {
			try {
				unlinkSync(path);
			} catch (cause) {
				if (errnoOf(cause) !== "ENOENT") {
					throw cause;
				}
			}
		});
	}

	syncNames(): void {
		this.#attempt("syncing the folder", this.name, () => {
			try {
				syncFolder(this.name);
			} catch (cause) {
				if (!isUnsupported(cause)) {
					throw cause;
				}
				this.#warnOnce(
					"folders cannot be synced here; a power loss may undo the newest commits, though never half of one that was written",
				);
			}
		});
	}

	lock(): WriterLock {
		return this.#attempt("taking the writer's lock", this.name, () =>
			takeWriterLock(this.name),
		);
	}

	#path(name: string): string {
		return join(this.name, checkName(name));
	}

	#attempt<T>(doing: string, path: string, action: () => T): T {
		try {
			return action();
		} catch (cause) {
			throw storageError(cause, { path, doing });
		}
	}

	#warnOnce(message: string): void {
		if (!this.#warned.has(message)) {
			this.#warned.add(message);
			this.#onWarning(`${this.name}: ${message}`);
		}
	}
}

class DiskReadableFile implements ReadableFile {
	readonly #path: string;
	#fd: number | undefined;
	#lengthBytes: number | undefined;

	constructor(path: string, fd: number) {
		this.#path = path;
		this.#fd = fd;
	}

	/** Asked for when it is needed: most files of an index are opened to be kept, and never read. */
	get lengthBytes(): number {
		this.#lengthBytes ??= this.#attempt(
			"measuring",
			(fd) => fstatSync(fd).size,
		);
		return this.#lengthBytes;
	}

	read(position: number, target: Uint8Array): void {
		this.#attempt("reading", (fd) =>
			fillFrom(fd, { path: this.#path, position, target }),
		);
	}

	close(): void {
		if (this.#fd !== undefined) {
			closeSync(this.#fd);
			this.#fd = undefined;
		}
	}

	#attempt<T>(doing: string, action: (fd: number) => T): T {
		if (this.#fd === undefined) {
			throw new TypeError(`${this.#path}: ${doing} after close`);
		}
		try {
			return action(this.#fd);
		} catch (cause) {
			throw storageError(cause, { path: this.#path, doing });
		}
	}
}

class DiskWritableFile implements WritableFile {
	readonly #path: string;
	#fd: number | undefined;
	/** After a failure nobody knows what the disk holds, and a second fsync may say "done" falsely. */
	#failed = false;

	constructor(path: string, fd: number) {
		this.#path = path;
		this.#fd = fd;
	}

	append(bytes: Uint8Array): void {
		let written = 0;
		const action = (fd: number) => {
			while (written < bytes.length) {
				const count = writeSync(fd, bytes, written, bytes.length - written);
				if (count === 0) {
					throw new SearchError(
						"storage-failed",
						`${this.#path}: expected to write ${bytes.length} bytes, the disk took ${written} and no more; check the disk and run again`,
					);
				}
				written += count;
			}
		};
		this.#attempt("writing", action, () => bytes.length - written);
	}

	sync(): void {
		this.#attempt("syncing", fsyncSync);
	}

	close(): void {
		if (this.#fd === undefined) {
			return;
		}
		const fd = this.#fd;
		this.#fd = undefined;
		try {
			closeSync(fd);
		} catch (cause) {
			throw storageError(cause, { path: this.#path, doing: "closing" });
		}
	}

	#attempt(
		doing: string,
		action: (fd: number) => void,
		neededBytes?: () => number,
	): void {
		if (this.#fd === undefined) {
			throw new TypeError(`${this.#path}: ${doing} after close`);
		}
		if (this.#failed) {
			throw new SearchError(
				"storage-failed",
				`${this.#path}: ${doing} refused, because an earlier write or sync of this file failed; write it anew under another name`,
			);
		}
		try {
			action(this.#fd);
		} catch (cause) {
			this.#failed = true;
			throw storageError(cause, {
				path: this.#path,
				doing,
				...(neededBytes && { neededBytes: neededBytes() }),
			});
		}
	}
}

/** A new folder is only durable when the folder above it is synced too. */
function makeFolder(path: string): void {
	if (existsSync(path)) {
		return;
	}
	const parent = dirname(path);
	if (parent !== path) {
		makeFolder(parent);
	}
	try {
		mkdirSync(path);
	} catch (cause) {
		if (errnoOf(cause) !== "EEXIST") {
			throw cause;
		}
	}
	try {
		syncFolder(parent);
	} catch (cause) {
		if (!isUnsupported(cause)) {
			throw cause;
		}
	}
}

function syncFolder(path: string): void {
	const fd = openSync(path, "r");
	try {
		fsyncSync(fd);
	} finally {
		closeSync(fd);
	}
}

function copyExclusively(from: string, to: string): void {
	copyFileSync(from, to, constants.COPYFILE_EXCL);
	const fd = openSync(to, "r+");
	try {
		fsyncSync(fd);
	} finally {
		closeSync(fd);
	}
}

const UNSUPPORTED: ReadonlySet<string> = new Set([
	"ENOSYS",
	"ENOTSUP",
	"EOPNOTSUPP",
	"EINVAL",
	"EPERM",
	"EISDIR",
	"EMLINK",
]);

function isUnsupported(cause: unknown): boolean {
	const errno = errnoOf(cause);
	return errno !== undefined && UNSUPPORTED.has(errno);
}
