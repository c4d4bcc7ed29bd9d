import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runFake } from "./fake-world.ts";

let folder = "";
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), "fasou-eval-"));
});
afterAll(() => {
	rmSync(folder, { recursive: true, force: true });
});

/** The fake engine finds one article: that whose id is the query. */
const JUDGEMENTS = [
	{ id: "hit", query: "a.txt", relevant: ["a.txt"] },
	{ id: "half", query: "a.txt", relevant: { "a.txt": 1, "other.txt": 1 } },
	{ id: "miss", query: "b.txt", relevant: ["a.txt"] },
	{ id: "away", query: "c.txt", relevant: ["elsewhere.txt"] },
];

function file(name: string, content: string | Uint8Array): string {
	const path = join(folder, name);
	writeFileSync(path, content);
	return path;
}
const lines = (records: readonly unknown[]) =>
	records.map((record) => `${JSON.stringify(record)}\n`).join("");

describe("eval", () => {
	test("prints the means in percent, and names what the index cannot answer", async () => {
		const path = file("plain.jsonl", lines(JUDGEMENTS));
		const { code, out, err, asked } = await runFake(["eval", path]);
		expect(code).toBe(0);
		// (1 + 1 / 1.63093 + 0 + 0) / 4
		expect(out).toBe(
			[
				"queries     4",
				"nDCG@10     40.33 %",
				"MRR@10      50.00 %",
				"recall@100  37.50 %",
				"",
			].join("\n"),
		);
		expect(err).toBe(
			[
				"relevant articles that the index does not have: 2",
				"queries without any relevant article in the index, counted as 0: 1 (away)",
				"",
			].join("\n"),
		);
		expect(asked.opened).toEqual([{ index: "index" }]);
		expect(asked.closed).toBe(1);
	});

	test("reads packed judgements, and hands weights to the engine", async () => {
		const path = file("packed.jsonl.gz", gzipSync(lines(JUDGEMENTS)));
		const { code, out, asked } = await runFake([
			"eval",
			path,
			"--json",
			"--k=1",
			"--recall-k=5",
			"--boost=title=0.5,body=1",
			"--boost=category=0",
			"--bm25=k1=.9",
		]);
		expect(code).toBe(0);
		expect(JSON.parse(out)).toEqual({
			version: 1,
			queries: 4,
			k: 1,
			recallK: 5,
			percent: { ndcg: 50, mrr: 50, recall: 37.5 },
			unanswerable: ["away"],
			missingArticles: ["other.txt", "elsewhere.txt"],
			rejected: [],
		});
		expect(asked.opened).toEqual([
			{
				index: "index",
				boosts: { title: 0.5, body: 1, category: 0 },
				bm25: { k1: 0.9 },
			},
		]);
	});

	test("counts and lists bad lines, and goes on", async () => {
		const [good] = JUDGEMENTS;
		const path = file(
			"bad.jsonl",
			lines([good, { ...good, id: "" }, good, { id: "q", query: "甲" }]),
		);
		const { code, out, err } = await runFake(["eval", path]);
		expect(code).toBe(0);
		expect(out).toContain("queries     1\n");
		expect(err).toBe(
			[
				"judgements left out: 3; by line:",
				'  2: id: expected a text that is not empty, or a whole number of at most 15 digits, found ""',
				'  3: expected an id of its own, found that of line 1: "hit"',
				'  4: relevant: expected a list of article ids, or an object like {"article id": 2}, found nothing',
				"",
			].join("\n"),
		);
		const { out: json } = await runFake(["eval", path, "--json"]);
		expect(
			JSON.parse(json).rejected.map((line: { line: number }) => line.line),
		).toEqual([2, 3, 4]);
	});

	test("fails where no line is a judgement, or the file cannot be read", async () => {
		const path = file("none.jsonl", "{broken\n");
		const none = await runFake(["eval", path]);
		expect(none.code).toBe(2);
		expect(none.err).toContain(
			"found, in line 1: expected one JSON object, found: ",
		);
		const empty = await runFake(["eval", file("empty.jsonl", "")]);
		expect(empty.err).toContain("found no line at all");
		const missing = await runFake(["eval", join(folder, "missing.jsonl")]);
		expect(missing).toMatchObject({ code: 2, out: "" });
		expect(missing.err).toContain("expected a readable file of UTF-8 lines");
		const damaged = gzipSync("{}").subarray(0, 12);
		const cut = await runFake(["eval", file("cut.jsonl.gz", damaged)]);
		expect(cut.code).toBe(2);
	});

	test("writes each query's measures and hits, and compares them with former ones", async () => {
		const path = file("compared.jsonl", lines(JUDGEMENTS));
		const output = join(folder, "run.jsonl");
		await runFake(["eval", path, "--output", output]);
		const written = readFileSync(output, "utf8").trimEnd().split("\n");
		expect(JSON.parse(written[0] ?? "")).toEqual({
			id: "hit",
			query: "a.txt",
			k: 10,
			recallK: 100,
			ndcg: 1,
			rr: 1,
			recall: 1,
			hits: ["a.txt"],
		});
		// Another engine, that finds nothing: worse where something was found. The output may replace what it is compared with.
		const { code, out } = await runFake(
			["eval", path, "--output", output, "--compare", output, "--seed", "7"],
			{
				searchIds: async () => ({
					total: { value: 0, exact: true },
					elapsedMs: 0,
					hits: [],
				}),
			},
		);
		expect(code).toBe(0);
		expect(out).toMatch(/^nDCG@10 +-40\.33 +0\.\d{4} +0 +2 +2$/m);
		expect(out).toContain(
			"over 4 queries; paired randomisation test, two-sided, 10,000 rounds, seed 7\n",
		);
		expect(readFileSync(output, "utf8")).not.toContain('"hits":["a.txt"]');
	});

	test("refuses to compare with what eval did not write, before it searches or writes", async () => {
		const path = file("refused.jsonl", lines(JUDGEMENTS));
		const { code, err, asked } = await runFake([
			"eval",
			path,
			"--compare",
			path,
		]);
		expect(code).toBe(2);
		expect(err).toContain("refused.jsonl: line 1: expected a query, ndcg");
		expect(asked.opened).toEqual([]);
	});

	test.each([
		[["--boost", "tittle=1"], "--boost: expected pairs NAME=NUMBER"],
		[["--boost", "title"], 'found "title"'],
		[["--boost", "title="], 'found "title="'],
		[["--boost", "title=-1"], 'found "title=-1"'],
		[["--boost", "constructor=1"], 'found "constructor=1"'],
		[["--bm25", "k1=1.2,b=2"], 'k1 (0 to 1000), b (0 to 1); found "b=2"'],
		[["--k", "0"], "--k: expected a whole number from 1 to 10000"],
		[["--seed", "x"], "--seed: expected a whole number"],
	])("%j is a bad argument", async (args, message) => {
		const { code, err } = await runFake(["eval", "any.jsonl", ...args]);
		expect(code).toBe(2);
		expect(err).toContain(message);
	});
});
