import { describe, expect, test } from "vitest";
import { memoryDirectory } from "../../src/storage/memory-directory.ts";
import {
	bytes,
	codeOf,
	describeDirectory,
	read,
	write,
} from "./directory.conformance.ts";
import { FaultyDirectory } from "./faulty-directory.ts";
import { PowerLossDirectory } from "./power-loss-directory.ts";

describe("a directory in memory", () => {
	describeDirectory(() => memoryDirectory());

	test("hands its files to another one", () => {
		const from = memoryDirectory();
		write(from, "a", [bytes(1, 2), bytes(3)]);
		const files = from.exportFiles();
		const moved = structuredClone(files, {
			transfer: [...files.values()].map((file) => file.buffer),
		});
		const to = memoryDirectory("other");
		to.importFiles(moved);
		expect(read(to, "a")).toEqual([1, 2, 3]);
		expect(codeOf(() => to.importFiles(moved))).toBe("file-exists");
	});

	test("keeps what was written when the caller reuses the buffer", () => {
		const directory = memoryDirectory();
		const buffer = bytes(1, 2);
		write(directory, "a", [buffer]);
		buffer.fill(0);
		expect(read(directory, "a")).toEqual([1, 2]);
	});
});

describe("the directory of the power-loss tests", () => {
	describeDirectory(() => new PowerLossDirectory());
});

describe("the directory of the fault tests, without a fault", () => {
	describeDirectory(() => new FaultyDirectory(memoryDirectory()));
});
