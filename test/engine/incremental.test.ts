import {
	appendFileSync,
	readdirSync,
	renameSync,
	rmSync,
	utimesSync,
	writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { buildIndex } from "../../src/engine/build-index.ts";
import { openEngine } from "../../src/engine/open-engine.ts";
import { temporaryFolder, writeFiles } from "./temporary-folder.ts";

const LONG_AGO = new Date("2020-01-01T00:00:00.123Z");

interface Trial {
	readonly path: (name: string) => string;
	readonly run: (
		options?: Partial<Parameters<typeof buildIndex>[0]>,
	) => ReturnType<typeof buildIndex>;
	readonly titles: () => Promise<string[]>;
}

/** A corpus of two old files, indexed once. */
async function trial(): Promise<Trial> {
	const folder = temporaryFolder({
		"corpus/a.md": "# 甲一\n\n劳动合同。\n",
		"corpus/b.md": "# 乙一\n\n劳动合同。\n",
	});
	const path = (name: string) => join(folder, "corpus", name);
	for (const name of ["a.md", "b.md"]) {
		utimesSync(path(name), LONG_AGO, LONG_AGO);
	}
	const index = join(folder, "index");
	const run: Trial["run"] = (options) =>
		buildIndex({ corpus: join(folder, "corpus"), index, ...options });
	const titles = async () => {
		const engine = await openEngine({ index });
		const { hits } = await engine.search("劳动合同", { limit: 100 });
		await engine.close();
		return hits.map(({ title }) => title.text).sort();
	};
	await run();
	return { path, run, titles };
}

describe("an index of a folder, brought up to date", () => {
	test("takes size and time for the content: a change that leaves both is found by checkContent only", async () => {
		const { path, run, titles } = await trial();
		writeFileSync(path("a.md"), "# 甲二\n\n劳动合同。\n");
		utimesSync(path("a.md"), LONG_AGO, LONG_AGO);
		expect(await run()).toMatchObject({ indexed: 0, generation: 1 });
		expect(await titles()).toEqual(["乙一", "甲一"]);
		expect(await run({ checkContent: true })).toMatchObject({
			indexed: 1,
			unchanged: 1,
			generation: 2,
		});
		expect(await titles()).toEqual(["乙一", "甲二"]);
		expect(await run({ checkContent: true })).toMatchObject({
			indexed: 0,
			unchanged: 2,
			generation: 2,
		});
	});

	test("does not trust a time that was just then: the next change may fall into the same tick", async () => {
		const { path, run, titles } = await trial();
		// As of a clock that runs ahead: the time is recent whenever it is looked at.
		const soon = new Date(Date.now() + 3_600_000);
		utimesSync(path("a.md"), soon, soon);
		expect(await run()).toMatchObject({ indexed: 0, unchanged: 2 });
		writeFileSync(path("a.md"), "# 甲二\n\n劳动合同。\n");
		utimesSync(path("a.md"), soon, soon);
		expect(await run()).toMatchObject({ indexed: 1, unchanged: 1 });
		expect(await titles()).toEqual(["乙一", "甲二"]);
	});

	test("compares the content where only the time is another, and then notes the new time", async () => {
		const { path, run } = await trial();
		const later = new Date("2021-01-01T00:00:00.456Z");
		utimesSync(path("a.md"), later, later);
		expect(await run()).toMatchObject({
			indexed: 0,
			unchanged: 2,
			generation: 2,
		});
		expect(await run()).toMatchObject({ unchanged: 2, generation: 2 });
	});

	test("takes a renamed file as one that went and one that came", async () => {
		const { path, run, titles } = await trial();
		renameSync(path("a.md"), path("c.md"));
		expect(await run()).toMatchObject({
			indexed: 1,
			deleted: 1,
			unchanged: 1,
			articles: 2,
		});
		expect(await titles()).toEqual(["乙一", "甲一"]);
	});

	test("replaces the articles of a file of many, and deletes those that are gone from it", async () => {
		const folder = temporaryFolder();
		const line = (id: string, title: string) =>
			`${JSON.stringify({ id, title, body: "劳动合同。" })}\n`;
		const corpus = join(folder, "all.jsonl");
		const index = join(folder, "index");
		writeFileSync(corpus, line("1", "甲") + line("2", "乙"));
		await buildIndex({ corpus, index });
		writeFileSync(corpus, line("2", "乙二") + line("3", "丙"));
		expect(await buildIndex({ corpus, index })).toMatchObject({
			indexed: 2,
			deleted: 1,
			articles: 2,
		});
		appendFileSync(corpus, "{broken\n");
		expect(await buildIndex({ corpus, index })).toMatchObject({
			indexed: 2,
			deleted: 0,
			articles: 2,
			rejected: [{ source: "all.jsonl:3" }],
		});
		writeFileSync(corpus, "{broken\n");
		expect(await buildIndex({ corpus, index })).toMatchObject({
			indexed: 0,
			kept: 2,
			articles: 2,
		});
	});

	test("gives an id to one source only, whichever is read first", async () => {
		const { path, run, titles } = await trial();
		writeFiles(path(".."), {
			"corpus/0.json": JSON.stringify({
				id: "b.md",
				title: "抢先",
				body: "劳动合同。",
			}),
		});
		expect(await run()).toMatchObject({
			indexed: 0,
			unchanged: 2,
			articles: 2,
			rejected: [{ source: "0.json", code: "duplicate-id" }],
		});
		expect(await run({ checkContent: true })).toMatchObject({
			indexed: 0,
			unchanged: 2,
			generation: 2,
		});
		// What the id was taken from is read again, although it has not changed.
		rmSync(path("b.md"));
		expect(await run()).toMatchObject({ indexed: 1, deleted: 1, articles: 2 });
		expect(await titles()).toEqual(["抢先", "甲一"]);
	});

	test("opens nothing but the table of sources where nothing has changed", async () => {
		const { run, path } = await trial();
		const index = path("../index");
		const segments = readdirSync(index).filter((name) =>
			name.startsWith("segment-"),
		);
		expect(segments.length).toBeGreaterThan(5);
		for (const name of segments) {
			rmSync(join(index, name));
		}
		expect(await run()).toMatchObject({ unchanged: 2, generation: 1 });
	});

	test("is refused to other word lists also where nothing has changed", async () => {
		const { run, path } = await trial();
		writeFileSync(path("../words.txt"), "乙方代持股\n");
		await expect(
			run({ userWords: path("../words.txt") }),
		).rejects.toMatchObject({ code: "other-analyzer" });
	});
});

describe("a run that was ended by its signal", () => {
	test("is gone on from by the next, and gives what a clean run gives", async () => {
		const folder = temporaryFolder();
		const index = join(folder, "index");
		const article = (i: number) => ({
			id: `${i}`,
			title: `第${i}篇`,
			body: `用人单位安排加班的，应当支付加班费${i}。`.repeat(20),
		});
		const controller = new AbortController();
		async function* ended() {
			for (let i = 0; i < 1500; i++) {
				yield article(i);
			}
			// Until some of what was handed in is sealed and noted.
			while (!readdirSync(index).some((name) => name.startsWith("resume-"))) {
				await new Promise((resolve) => setTimeout(resolve, 20));
			}
			controller.abort();
			yield article(1500);
		}
		const memoryLimitMB = 4;
		await expect(
			buildIndex({
				articles: ended(),
				index,
				memoryLimitMB,
				signal: controller.signal,
			}),
		).rejects.toMatchObject({ code: "aborted" });
		await expect(openEngine({ index })).rejects.toMatchObject({
			code: "no-index",
		});
		const articles = Array.from({ length: 1800 }, (_, i) => article(i));
		const report = await buildIndex({ articles, index, memoryLimitMB });
		expect(report).toMatchObject({ indexed: 1800, articles: 1800 });
		expect(report.restored).toBeGreaterThan(100);
		const clean = await buildIndex({
			articles,
			index: join(folder, "clean"),
			memoryLimitMB,
		});
		expect(clean.restored).toBe(0);
		expect(report.sourceBytes).toBe(clean.sourceBytes);
		const engine = await openEngine({ index });
		expect((await engine.verify()).ok).toBe(true);
		for (const { id, title } of articles) {
			expect((await engine.get(id))?.title).toBe(title);
		}
		await engine.close();
	}, 60_000);
});
