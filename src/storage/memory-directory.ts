import { SearchError } from "../errors.ts";
import {
	checkName,
	type Directory,
	type ReadableFile,
	type WritableFile,
	type WriterLock,
} from "./directory.ts";

/** A directory that lives as long as the process; its files can be handed to another thread. */
export interface MemoryDirectory extends Directory {
	/** The files as they are now. The bytes are the directory's own: copy them, or transfer them and let the directory go. */
	exportFiles(): Map<string, Uint8Array<ArrayBuffer>>;
	/** Adds files made elsewhere; they now belong to the directory. @throws SearchError `file-exists` */
	importFiles(files: ReadonlyMap<string, Uint8Array<ArrayBuffer>>): void;
}

export function memoryDirectory(name = "memory"): MemoryDirectory {
	return new MemoryFiles(name);
}

class MemoryFiles implements MemoryDirectory {
	readonly name: string;
	readonly #files = new Map<string, MemoryFile>();
	#isLocked = false;

	constructor(name: string) {
		this.name = name;
	}

	list(): string[] {
		return [...this.#files.keys()].sort();
	}

	openRead(name: string): ReadableFile {
		const bytes = this.#file(name).bytes();
		const label = `${this.name}/${name}`;
		return {
			lengthBytes: bytes.length,
			read: (position, target) => {
				const end = position + target.length;
				if (position < 0 || end > bytes.length) {
					throw new SearchError(
						"storage-failed",
						`${label}: expected ${target.length} bytes from byte ${position} on, the file has ${bytes.length} in all; rebuild the index`,
					);
				}
				target.set(bytes.subarray(position, end));
			},
			close: () => {},
		};
	}

	create(name: string): WritableFile {
		this.#refuseExisting(checkName(name));
		const file = new MemoryFile();
		this.#files.set(name, file);
		return file;
	}

	publish(from: string, to: string): void {
		const file = this.#file(from);
		this.#refuseExisting(checkName(to));
		this.#files.set(to, file);
	}

	remove(name: string): void {
		this.#files.delete(name);
	}

	syncNames(): void {}

	lock(): WriterLock {
		if (this.#isLocked) {
			throw new SearchError(
				"locked",
				`${this.name}: another writer of this process holds the index; close it first`,
			);
		}
		this.#isLocked = true;
		let isHeld = true;
		return {
			release: () => {
				if (isHeld) {
					isHeld = false;
					this.#isLocked = false;
				}
			},
		};
	}

	exportFiles(): Map<string, Uint8Array<ArrayBuffer>> {
		const files = new Map<string, Uint8Array<ArrayBuffer>>();
		for (const [name, file] of this.#files) {
			files.set(name, file.bytes());
		}
		return files;
	}

	importFiles(files: ReadonlyMap<string, Uint8Array<ArrayBuffer>>): void {
		for (const name of files.keys()) {
			this.#refuseExisting(checkName(name));
		}
		for (const [name, bytes] of files) {
			this.#files.set(name, new MemoryFile([bytes]));
		}
	}

	#file(name: string): MemoryFile {
		const file = this.#files.get(name);
		if (file === undefined) {
			throw new SearchError(
				"no-file",
				`${this.name}/${name}: nothing has that name; make the index anew`,
			);
		}
		return file;
	}

	#refuseExisting(name: string): void {
		if (this.#files.has(name)) {
			throw new SearchError(
				"file-exists",
				`${this.name}/${name}: something has that name already; another writer may be at work`,
			);
		}
	}
}

class MemoryFile implements WritableFile {
	#parts: Uint8Array<ArrayBuffer>[];

	constructor(parts: Uint8Array<ArrayBuffer>[] = []) {
		this.#parts = parts;
	}

	append(bytes: Uint8Array): void {
		this.#parts.push(new Uint8Array(bytes));
	}

	sync(): void {}

	close(): void {}

	bytes(): Uint8Array<ArrayBuffer> {
		const only = this.#parts.length === 1 ? this.#parts[0] : undefined;
		if (only !== undefined) {
			return only;
		}
		const length = this.#parts.reduce((sum, part) => sum + part.length, 0);
		const joined = new Uint8Array(length);
		let end = 0;
		for (const part of this.#parts) {
			joined.set(part, end);
			end += part.length;
		}
		this.#parts = [joined];
		return joined;
	}
}
