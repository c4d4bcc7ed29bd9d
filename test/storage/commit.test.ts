import { describe, expect, test } from "vitest";
import {
	isIndexFile,
	listGenerations,
	manifestName,
	newestGeneration,
	nextFileNumber,
	publishManifest,
	removeObsolete,
	writeSealedFile,
} from "../../src/storage/commit.ts";
import { memoryDirectory } from "../../src/storage/memory-directory.ts";
import { bytes, codeOf, read, write } from "./directory.conformance.ts";

describe("a commit", () => {
	test("publishes its manifest and leaves no draft", () => {
		const directory = memoryDirectory();
		writeSealedFile(directory, "segment-000001.postings", [bytes(1)]);
		publishManifest(directory, {
			generation: 1,
			bytes: bytes(9),
			dataFiles: ["segment-000001.postings"],
		});
		expect(directory.list()).toEqual([
			"manifest-000001",
			"segment-000001.postings",
		]);
		expect(read(directory, "manifest-000001")).toEqual([9]);
	});

	test("is refused where another writer committed that generation", () => {
		const directory = memoryDirectory();
		commit(directory, 1);
		expect(codeOf(() => commit(directory, 1))).toBe("locked");
		expect(directory.list()).toEqual(["manifest-000001"]);
	});

	test("is refused where another writer is generations ahead and has tidied up", () => {
		const directory = memoryDirectory();
		commit(directory, 5);
		expect(codeOf(() => commit(directory, 3))).toBe("locked");
		expect(listGenerations(directory)).toEqual([5]);
	});

	test("is refused where one of its files is gone", () => {
		const directory = memoryDirectory();
		const manifest = {
			generation: 1,
			bytes: bytes(1),
			dataFiles: ["segment-000001"],
		};
		expect(codeOf(() => publishManifest(directory, manifest))).toBe("no-file");
		expect(newestGeneration(directory)).toBe(0);
	});
});

describe("names", () => {
	test("generations are listed newest first, past six digits too", () => {
		const directory = memoryDirectory();
		for (const generation of [999_999, 2, 1_000_000, 10]) {
			write(directory, manifestName(generation), []);
		}
		expect(listGenerations(directory)).toEqual([1_000_000, 999_999, 10, 2]);
	});

	test("numbers of orphans and of removed files are not used again", () => {
		const directory = memoryDirectory();
		expect(nextFileNumber(directory)).toBe(1);
		write(directory, "segment-000007.body-words.postings", []);
		write(directory, "manifest-000090", []);
		expect(nextFileNumber(directory)).toBe(8);
		expect(nextFileNumber(directory, 12)).toBe(12);
	});

	test("only names of our own form are removed", () => {
		const directory = memoryDirectory();
		const ours = [
			"lists-000002.user-words",
			"manifest-000001",
			"segment-000001",
			"sources-000003",
			"tmp-000004",
		];
		const others = [
			"README.md",
			"lock-000001",
			"manifest-000001.bak",
			"manifest-1",
			"segment-000001~",
			"segment-notes.txt",
			"tmp",
		];
		for (const name of [...ours, ...others, "segment-000009"]) {
			write(directory, name, []);
		}
		expect(others.filter(isIndexFile)).toEqual([]);
		expect(removeObsolete(directory, new Set(["segment-000009"]))).toEqual(
			ours,
		);
		expect(directory.list()).toEqual([...others, "segment-000009"].sort());
	});
});

function commit(
	directory: ReturnType<typeof memoryDirectory>,
	generation: number,
): void {
	publishManifest(directory, {
		generation,
		bytes: bytes(generation),
		dataFiles: [],
	});
}
