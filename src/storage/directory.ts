/** A sealed file, open for reading; it stays readable until closed, whatever happens to its name. */
export interface ReadableFile {
	readonly lengthBytes: number;
	/**
	 * Fills the whole of `target` from byte `position` on.
	 * @throws SearchError `storage-failed` where the file ends earlier or the disk fails.
	 */
	read(position: number, target: Uint8Array): void;
	close(): void;
}

/** A new file that is being written, from its start to its end. */
export interface WritableFile {
	/** Appends all of `bytes`, however many writes that takes. */
	append(bytes: Uint8Array): void;
	/** Makes everything appended so far survive a power loss. A failed sync is never tried again on this file. */
	sync(): void;
	close(): void;
}

/** The right to write; held by one writer of one process at a time. */
export interface WriterLock {
	/** Gives the lock back; calling it again does nothing. */
	release(): void;
}

/**
 * Where the files of one index live: flat names, written once, never changed.
 * The disk, the memory, and in tests the directories that forget or fail.
 */
export interface Directory {
	/** For messages: the folder's path, or "memory". */
	readonly name: string;
	/** All file names, in code-unit order. */
	list(): string[];
	/** @throws SearchError `no-file` */
	openRead(name: string): ReadableFile;
	/** Creates a new, empty file. @throws SearchError `file-exists`, `disk-full` */
	create(name: string): WritableFile;
	/**
	 * Gives the file `from` the further name `to` in one step.
	 * @throws SearchError `file-exists` where `to` exists already: somebody else published it.
	 */
	publish(from: string, to: string): void;
	/** Removes a name; a name that is not there is no error. Open readers keep reading. */
	remove(name: string): void;
	/** Makes created, published and removed names survive a power loss. */
	syncNames(): void;
	/**
	 * Takes the writer's lock, at once and without timers; takes over the lock of a process that is no more.
	 * @throws SearchError `locked` naming the process that holds it
	 */
	lock(): WriterLock;
}

/**
 * The name itself, if it is one flat name.
 * @throws TypeError for anything that would leave the folder
 */
export function checkName(name: string): string {
	if (name === "" || name.startsWith(".") || /[/\\\0]/.test(name)) {
		throw new TypeError(`not the name of a file of an index: "${name}"`);
	}
	return name;
}
