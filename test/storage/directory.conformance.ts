import { expect, test } from "vitest";
import { SearchError } from "../../src/errors.ts";
import type { Directory } from "../../src/storage/directory.ts";

/** What every directory must do; each kind of directory runs all of it. */
export function describeDirectory(make: () => Directory): void {
	test("gives back what was written, by range", () => {
		const directory = make();
		write(directory, "segment-000001", [bytes(1, 2, 3), bytes(4, 5)]);
		const file = directory.openRead("segment-000001");
		expect(file.lengthBytes).toBe(5);
		const middle = new Uint8Array(3);
		file.read(1, middle);
		expect([...middle]).toEqual([2, 3, 4]);
		file.close();
	});

	test("refuses to read past the end", () => {
		const directory = make();
		write(directory, "segment-000001", [bytes(1, 2, 3)]);
		const file = directory.openRead("segment-000001");
		expect(codeOf(() => file.read(2, new Uint8Array(2)))).toBe(
			"storage-failed",
		);
		file.close();
	});

	test("lists names in code-unit order", () => {
		const directory = make();
		for (const name of ["b", "a", "B", "a-1"]) {
			write(directory, name, []);
		}
		expect(directory.list()).toEqual(["B", "a", "a-1", "b"]);
	});

	test("never creates over a file that is there", () => {
		const directory = make();
		write(directory, "a", [bytes(1)]);
		expect(codeOf(() => directory.create("a"))).toBe("file-exists");
		expect(read(directory, "a")).toEqual([1]);
	});

	test("publishes a file under a further name, once", () => {
		const directory = make();
		write(directory, "tmp-000001", [bytes(7)]);
		write(directory, "tmp-000002", [bytes(8)]);
		directory.publish("tmp-000001", "manifest-000001");
		expect(
			codeOf(() => directory.publish("tmp-000002", "manifest-000001")),
		).toBe("file-exists");
		directory.remove("tmp-000001");
		expect(read(directory, "manifest-000001")).toEqual([7]);
	});

	test("says which file is missing", () => {
		const directory = make();
		expect(codeOf(() => directory.openRead("nothing"))).toBe("no-file");
		expect(codeOf(() => directory.publish("nothing", "a"))).toBe("no-file");
		expect(() => directory.openRead("nothing")).toThrow(/nothing/);
	});

	test("removing a name that is not there is no error", () => {
		expect(() => make().remove("nothing")).not.toThrow();
	});

	test("an open reader keeps reading a removed file, even when the name is taken again", () => {
		const directory = make();
		write(directory, "a", [bytes(1, 2)]);
		const file = directory.openRead("a");
		directory.remove("a");
		write(directory, "a", [bytes(9, 9)]);
		const target = new Uint8Array(2);
		file.read(0, target);
		expect([...target]).toEqual([1, 2]);
		file.close();
	});

	test("has one lock, which can be given back twice and taken again", () => {
		const directory = make();
		const lock = directory.lock();
		expect(codeOf(() => directory.lock())).toBe("locked");
		lock.release();
		lock.release();
		const next = directory.lock();
		lock.release();
		expect(codeOf(() => directory.lock())).toBe("locked");
		next.release();
	});
}

export function write(
	directory: Directory,
	name: string,
	parts: readonly Uint8Array[],
): void {
	const file = directory.create(name);
	for (const part of parts) {
		file.append(part);
	}
	file.sync();
	file.close();
}

export function read(directory: Directory, name: string): number[] {
	const file = directory.openRead(name);
	const target = new Uint8Array(file.lengthBytes);
	file.read(0, target);
	file.close();
	return [...target];
}

export function bytes(...values: number[]): Uint8Array {
	return Uint8Array.from(values);
}

export function codeOf(action: () => unknown): string {
	try {
		action();
	} catch (cause) {
		if (cause instanceof SearchError) {
			return cause.code;
		}
		throw cause;
	}
	return "no error";
}
