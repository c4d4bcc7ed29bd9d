import fs from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { diskDirectory } from "../../src/storage/disk-directory.ts";
import { readBytes, readText } from "../../src/storage/read-whole.ts";
import {
	bytes,
	codeOf,
	describeDirectory,
	read,
	write,
} from "./directory.conformance.ts";

// Calls go through to the disk unless a test puts something in the way.
vi.mock("node:fs", async (importOriginal) => {
	const original = await importOriginal<typeof import("node:fs")>();
	const calls = {
		writeSync: vi.fn(original.writeSync),
		readSync: vi.fn(original.readSync),
		fsyncSync: vi.fn(original.fsyncSync),
		linkSync: vi.fn(original.linkSync),
	};
	return { ...original, ...calls, default: { ...original, ...calls } };
});

let root = "";
beforeEach(() => {
	root = fs.mkdtempSync(join(tmpdir(), "fasou-storage-"));
});
afterEach(() => {
	vi.mocked(fs.writeSync).mockReset();
	vi.mocked(fs.readSync).mockReset();
	vi.mocked(fs.fsyncSync).mockReset();
	vi.mocked(fs.linkSync).mockReset();
	fs.rmSync(root, { recursive: true, force: true });
});

function failure(errno: string): Error {
	return Object.assign(new Error(`${errno}: made by a test`), { code: errno });
}

describe("a folder on disk", () => {
	let made = 0;
	describeDirectory(() =>
		diskDirectory(join(root, `index-${made++}`), { create: true }),
	);

	test("is not made unless asked for", () => {
		const path = join(root, "missing");
		expect(codeOf(() => diskDirectory(path))).toBe("no-file");
		expect(() => diskDirectory(path)).toThrow(path);
	});

	test("is made with the folders above it", () => {
		const directory = diskDirectory(join(root, "a/b/c"), { create: true });
		expect(directory.list()).toEqual([]);
	});

	test("is not a file", () => {
		fs.writeFileSync(join(root, "file"), "");
		expect(codeOf(() => diskDirectory(join(root, "file")))).toBe(
			"storage-failed",
		);
	});

	test("never reaches outside itself", () => {
		const directory = diskDirectory(root);
		for (const name of ["../a", "a/b", "", ".", "..", "a\\b"]) {
			expect(() => directory.openRead(name)).toThrow(TypeError);
		}
	});

	test("lists files only", () => {
		fs.mkdirSync(join(root, "folder"));
		write(diskDirectory(root), "a", []);
		expect(diskDirectory(root).list()).toEqual(["a"]);
	});
});

describe("a disk that does not do as it is told", () => {
	test("takes few bytes at a time and still gets all", () => {
		const directory = diskDirectory(root);
		vi.mocked(fs.writeSync).mockImplementation(((
			fd: number,
			source: Uint8Array,
			offset: number,
			length: number,
		) => {
			const few = Math.min(length, 3);
			return fs.writevSync(fd, [source.subarray(offset, offset + few)]);
		}) as typeof fs.writeSync);
		write(directory, "a", [bytes(1, 2, 3, 4, 5, 6, 7, 8, 9, 10)]);
		expect(read(directory, "a")).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
	});

	test("gives few bytes at a time and still gives all", () => {
		const directory = diskDirectory(root);
		write(directory, "a", [bytes(1, 2, 3, 4, 5)]);
		vi.mocked(fs.readSync).mockImplementation(((
			fd: number,
			target: Uint8Array,
			offset: number,
			length: number,
			position: number,
		) => {
			const few = Math.min(length, 2);
			return fs.readvSync(
				fd,
				[target.subarray(offset, offset + few)],
				position,
			);
		}) as typeof fs.readSync);
		expect(read(directory, "a")).toEqual([1, 2, 3, 4, 5]);
		expect([...readBytes(join(root, "a"))]).toEqual([1, 2, 3, 4, 5]);
	});

	test.each([
		["ENOSPC", "disk-full"],
		["EDQUOT", "disk-full"],
		["EIO", "storage-failed"],
	])("%s while writing is %s, and names the file", (errno, code) => {
		const file = diskDirectory(root).create("segment-000001");
		vi.mocked(fs.writeSync).mockImplementationOnce(() => {
			throw failure(errno);
		});
		expect(codeOf(() => file.append(bytes(1)))).toBe(code);
		expect(() => file.append(bytes(1))).toThrow(/segment-000001/);
		file.close();
	});

	test("a failed sync is never tried again", () => {
		const file = diskDirectory(root).create("a");
		file.append(bytes(1));
		vi.mocked(fs.fsyncSync).mockImplementationOnce(() => {
			throw failure("EIO");
		});
		expect(codeOf(() => file.sync())).toBe("storage-failed");
		const before = vi.mocked(fs.fsyncSync).mock.calls.length;
		expect(codeOf(() => file.sync())).toBe("storage-failed");
		expect(vi.mocked(fs.fsyncSync).mock.calls.length).toBe(before);
		file.close();
	});

	test("without hard links it publishes by exclusive create and says so once", () => {
		const warnings: string[] = [];
		const directory = diskDirectory(root, {
			onWarning: (message) => warnings.push(message),
		});
		vi.mocked(fs.linkSync).mockImplementation(() => {
			throw failure("ENOTSUP");
		});
		write(directory, "tmp-000001", [bytes(1, 2)]);
		directory.publish("tmp-000001", "manifest-000001");
		expect(
			codeOf(() => directory.publish("tmp-000001", "manifest-000001")),
		).toBe("file-exists");
		expect(read(directory, "manifest-000001")).toEqual([1, 2]);
		expect(warnings).toHaveLength(1);
		const lock = directory.lock();
		expect(codeOf(() => directory.lock())).toBe("locked");
		lock.release();
	});

	test("without folder sync it goes on and says so once", () => {
		const warnings: string[] = [];
		const directory = diskDirectory(root, {
			onWarning: (message) => warnings.push(message),
		});
		vi.mocked(fs.fsyncSync).mockImplementation(() => {
			throw failure("EINVAL");
		});
		directory.syncNames();
		directory.syncNames();
		expect(warnings).toHaveLength(1);
	});

	test("a folder sync that fails is an error", () => {
		vi.mocked(fs.fsyncSync).mockImplementationOnce(() => {
			throw failure("EIO");
		});
		expect(codeOf(() => diskDirectory(root).syncNames())).toBe(
			"storage-failed",
		);
	});
});

describe("a whole file", () => {
	test("is read into a buffer of its own, from byte 0", () => {
		fs.writeFileSync(join(root, "a"), bytes(1, 2, 3));
		const read_ = readBytes(join(root, "a"));
		expect(read_.byteOffset).toBe(0);
		expect(read_.buffer.byteLength).toBe(3);
	});

	test("is read as text without a byte order mark", () => {
		fs.writeFileSync(join(root, "a"), "\ufeff法");
		expect(readText(join(root, "a"))).toBe("法");
	});

	test("is an error that names it where it is missing", () => {
		const path = join(root, "missing");
		expect(codeOf(() => readBytes(path))).toBe("no-file");
		expect(() => readText(path)).toThrow(path);
	});
});
