import { SearchError } from "../../src/errors.ts";
import type {
	Directory,
	ReadableFile,
	WritableFile,
	WriterLock,
} from "../../src/storage/directory.ts";
import type { Random } from "./random.ts";

/** Bytes of a file, apart from its names. */
interface Content {
	bytes: Uint8Array;
	/** How many bytes from the start a power loss leaves for certain. */
	syncedBytes: number;
}

/**
 * A directory that knows what a power loss may take: bytes since the file's last sync, and names since the last
 * syncNames, each on its own and in no order, as the rules for file systems allow. It is harsher than most disks.
 */
export class PowerLossDirectory implements Directory {
	readonly name = "power-loss";
	readonly #names = new Map<string, Content>();
	/** Of each name: what it stood for at the last syncNames, and all it stood for since. */
	readonly #states = new Map<string, (Content | undefined)[]>();
	#isLocked = false;
	/** Called after every operation that changes something. */
	onChange: (operation: string) => void = () => {};

	list(): string[] {
		return [...this.#names.keys()].sort();
	}

	openRead(name: string): ReadableFile {
		const content = this.#content(name);
		const bytes = content.bytes;
		return {
			lengthBytes: bytes.length,
			read: (position, target) => {
				if (position + target.length > bytes.length) {
					throw new SearchError("storage-failed", `${name}: too short`);
				}
				target.set(bytes.subarray(position, position + target.length));
			},
			close: () => {},
		};
	}

	create(name: string): WritableFile {
		this.#refuseExisting(name);
		const content: Content = { bytes: new Uint8Array(0), syncedBytes: 0 };
		this.#setName(name, content);
		this.onChange(`create ${name}`);
		return {
			append: (bytes) => {
				const longer = new Uint8Array(content.bytes.length + bytes.length);
				longer.set(content.bytes);
				longer.set(bytes, content.bytes.length);
				content.bytes = longer;
				this.onChange(`append ${name}`);
			},
			sync: () => {
				content.syncedBytes = content.bytes.length;
				this.onChange(`sync ${name}`);
			},
			close: () => {},
		};
	}

	publish(from: string, to: string): void {
		const content = this.#content(from);
		this.#refuseExisting(to);
		this.#setName(to, content);
		this.onChange(`publish ${to}`);
	}

	remove(name: string): void {
		if (this.#names.has(name)) {
			this.#setName(name, undefined);
			this.onChange(`remove ${name}`);
		}
	}

	syncNames(): void {
		this.#states.clear();
		this.onChange("syncNames");
	}

	lock(): WriterLock {
		if (this.#isLocked) {
			throw new SearchError("locked", "another writer holds the lock");
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

	/** What may be found after a power loss at this very moment; one of the many possible images. */
	afterPowerLoss(random: Random): PowerLossDirectory {
		const image = new PowerLossDirectory();
		const survivors = new Map<Content, Content>();
		const names = new Set([...this.#names.keys(), ...this.#states.keys()]);
		for (const name of names) {
			const states = this.#states.get(name) ?? [this.#names.get(name)];
			const state = random.pick(states.map((content) => ({ content })));
			if (state.content !== undefined) {
				const survivor =
					survivors.get(state.content) ?? survive(state.content, random);
				survivors.set(state.content, survivor);
				image.#names.set(name, survivor);
			}
		}
		return image;
	}

	#setName(name: string, content: Content | undefined): void {
		const states = this.#states.get(name) ?? [this.#names.get(name)];
		states.push(content);
		this.#states.set(name, states);
		if (content === undefined) {
			this.#names.delete(name);
		} else {
			this.#names.set(name, content);
		}
	}

	#content(name: string): Content {
		const content = this.#names.get(name);
		if (content === undefined) {
			throw new SearchError("no-file", `${name}: no such file`);
		}
		return content;
	}

	#refuseExisting(name: string): void {
		if (this.#names.has(name)) {
			throw new SearchError("file-exists", `${name}: exists`);
		}
	}
}

/** The synced bytes, and of the others all, none, some, zeros or noise. */
function survive(content: Content, random: Random): Content {
	const { bytes, syncedBytes } = content;
	const unsynced = bytes.length - syncedBytes;
	const fate = random.below(5);
	let left = bytes.slice();
	if (unsynced > 0 && fate === 1) {
		left = bytes.slice(0, syncedBytes);
	} else if (unsynced > 0 && fate === 2) {
		left = bytes.slice(0, syncedBytes + random.below(unsynced + 1));
	} else if (unsynced > 0 && fate === 3) {
		left.fill(0, syncedBytes + random.below(unsynced));
	} else if (unsynced > 0 && fate === 4) {
		left.set(random.bytes(unsynced), syncedBytes);
	}
	return { bytes: left, syncedBytes: left.length };
}
