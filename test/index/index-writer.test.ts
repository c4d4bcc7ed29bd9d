import { describe, expect, test } from "vitest";
import type { ErrorCode } from "../../src/errors.ts";
import type { IndexWriter } from "../../src/index/index-writer.ts";
import { sizesOf } from "../../src/index/manifest.ts";
import { verifyDirectory } from "../../src/index/verify.ts";
import { memoryDirectory } from "../../src/storage/memory-directory.ts";
import { FaultyDirectory } from "../storage/faulty-directory.ts";
import {
	article,
	commitArticles,
	indexOf,
	liveArticles,
	openTestReader,
	openTestWriter,
} from "./written-index.ts";

const failsWith = (code: ErrorCode) => expect.objectContaining({ code });

/** id=title of every article that a reader sees. */
function seen(directory: Parameters<typeof openTestReader>[0]): string {
	const reader = openTestReader(directory);
	const articles = liveArticles(reader);
	expect(reader.articles).toBe(articles.length);
	reader.close();
	return articles.map(({ id, title }) => `${id}=${title}`).join(" ");
}

describe("an index writer", () => {
	test("shows nothing before its commit, and then everything at once", () => {
		const directory = memoryDirectory();
		const writer = openTestWriter(directory, { memoryLimitBytes: 1 });
		writer.put(article("a", "公司"));
		writer.put(article("b", "工资"));
		expect(() => openTestReader(directory)).toThrow(failsWith("no-index"));
		expect(writer.commit().generation).toBe(1);
		expect(seen(directory)).toBe("a=公司 b=工资");
		writer.put(article("c", "法院"));
		expect(seen(directory)).toBe("a=公司 b=工资");
		expect(writer.commit().generation).toBe(2);
		expect(seen(directory)).toBe("a=公司 b=工资 c=法院");
		writer.close();
	});

	test("replaces and deletes articles of former commits, of this one, and of the segment at hand", () => {
		const directory = indexOf([article("a", "1"), article("b", "1")]);
		const writer = openTestWriter(directory);
		expect([writer.has("a"), writer.has("x")]).toEqual([true, false]);
		expect(writer.put(article("a", "2"))).toBe(true);
		expect(writer.put(article("a", "3"))).toBe(true);
		expect(writer.put(article("c", "1"))).toBe(false);
		expect(writer.delete("c")).toBe(true);
		expect(writer.delete("c")).toBe(false);
		expect(writer.has("c")).toBe(false);
		expect(writer.delete("b")).toBe(true);
		expect(writer.put(article("b", "2"))).toBe(false);
		expect(writer.put(article("c", "2"))).toBe(false);
		writer.commit();
		expect(seen(directory)).toBe("a=3 b=2 c=2");
		expect(writer.delete("a")).toBe(true);
		writer.commit();
		expect(seen(directory)).toBe("b=2 c=2");
		writer.close();
	});

	test("counts the bytes of the articles that are left", () => {
		const directory = indexOf([article("a", "公司", "x"), article("b", "y")]);
		const writer = openTestWriter(directory);
		writer.delete("a");
		writer.put(article("c", "法院"));
		writer.put(article("c", "院"));
		writer.commit();
		writer.close();
		const reader = openTestReader(directory);
		expect(sizesOf(reader.manifest).sourceBytes).toBe(1 + 3);
		expect(sizesOf(reader.manifest).deletedArticles).toBe(2);
	});

	test("forgets on rollback what came since the last commit, also after it has committed itself", () => {
		const directory = indexOf([article("a", "1")]);
		const writer = openTestWriter(directory, { memoryLimitBytes: 1 });
		writer.put(article("a", "2"));
		writer.put(article("b", "2"));
		writer.rollback();
		expect(writer.has("b")).toBe(false);
		writer.put(article("c", "2"));
		writer.commit();
		expect(seen(directory)).toBe("a=1 c=2");
		writer.delete("c");
		writer.rollback();
		writer.commit();
		expect(seen(directory)).toBe("a=1 c=2");
		writer.close();
	});

	test("that closes without a commit leaves the index as it was, and the next commit tidies up", () => {
		const directory = indexOf([article("a", "1")]);
		const writer = openTestWriter(directory, { memoryLimitBytes: 1 });
		writer.put(article("b", "1"));
		writer.put(article("c", "1"));
		writer.close();
		writer.close();
		expect(seen(directory)).toBe("a=1");
		expect(verifyDirectory(directory).strays).not.toEqual([]);
		commitArticles(directory, [article("d", "1")]);
		expect(seen(directory)).toBe("a=1 d=1");
		expect(verifyDirectory(directory)).toMatchObject({
			strays: [],
			problems: [],
		});
	});

	test("is the only one", () => {
		const directory = indexOf([article("a", "1")]);
		const writer = openTestWriter(directory);
		expect(() => openTestWriter(directory)).toThrow(failsWith("locked"));
		writer.close();
		openTestWriter(directory).close();
	});

	test("gives the lock back where it cannot be opened", () => {
		const directory = indexOf([article("a", "1")]);
		const sourceSettings = { split: "provisions" } as const;
		expect(() => openTestWriter(directory, { sourceSettings })).toThrow(
			failsWith("other-options"),
		);
		openTestWriter(directory).close();
	});

	test("that is closed refuses everything", () => {
		const writer = openTestWriter(memoryDirectory());
		writer.close();
		const calls: ((writer: IndexWriter) => void)[] = [
			(closed) => closed.put(article("a", "1")),
			(closed) => closed.delete("a"),
			(closed) => closed.commit(),
			(closed) => closed.rollback(),
		];
		for (const call of calls) {
			expect(() => call(writer)).toThrow(failsWith("closed"));
		}
	});

	test("may commit an index without an article, and delete all there are", () => {
		const directory = memoryDirectory();
		const writer = openTestWriter(directory);
		writer.commit();
		expect(seen(directory)).toBe("");
		writer.put(article("a", "1"));
		writer.commit();
		writer.delete("a");
		writer.commit();
		writer.close();
		expect(seen(directory)).toBe("");
		expect(openTestReader(directory).segments).toEqual([]);
		expect(verifyDirectory(directory)).toMatchObject({
			strays: [],
			problems: [],
		});
	});

	test("keeps the number of segments small over many small commits, and loses nothing", () => {
		const directory = memoryDirectory();
		const writer = openTestWriter(directory);
		const expected = new Map<string, string>();
		for (let commit = 0; commit < 60; commit++) {
			const id = `${commit % 45}`.padStart(2, "0");
			writer.put(article(id, `${commit}`));
			expected.set(id, `${commit}`);
			if (commit % 7 === 0) {
				writer.delete(id);
				expected.delete(id);
			}
			writer.commit();
			expect(writer.commit().segments.length).toBeLessThanOrEqual(12);
		}
		writer.close();
		const lines = [...expected].sort(([a], [b]) => (a < b ? -1 : 1));
		expect(seen(directory)).toBe(
			lines.map(([id, title]) => `${id}=${title}`).join(" "),
		);
		expect(verifyDirectory(directory)).toMatchObject({
			strays: [],
			problems: [],
		});
	});

	test("writes what others say anew only where an article, the log or the lists have changed", () => {
		const directory = memoryDirectory();
		const writer = openTestWriter(directory);
		writer.put(article("a", "劳动合同"));
		expect(writer.commit().said).toBeUndefined();
		writer.learn([{ query: "加班费", article: "a" }], { adds: false });
		const { said } = writer.commit();
		expect(said?.articles?.documents).toBe(1);
		const sources = { roots: [], readers: "", records: [] };
		expect(writer.commit(sources).said).toEqual(said);
		writer.put(article("b", "解除合同"));
		const later = writer.commit().said?.articles?.number;
		expect(later).toBeGreaterThan(said?.articles?.number ?? 0);
		writer.learn([{ query: "加班", article: "gone" }], { adds: false });
		expect(writer.commit().said).toBeUndefined();
		writer.close();
		expect(verifyDirectory(directory)).toMatchObject({
			problems: [],
			strays: [],
		});
	});

	test("keeps a reader's generation readable while others are committed", () => {
		const directory = indexOf([article("a", "1")]);
		const reader = openTestReader(directory, 0);
		commitArticles(directory, [article("a", "2")]);
		commitArticles(directory, [article("b", "2")], { isRebuild: true });
		expect(liveArticles(reader).map(({ title }) => title)).toEqual(["1"]);
		expect(reader.generation).toBe(1);
		expect(seen(directory)).toBe("b=2");
	});
});

describe("a rebuild", () => {
	const record = {
		source: "a.md",
		sizeBytes: 1,
		mtimeMs: 1.5,
		contentHash: "x",
		ids: ["a.md", "a.md#1", "other"],
	};

	test("starts from nothing, and stays invisible until its commit", () => {
		const directory = indexOf([article("a", "1"), article("b", "1")]);
		const writer = openTestWriter(directory, {
			isRebuild: true,
			memoryLimitBytes: 1,
		});
		expect(writer.has("a")).toBe(false);
		writer.put(article("c", "2"));
		writer.put(article("b", "2"));
		expect(seen(directory)).toBe("a=1 b=1");
		expect(writer.commit().generation).toBe(2);
		expect(seen(directory)).toBe("b=2 c=2");
		writer.put(article("d", "2"));
		writer.rollback();
		writer.commit();
		writer.close();
		expect(seen(directory)).toBe("b=2 c=2");
	});

	test("that is rolled back starts from nothing again", () => {
		const directory = indexOf([article("a", "1")]);
		const writer = openTestWriter(directory, { isRebuild: true });
		writer.put(article("b", "1"));
		writer.rollback();
		writer.put(article("c", "1"));
		writer.commit();
		writer.close();
		expect(seen(directory)).toBe("c=1");
	});

	test("keeps no table of sources and no source settings of what it replaces", () => {
		const table = { roots: ["../laws"], readers: "", records: [record] };
		const directory = memoryDirectory();
		const first = openTestWriter(directory, {
			sourceSettings: { split: "provisions" },
		});
		first.put(article("a.md", "1"));
		first.commit(table);
		expect(first.sources()).toEqual(table);
		first.commit();
		expect(first.sources()).toEqual(table);
		first.close();
		const writer = openTestWriter(directory, { isRebuild: true });
		expect(writer.sources().records).toEqual([]);
		const manifest = writer.commit();
		expect(manifest.sources).toBeUndefined();
		expect(manifest.sourceSettings).toEqual({});
		expect(writer.sources().records).toEqual([]);
		writer.close();
	});
});

describe("after a failure half way", () => {
	/** The number of operations before the first put of the second writer, and after its commit. */
	function operationsOf(): { before: number; after: number } {
		const directory = new FaultyDirectory(indexOf([article("a", "1")]));
		const writer = openTestWriter(directory);
		const before = directory.count;
		writer.put(article("b", "1"));
		writer.commit();
		writer.close();
		return { before, after: directory.count };
	}

	test("a writer refuses to go on, but for rollback, after which it is whole again", () => {
		const { before, after } = operationsOf();
		for (let at = before; at < after; at++) {
			const inner = indexOf([article("a", "1")]);
			const writer = openTestWriter(
				new FaultyDirectory(inner, {
					at,
					isForever: false,
					effect: "none",
					code: "disk-full",
				}),
			);
			let hasFailed = false;
			try {
				writer.put(article("b", "1"));
				writer.commit();
			} catch (cause) {
				hasFailed = true;
				expect(cause).toEqual(failsWith("disk-full"));
				expect(() => writer.put(article("c", "1"))).toThrow(
					failsWith("closed"),
				);
				expect(() => writer.commit()).toThrow(failsWith("closed"));
				writer.rollback();
			}
			writer.put(article("c", "1"));
			writer.commit();
			writer.close();
			const found = seen(inner);
			expect(
				hasFailed ? ["a=1 c=1", "a=1 b=1 c=1"] : ["a=1 b=1 c=1"],
			).toContain(found);
			expect(verifyDirectory(inner).problems).toEqual([]);
		}
	});
});

describe("on a full disk", () => {
	test("a segment that cannot be written leaves nothing behind, and the error tells what it takes", () => {
		const operations = new FaultyDirectory(memoryDirectory());
		const counting = openTestWriter(operations);
		counting.put(article("b", "工资", "加班费".repeat(2000)));
		const before = operations.count;
		counting.commit();
		counting.close();
		for (let at = before; at < before + 20; at++) {
			const inner = memoryDirectory();
			const writer = openTestWriter(
				new FaultyDirectory(inner, {
					at,
					isForever: false,
					effect: "half",
					code: "disk-full",
				}),
			);
			writer.put(article("b", "工资", "加班费".repeat(2000)));
			expect(() => writer.commit()).toThrow(
				expect.objectContaining({
					code: "disk-full",
					message: expect.stringMatching(/takes about 1 MB in all/),
				}),
			);
			writer.close();
			expect(inner.list()).toEqual([]);
		}
	});
});
