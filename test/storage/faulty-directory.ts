import { type ErrorCode, SearchError } from "../../src/errors.ts";
import type {
	Directory,
	WritableFile,
	WriterLock,
} from "../../src/storage/directory.ts";

export interface Fault {
	/** Which operation fails, counted from 0. */
	readonly at: number;
	/** Whether all later operations fail too. */
	readonly isForever: boolean;
	/** "after": the operation takes effect, and is reported as failed all the same. "half": half the bytes are written. */
	readonly effect: "none" | "half" | "after";
	readonly code: ErrorCode;
}

/** A directory over another, in which operations fail; `count` tells how many there were. */
export class FaultyDirectory implements Directory {
	readonly name: string;
	readonly #inner: Directory;
	readonly #fault: Fault | undefined;
	count = 0;

	constructor(inner: Directory, fault?: Fault) {
		this.name = inner.name;
		this.#inner = inner;
		this.#fault = fault;
	}

	list(): string[] {
		return this.#run(() => this.#inner.list());
	}

	openRead(name: string): ReturnType<Directory["openRead"]> {
		const file = this.#run(() => this.#inner.openRead(name));
		return {
			lengthBytes: file.lengthBytes,
			read: (position, target) => this.#run(() => file.read(position, target)),
			close: () => file.close(),
		};
	}

	create(name: string): WritableFile {
		const file = this.#run(() => this.#inner.create(name));
		return {
			append: (bytes) =>
				this.#run(
					() => file.append(bytes),
					() => file.append(bytes.subarray(0, bytes.length >> 1)),
				),
			sync: () => this.#run(() => file.sync()),
			close: () => file.close(),
		};
	}

	publish(from: string, to: string): void {
		this.#run(() => this.#inner.publish(from, to));
	}

	remove(name: string): void {
		this.#run(() => this.#inner.remove(name));
	}

	syncNames(): void {
		this.#run(() => this.#inner.syncNames());
	}

	lock(): WriterLock {
		return this.#inner.lock();
	}

	#run<T>(action: () => T, half: () => void = () => {}): T {
		const fault = this.#fault;
		const number = this.count++;
		const fails =
			fault !== undefined &&
			(number === fault.at || (fault.isForever && number > fault.at));
		if (!fails) {
			return action();
		}
		if (fault.effect === "half") {
			half();
		} else if (fault.effect === "after") {
			action();
		}
		throw new SearchError(fault.code, `fault at operation ${number}`);
	}
}
