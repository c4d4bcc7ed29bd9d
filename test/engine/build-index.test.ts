import { rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { ArticleInput } from "../../src/article.ts";
import type { Progress } from "../../src/engine/answers.ts";
import { buildIndex } from "../../src/engine/build-index.ts";
import { openEngine } from "../../src/engine/open-engine.ts";
import { openWriter } from "../../src/engine/open-writer.ts";
import type { ErrorCode } from "../../src/errors.ts";
import { temporaryFolder, writeFiles } from "./temporary-folder.ts";

const failsWith = (code: ErrorCode, message = /./) =>
	expect.objectContaining({ code, message: expect.stringMatching(message) });

const OVERTIME = "用人单位安排加班的，应当支付加班费。";

async function* oneByOne(count: number): AsyncGenerator<ArticleInput> {
	for (let i = 0; i < count; i++) {
		await Promise.resolve();
		yield { id: `${i}`, title: `第${i}篇`, body: OVERTIME };
	}
}

/** Ids of all articles that hold the words. */
async function idsFor(
	index: Parameters<typeof openEngine>[0]["index"],
	text: string,
): Promise<string[]> {
	const engine = await openEngine({ index });
	const page = await engine.searchIds(text, { limit: 1000, countAll: true });
	await engine.close();
	return page.hits.map(({ id }) => id).sort();
}

describe("buildIndex from a folder", () => {
	const files = {
		"corpus/pay.md": `# 加班费\n\n${OVERTIME}\n`,
		"corpus/lease.md": "# 租赁\n\n租赁合同可以解除。\n",
		"corpus/bad.json": "{",
	};

	test("indexes what can be read, lists what cannot, and says so truly", async () => {
		const folder = temporaryFolder(files);
		const index = join(folder, "index");
		const seen: Progress[] = [];
		const report = await buildIndex({
			corpus: join(folder, "corpus"),
			index,
			onProgress: (progress) => seen.push(progress),
		});
		expect(report).toMatchObject({
			indexed: 2,
			unchanged: 0,
			deleted: 0,
			kept: 0,
			articles: 2,
			generation: 1,
			rejected: [{ source: "bad.json", code: "bad-json" }],
		});
		expect(report.indexBytes).toBeGreaterThan(0);
		expect(seen[0]).toMatchObject({ stage: "crawling", done: 0 });
		expect(await idsFor(index, "加班费")).toEqual(["pay.md"]);
	});

	test("that did not change commits nothing, and then only what did", async () => {
		const folder = temporaryFolder(files);
		const options = {
			corpus: join(folder, "corpus"),
			index: join(folder, "index"),
		};
		await buildIndex(options);
		expect(await buildIndex(options)).toMatchObject({
			indexed: 0,
			unchanged: 2,
			articles: 2,
			generation: 1,
		});
		rmSync(join(folder, "corpus/lease.md"));
		writeFiles(folder, { "corpus/new.md": "# 新\n\n劳动仲裁。\n" });
		expect(await buildIndex(options)).toMatchObject({
			indexed: 1,
			unchanged: 1,
			deleted: 1,
			articles: 2,
			generation: 2,
		});
		expect(await idsFor(options.index, "租赁 仲裁 加班费")).toEqual([
			"new.md",
			"pay.md",
		]);
	});

	test("keeps what was indexed of a source that cannot be read any more", async () => {
		const folder = temporaryFolder({
			"corpus/a.json": `{"title": "加班", "body": "${OVERTIME}"}`,
		});
		const options = {
			corpus: join(folder, "corpus"),
			index: join(folder, "index"),
		};
		await buildIndex(options);
		writeFiles(folder, { "corpus/a.json": '{"title": "加班", "body' });
		expect(await buildIndex(options)).toMatchObject({
			kept: 1,
			articles: 1,
			rejected: [{ source: "a.json" }],
		});
		expect(await idsFor(options.index, "加班费")).toHaveLength(1);
	});

	test("of an emptied corpus leaves nothing, by rebuild too", async () => {
		const folder = temporaryFolder(files);
		const options = {
			corpus: join(folder, "corpus"),
			index: join(folder, "index"),
		};
		await buildIndex(options);
		for (const name of Object.keys(files)) {
			rmSync(join(folder, name));
		}
		const report = await buildIndex({ ...options, rebuild: true });
		expect(report).toMatchObject({ articles: 0, generation: 2 });
		expect(await idsFor(options.index, "加班费 合同")).toEqual([]);
	});

	test("reads everything again where the index holds articles of another origin", async () => {
		const folder = temporaryFolder(files);
		const index = join(folder, "index");
		const corpus = join(folder, "corpus");
		await buildIndex({ corpus, index });
		await buildIndex({ articles: [{ id: "x", title: "x", body: "" }], index });
		expect(await buildIndex({ corpus, index })).toMatchObject({
			indexed: 2,
			unchanged: 0,
			articles: 3,
		});
		expect(await idsFor(index, "加班费 租赁")).toEqual(["lease.md", "pay.md"]);
	});

	test("with other source options asks for a rebuild", async () => {
		const folder = temporaryFolder(files);
		const options = {
			corpus: join(folder, "corpus"),
			index: join(folder, "index"),
		};
		await buildIndex(options);
		const split = { ...options, split: "provisions" } as const;
		await expect(buildIndex(split)).rejects.toEqual(
			failsWith("other-options", /--rebuild/),
		);
		expect(await buildIndex({ ...split, rebuild: true })).toMatchObject({
			generation: 2,
		});
	});

	test("that is not there is an error", async () => {
		const folder = temporaryFolder();
		await expect(
			buildIndex({
				corpus: join(folder, "nothing"),
				index: join(folder, "index"),
			}),
		).rejects.toEqual(failsWith("no-source"));
	});
});

describe("buildIndex from articles", () => {
	test("takes any iterable, and replaces what the index held before", async () => {
		const index = temporaryFolder();
		const first = await buildIndex({ articles: oneByOne(600), index });
		expect(first).toMatchObject({ indexed: 600, articles: 600, rejected: [] });
		expect(await idsFor(index, "加班费")).toHaveLength(600);
		const second = await buildIndex({
			articles: [{ id: "a", title: "标题", body: "正文" }],
			index,
		});
		expect(second).toMatchObject({ indexed: 1, articles: 1, generation: 2 });
		expect(await idsFor(index, "加班费 标题")).toEqual(["a"]);
	});

	test("refuses bad and repeated ones, and indexes the rest", async () => {
		const index = temporaryFolder();
		const odd = JSON.parse('{"id": "c", "title": 3, "body": ""}');
		const report = await buildIndex({
			articles: [
				{ id: "a", title: "甲", body: "" },
				{ id: "a", title: "乙", body: "" },
				odd,
				{ id: "d", title: "丁", body: "", extra: { at: 1n as never } },
			],
			index,
		});
		expect(report).toMatchObject({
			indexed: 1,
			articles: 1,
			rejected: [
				{ source: "a", code: "duplicate-id" },
				{ source: "c", code: "bad-field" },
				{ source: "d", code: "bad-field" },
			],
		});
		expect(report.rejected[1]?.reason).toMatch(/field title: expected a text/);
	});

	test("passes on the error of the iterable, and leaves the index as it was", async () => {
		const index = temporaryFolder();
		await buildIndex({ articles: oneByOne(2), index });
		async function* failing() {
			yield* oneByOne(1);
			throw new Error("the database went away");
		}
		await expect(buildIndex({ articles: failing(), index })).rejects.toThrow(
			"the database went away",
		);
		expect(await idsFor(index, "加班费")).toEqual(["0", "1"]);
		await buildIndex({ articles: oneByOne(1), index });
	});

	test("cannot be combined with a corpus, nor left out with it", async () => {
		const index = temporaryFolder();
		await expect(buildIndex({ index })).rejects.toEqual(
			failsWith("bad-argument", /neither/),
		);
		await expect(
			buildIndex({ index, corpus: index, articles: [] }),
		).rejects.toEqual(failsWith("bad-argument", /both/));
	});
});

describe("buildIndex with a signal", () => {
	test("does not begin where it was aborted before", async () => {
		const index = temporaryFolder();
		await expect(
			buildIndex({
				articles: oneByOne(1),
				index,
				signal: AbortSignal.abort(new Error("no more")),
			}),
		).rejects.toEqual(failsWith("aborted"));
	});

	test("ends at once, leaves the index as it was, and gives it free", async () => {
		const index = temporaryFolder();
		await buildIndex({ articles: oneByOne(2), index });
		const controller = new AbortController();
		async function* endless() {
			for (let i = 0; ; i++) {
				if (i === 700) {
					controller.abort();
				}
				yield { id: `n${i}`, title: "", body: OVERTIME };
			}
		}
		await expect(
			buildIndex({ articles: endless(), index, signal: controller.signal }),
		).rejects.toEqual(failsWith("aborted"));
		expect(await idsFor(index, "加班费")).toEqual(["0", "1"]);
		await buildIndex({ articles: oneByOne(3), index });
		expect(await idsFor(index, "加班费")).toHaveLength(3);
	});

	test("does not wait for an article that never comes", async () => {
		const controller = new AbortController();
		async function* stuck(): AsyncGenerator<ArticleInput> {
			yield { id: "a", title: "", body: "" };
			controller.abort();
			await new Promise(() => {});
		}
		await expect(
			buildIndex({
				articles: stuck(),
				index: temporaryFolder(),
				signal: controller.signal,
			}),
		).rejects.toEqual(failsWith("aborted"));
	});
});

describe("an index made with a list of words", () => {
	test("keeps a copy of it and opens with it, and refuses another list", async () => {
		const folder = temporaryFolder({
			"words.txt": "乙方代持股\n",
			"other.txt": "别的词\n",
		});
		const index = join(folder, "index");
		const userWords = join(folder, "words.txt");
		const articles = [{ id: "a", title: "乙方代持股协议", body: "" }];
		await buildIndex({ articles, index, userWords });
		rmSync(userWords);
		const engine = await openEngine({ index });
		const page = await engine.search("乙方代持股", { exact: true });
		expect(page.hits[0]?.title.ranges).toEqual([{ start: 0, end: 5 }]);
		await engine.close();
		const other = join(folder, "other.txt");
		await expect(openEngine({ index, userWords: other })).rejects.toEqual(
			failsWith("other-analyzer", /userWords/),
		);
		await expect(openWriter({ index, userWords: other })).rejects.toEqual(
			failsWith("other-analyzer", /userWords/),
		);
		const writer = await openWriter({ index });
		await writer.add({ id: "b", title: "乙方代持股", body: "" });
		await writer.commit();
		await writer.close();
		expect(await idsFor(index, "+乙方代持股")).toEqual(["a", "b"]);
	});

	test("is not made from a bad line", async () => {
		const folder = temporaryFolder({ "words.txt": "好词\n坏 词 x y z\n" });
		await expect(
			buildIndex({
				articles: [],
				index: join(folder, "index"),
				userWords: join(folder, "words.txt"),
			}),
		).rejects.toEqual(failsWith("bad-list", /2/));
	});
});
