import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { buildIndex } from "../../src/engine/build-index.ts";
import { openEngine } from "../../src/engine/open-engine.ts";
import { seededRandom } from "../storage/random.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const SENTENCES = [
	"用人单位应当按照劳动合同约定和国家规定，向劳动者及时足额支付劳动报酬。",
	"夫妻一方因抚育子女、照料老年人负担较多义务的，离婚时有权向另一方请求补偿。",
	"本办法自2021年1月1日起施行，《中华人民共和国民法典》第一千零七十九条同时适用。",
	"罚款人民币十万元以上五十万元以下；情节严重的，吊销营业执照。",
	"The contract of 3 months is void，第12条。",
];

/** Files small and large, articles whose ids others have, and what is no article: enough that threads are started. */
function makeCorpus(folder: string): void {
	const random = seededRandom(7);
	const text = (sentences: number) =>
		Array.from({ length: sentences }, () => random.pick(SENTENCES)).join(
			random.pick(["", "\n"]),
		);
	for (let file = 0; file < 60; file++) {
		const lines = Array.from({ length: 20 }, (_, i) =>
			JSON.stringify({
				id: `${file % 50}-${i}`,
				title: `第${file}篇${i}`,
				body: text(1 + random.below(40)),
				category: ["劳动", `${file % 3}`],
			}),
		);
		lines.push("{");
		writeFileSync(join(folder, `${100 + file}.jsonl`), lines.join("\n"));
	}
	const long = Array.from({ length: 700 }, (_, i) =>
		JSON.stringify({ id: `long-${i % 690}`, title: "长", body: text(60) }),
	);
	writeFileSync(join(folder, "130-large.jsonl"), long.join("\n"));
	writeFileSync(join(folder, "99.txt"), "");
}

function hashes(index: string): [string, string][] {
	return readdirSync(index)
		.filter((name) => !/^(?:lock|sources)/.test(name))
		.map((name) => [
			name,
			createHash("sha256")
				.update(readFileSync(join(index, name)))
				.digest("hex"),
		]);
}

test("the index is the same to the byte, however many threads cut it", async () => {
	const folder = temporaryFolder();
	const corpus = join(folder, "corpus");
	mkdirSync(corpus);
	makeCorpus(corpus);
	const built = [];
	for (const workers of [1, 2, 3]) {
		const index = join(folder, `index-${workers}`);
		const report = await buildIndex({
			corpus,
			index,
			workers,
			memoryLimitMB: 60,
		});
		const { elapsedMs, ...counts } = report;
		built.push({ counts, files: hashes(index) });
	}
	const [one, ...more] = built;
	expect(one?.counts.rejected.length).toBe(60 + 10 * 20 + 10 + 1);
	for (const other of more) {
		expect(other).toEqual(one);
	}
	const engine = await openEngine({ index: join(folder, "index-2") });
	expect((await engine.verify()).ok).toBe(true);
	expect((await engine.get("long-3"))?.title).toBe("长");
	await engine.close();
}, 120_000);

test("so it is of articles that a program hands in", async () => {
	const random = seededRandom(8);
	const articles = Array.from({ length: 4500 }, (_, i) => ({
		id: `${i % 4400}`,
		title: i % 500 === 0 ? (null as unknown as string) : `${i}`,
		body: Array.from({ length: 20 }, () => random.pick(SENTENCES)).join(""),
		...(i % 7 === 0 && {
			citations: [{ start: 0, end: 4, law: "民法典", number: "第一条" }],
		}),
	}));
	const folder = temporaryFolder();
	const built = [];
	for (const workers of [1, 2]) {
		const index = join(folder, `index-${workers}`);
		const { elapsedMs, ...counts } = await buildIndex({
			articles,
			index,
			workers,
		});
		built.push({ counts, files: hashes(index) });
	}
	expect(built[0]?.counts.indexed).toBe(4392);
	expect(built[1]).toEqual(built[0]);
	const inMemory = { memory: true } as const;
	const { indexBytes } = await buildIndex({
		articles,
		index: inMemory,
		workers: 2,
	});
	expect(indexBytes).toBe(built[0]?.counts.indexBytes);
	await expect(
		buildIndex({ articles, index: inMemory, workers: 0 }),
	).rejects.toMatchObject({ code: "bad-argument" });
}, 120_000);

test("a run that is ended while threads cut is gone on from by the next", async () => {
	const random = seededRandom(9);
	const articles = Array.from({ length: 4000 }, (_, i) => ({
		id: `${i}`,
		title: `${i}`,
		body: Array.from({ length: 20 }, () => random.pick(SENTENCES)).join(""),
	}));
	const index = join(temporaryFolder(), "index");
	const controller = new AbortController();
	async function* ended() {
		yield* articles.slice(0, 3900);
		while (!readdirSync(index).some((name) => name.startsWith("resume-"))) {
			await new Promise((resolve) => setTimeout(resolve, 20));
		}
		controller.abort();
		yield* articles.slice(3900);
	}
	const options = { index, workers: 2, memoryLimitMB: 20 };
	await expect(
		buildIndex({ ...options, articles: ended(), signal: controller.signal }),
	).rejects.toMatchObject({ code: "aborted" });
	const report = await buildIndex({ ...options, articles });
	expect(report).toMatchObject({ indexed: 4000, articles: 4000 });
	expect(report.restored).toBeGreaterThan(100);
	const engine = await openEngine({ index });
	expect((await engine.verify()).ok).toBe(true);
	expect((await engine.stats()).segments).toBe(1);
	await engine.close();
}, 120_000);
