import {
	cpSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Article } from "../../src/article.ts";
import { buildIndex } from "../../src/engine/build-index.ts";
import { openEngine } from "../../src/engine/open-engine.ts";
import { openWriter } from "../../src/engine/open-writer.ts";
import { repairIndex } from "../../src/engine/repair-index.ts";
import { readNewestManifest } from "../../src/index/manifest.ts";
import { readSources } from "../../src/index/sources.ts";
import { diskDirectory } from "../../src/storage/disk-directory.ts";
import { type Random, runSeed, seededRandom } from "../storage/random.ts";

const RUNS = Number(process.env.FASOU_REPAIR_RUNS ?? 60);
const SOURCES = 120;

let root = "";
const at = (...names: string[]) => join(root, ...names);

/** An index of two segments, with deletions, of a corpus of Markdown and one JSONL; with a list of words of its own. */
beforeAll(async () => {
	root = mkdtempSync(join(tmpdir(), "fasou-repair-"));
	mkdirSync(at("corpus/laws"), { recursive: true });
	const random = seededRandom(20260401);
	for (let i = 0; i < SOURCES; i++) {
		writeFileSync(at(`corpus/laws/${i}.md`), textOf(random, i));
	}
	writeFileSync(
		at("corpus/news.jsonl"),
		Array.from({ length: 40 }, (_, i) =>
			JSON.stringify({ id: `n${i}`, title: `新闻${i}`, body: noise(random) }),
		).join("\n"),
	);
	writeFileSync(at("words.txt"), "乙方代持股\n");
	const options = {
		corpus: at("corpus"),
		index: at("whole"),
		userWords: at("words.txt"),
	};
	await buildIndex(options);
	for (let i = 0; i < 9; i++) {
		writeFileSync(at(`corpus/laws/${i * 7}.md`), textOf(random, 1000 + i));
	}
	rmSync(at("corpus/laws/100.md"));
	await buildIndex(options);
});

afterAll(() => {
	rmSync(root, { recursive: true, force: true });
});

function textOf(random: Random, number: number): string {
	return `# 第${number}号 劳动合同\n\n用人单位应当支付加班费。乙方代持股。\n\n${noise(random)}\n`;
}

/** What deflate cannot make small, so that files have several pages. */
function noise(random: Random): string {
	return Buffer.from(random.bytes(600)).toString("base64");
}

/** A fresh copy, with the index in the same place beside the corpus. */
function copied(): string {
	const index = at("index");
	rmSync(index, { recursive: true, force: true });
	cpSync(at("whole"), index, { recursive: true });
	return index;
}

interface Content {
	readonly articles: readonly (Article | undefined)[];
	readonly found: readonly (readonly string[])[];
	readonly sources: readonly string[];
}

/** Everything that two indexes of one content have in common, however it is spread over segments. */
async function contentOf(index: string): Promise<Content> {
	const directory = diskDirectory(index);
	const { sources } = readNewestManifest(directory) ?? {};
	const { records } = sources
		? readSources(directory, sources)
		: { records: [] };
	const engine = await openEngine({ index });
	const ids = records.flatMap((record) => record.ids).sort();
	const articles = await Promise.all(ids.map((id) => engine.get(id)));
	const found: string[][] = [];
	for (const text of ["加班费", '"乙方代持股"', "新闻", "第1003号"]) {
		const { hits } = await engine.searchIds(text, { limit: 1000 });
		found.push(hits.map(({ id }) => id).sort());
	}
	expect((await engine.verify()).problems).toEqual([]);
	await engine.close();
	return {
		articles,
		found,
		sources: records.map((one) => `${one.source} ${one.contentHash}`).sort(),
	};
}

function damage(bytes: Buffer, random: Random): Buffer {
	if (random.below(4) === 0) {
		return bytes.subarray(0, random.below(bytes.length));
	}
	const copy = Buffer.from(bytes);
	const where = random.below(bytes.length);
	copy[where] = (copy[where] ?? 0) ^ (1 << random.below(8));
	return copy;
}

const dataFiles = (index: string) =>
	readdirSync(index).filter((name) => !name.startsWith("lock-"));

describe("a damaged index", () => {
	test(`is mended to what a clean build holds, whatever is damaged, ${RUNS} times`, async () => {
		const seed = runSeed();
		console.log(`repair: FASOU_SEED=${seed}`);
		const whole = await contentOf(at("whole"));
		const names = dataFiles(at("whole"));
		const random = seededRandom(seed);
		for (let run = 0; run < RUNS; run++) {
			const index = copied();
			// Each file alone first, then several at once.
			const many = run < names.length ? 1 : 1 + random.below(6);
			const struck = new Set<string>();
			for (let i = 0; i < many; i++) {
				const name =
					names[(run + i * random.below(names.length)) % names.length]!;
				struck.add(name);
			}
			for (const name of struck) {
				if (random.below(8) === 0) {
					rmSync(join(index, name));
				} else {
					const bytes = damage(readFileSync(join(index, name)), random);
					writeFileSync(join(index, name), bytes);
				}
			}
			const where = `FASOU_SEED=${seed}, run ${run}: ${[...struck].join(" ")}`;
			if (!readdirSync(index).some((name) => name.startsWith("manifest-"))) {
				continue;
			}
			const report = await repairIndex({
				index,
				corpus: at("corpus"),
				userWords: at("words.txt"),
			});
			expect(report.lost, where).toEqual([]);
			expect(report.lostUnnamed, where).toBe(0);
			expect(report.problems.length, where).toBeGreaterThan(0);
			expect(report.generation, where).toBe(3);
			expect(await contentOf(index), where).toEqual(whole);
			expect(existsSync(join(index, "manifest-000003")), where).toBe(true);
		}
	}, 600_000);

	test("that is whole is left alone", async () => {
		const index = copied();
		const before = readdirSync(index);
		expect(await repairIndex({ index })).toMatchObject({
			problems: [],
			generation: 2,
			segmentsKept: 2,
		});
		expect(dataFiles(index)).toEqual(before.filter((n) => !/^lock/.test(n)));
	});

	test("gives its articles out of itself where they can be read, and asks no source", async () => {
		const index = copied();
		cut(index, /^segment-.*body-word\.postings$/);
		const report = await repairIndex({ index, corpus: at("nowhere") });
		expect(report).toMatchObject({ sourcesRead: 0, lost: [] });
		expect(report.salvaged).toBeGreaterThan(0);
		expect(report.salvaged + report.articlesRead).toBeLessThan(SOURCES + 40);
	});

	test("reads again only the sources whose articles it no longer has, where it finds them by itself", async () => {
		const index = copied();
		const whole = await contentOf(index);
		const name = dataFiles(index).findLast((one) => one.endsWith(".articles"))!;
		writeFileSync(join(index, name), "");
		const report = await repairIndex({ index });
		expect(report).toMatchObject({
			segmentsKept: 1,
			salvaged: 0,
			sourcesRead: 9,
			articlesRead: 9,
			isRebuilt: false,
		});
		expect(await contentOf(index)).toEqual(whole);
	});

	test("names what is lost where a source is gone, and lets it be read when it is back", async () => {
		const index = copied();
		const name = dataFiles(index).findLast((one) => one.endsWith(".articles"))!;
		rmSync(join(index, name));
		const source = at("corpus/laws/7.md");
		const text = readFileSync(source);
		rmSync(source);
		const report = await repairIndex({ index });
		expect(report).toMatchObject({
			lost: ["laws/7.md"],
			lostUnnamed: 0,
			sourcesRead: 8,
		});
		writeFileSync(source, text);
		expect(await buildIndex({ corpus: at("corpus"), index })).toMatchObject({
			indexed: 1,
		});
	});

	test("that no longer says what it was made from has to be told", async () => {
		const index = copied();
		cut(index, /^sources-/);
		await expect(repairIndex({ index })).rejects.toMatchObject({
			code: "no-source",
			message: expect.stringMatching(/fasou repair SOURCE/),
		});
		expect(await repairIndex({ index, corpus: at("corpus") })).toMatchObject({
			isRebuilt: true,
			segmentsKept: 2,
			articles: 159,
		});
		cut(index, /^manifest-/);
		await expect(repairIndex({ index })).rejects.toMatchObject({
			code: "corrupt",
		});
	});

	test("that has lost its own list needs the very same one", async () => {
		const index = copied();
		cut(index, /^lists-/);
		writeFileSync(at("other.txt"), "别的词\n");
		for (const userWords of [undefined, at("other.txt")]) {
			await expect(
				repairIndex({ index, ...(userWords && { userWords }) }),
			).rejects.toMatchObject({ code: "other-analyzer" });
		}
		const userWords = at("words.txt");
		expect(await repairIndex({ index, userWords })).toMatchObject({
			segmentsKept: 2,
			generation: 3,
		});
		const engine = await openEngine({ index });
		const page = await engine.search("乙方代持股", {
			exact: true,
			limit: 1000,
		});
		expect(page.hits.length).toBeGreaterThan(100);
		await engine.close();
	});

	test("of articles that were handed in names those that nobody has any more, and brings no deleted one back", async () => {
		const index = at("handed-in");
		const article = (i: number) => ({
			id: `${i}`,
			title: `第${i}篇`,
			body: "",
		});
		await buildIndex({
			articles: Array.from({ length: 20 }, (_, i) => article(i)),
			index,
		});
		const writer = await openWriter({ index });
		await writer.delete("3");
		await writer.add(article(20));
		await writer.commit();
		await writer.close();
		cut(index, /tombstones$/);
		const report = await repairIndex({ index });
		expect(report).toMatchObject({ articles: 1, lostUnnamed: 0 });
		// It cannot be told any more that 3 was deleted; so nothing of that segment comes back.
		expect(report.lost).toHaveLength(20);
	});
});

function cut(index: string, pattern: RegExp): void {
	const names = dataFiles(index).filter((name) => pattern.test(name));
	expect(names.length).toBeGreaterThan(0);
	for (const name of names) {
		const bytes = readFileSync(join(index, name));
		writeFileSync(join(index, name), bytes.subarray(0, bytes.length - 3));
	}
}
