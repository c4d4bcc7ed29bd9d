import { describe, expect, test } from "vitest";
import type { Analyzer } from "../../src/analysis/analyzer.ts";
import type { ErrorCode } from "../../src/errors.ts";
import {
	type Manifest,
	manifestBytes,
	readNewestManifest,
} from "../../src/index/manifest.ts";
import { requireSameFingerprint } from "../../src/index/same-fingerprint.ts";
import { verifyDirectory } from "../../src/index/verify.ts";
import { newestGeneration } from "../../src/storage/commit.ts";
import type { Directory } from "../../src/storage/directory.ts";
import {
	type MemoryDirectory,
	memoryDirectory,
} from "../../src/storage/memory-directory.ts";
import { tinyAnalyzer } from "./tiny-analyzer.ts";
import {
	article,
	commitArticles,
	indexOf,
	liveArticles,
	openTestReader,
	openTestWriter,
} from "./written-index.ts";

const MANIFEST = "manifest-000001";

function expectError(action: () => unknown, code: ErrorCode, message: RegExp) {
	expect(action).toThrow(
		expect.objectContaining({ code, message: expect.stringMatching(message) }),
	);
}

function replaced(directory: MemoryDirectory, name: string, bytes: Uint8Array) {
	directory.remove(name);
	directory.importFiles(new Map([[name, Uint8Array.from(bytes)]]));
}

/** An index whose manifest was changed by somebody who can compute checksums. */
function withManifest(change: (manifest: Manifest) => Manifest) {
	const directory = indexOf([article("a", "公司")]);
	const manifest = readNewestManifest(directory);
	if (manifest === undefined) {
		throw new Error("nothing was committed");
	}
	replaced(directory, MANIFEST, manifestBytes(change(manifest)));
	return directory;
}

function withFileVersion(version: number): MemoryDirectory {
	return withManifest((manifest) => ({
		...manifest,
		segments: manifest.segments.map((segment) => ({
			...segment,
			files: segment.files.map((file) =>
				file.kind === "postings" ? { ...file, version } : file,
			),
		})),
	}));
}

function withDamagedManifest(): MemoryDirectory {
	const directory = indexOf([article("a", "公司")]);
	replaced(directory, "manifest-000002", new Uint8Array(100));
	return directory;
}

describe("opening", () => {
	test("a folder without a generation says that there is no index, and how to make one", () => {
		const directory = memoryDirectory();
		directory.create("notes.txt").close();
		expectError(() => openTestReader(directory), "no-index", /fasou index/);
		expect(verifyDirectory(directory).problems).toMatchObject([
			{ code: "no-index" },
		]);
	});

	test("an index of a newer release says so before anything is searched", () => {
		const directory = withFileVersion(3);
		const message = /\.postings: format version 3.*reads 2-2.*upgrade fasou/;
		expectError(() => openTestReader(directory), "too-new", message);
		expectError(() => openTestWriter(directory), "too-new", message);
		openTestWriter(directory, { isRebuild: true }).close();
	});

	test("an index of an older release says so before anything is searched", () => {
		const directory = withFileVersion(1);
		const message = /\.postings: format version 1.*reads 2-2.*rebuild/;
		expectError(() => openTestReader(directory), "too-old", message);
		expectError(() => openTestWriter(directory), "too-old", message);
	});

	test("an index with a damaged manifest names it, and does not fall back to older states", () => {
		const directory = withDamagedManifest();
		const message = /manifest-000002/;
		expectError(() => openTestReader(directory), "corrupt", message);
		expectError(() => openTestWriter(directory), "corrupt", message);
		expect(verifyDirectory(directory)).toMatchObject({
			generation: 0,
			problems: [{ file: "manifest-000002", code: "corrupt" }],
			strays: [],
		});
	});

	test.each([
		["newer", () => withFileVersion(3)],
		["older", () => withFileVersion(1)],
		["damaged", () => withDamagedManifest()],
	])("for a rebuild works on a %s index, which it replaces", (_, make) => {
		const directory = make();
		const generation = newestGeneration(directory);
		commitArticles(directory, [article("b", "1")], { isRebuild: true });
		const reader = openTestReader(directory);
		expect(reader.generation).toBe(generation + 1);
		expect(liveArticles(reader).map(({ id }) => id)).toEqual(["b"]);
		expect(verifyDirectory(directory)).toMatchObject({
			problems: [],
			strays: [],
		});
	});

	test("a manifest that speaks of another generation is damage", () => {
		const directory = withManifest((manifest) => ({
			...manifest,
			generation: 9,
		}));
		expectError(() => openTestReader(directory), "corrupt", /number 1.*9/);
	});

	test("an index whose file is missing names it", () => {
		const directory = indexOf([article("a", "公司")]);
		directory.remove("segment-000001.ids");
		expectError(() => openTestReader(directory), "no-file", /000001\.ids/);
		expect(verifyDirectory(directory).problems).toMatchObject([
			{ file: "segment-000001.ids", code: "no-file" },
		]);
	});

	test("with another analyzer says what differs, and leaves the index as it was", () => {
		const directory = indexOf([article("a", "公司")]);
		const tiny = tinyAnalyzer();
		const other = { ...tiny.fingerprint, userWords: "abc123" };
		const analyzer = Object.create(tiny, {
			fingerprint: { value: other },
		}) as Analyzer;
		const message = /userWords none, not abc123/;
		const writer = openTestWriter(directory, { analyzer });
		expectError(() => writer.analysis(), "other-analyzer", message);
		expectError(
			() => writer.put(article("b", "公司")),
			"other-analyzer",
			message,
		);
		writer.close();
		expectError(
			() => requireSameFingerprint(directory, tiny.fingerprint, other),
			"other-analyzer",
			message,
		);
		openTestWriter(directory).close();
	});

	test("while a writer commits ends at the newest generation", () => {
		const inner = indexOf([article("a", "1")]);
		let left = 3;
		const directory: Directory = {
			...methodsOf(inner),
			openRead: (name) => {
				if (name.startsWith("segment-") && left-- > 0) {
					commitArticles(inner, [article("a", `${left}`)], {
						isRebuild: true,
					});
				}
				return inner.openRead(name);
			},
		};
		const reader = openTestReader(directory);
		expect(reader.generation).toBe(4);
		expect(liveArticles(reader).map(({ title }) => title)).toEqual(["0"]);
	});
});

/** All calls go on to `inner`. */
function methodsOf(inner: Directory): Directory {
	return {
		name: inner.name,
		list: () => inner.list(),
		openRead: (name) => inner.openRead(name),
		create: (name) => inner.create(name),
		publish: (from, to) => inner.publish(from, to),
		remove: (name) => inner.remove(name),
		syncNames: () => inner.syncNames(),
		lock: () => inner.lock(),
	};
}
