import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { ARTICLE, runFake } from "./fake-world.ts";
import { jsonLines, temporaryFiles } from "./temporary-files.ts";

const { file, pathOf } = temporaryFiles("eval");

/** The fake engine finds one article: that whose id is the query. */
const JUDGEMENTS = [
	{ id: "hit", query: "a.txt", relevant: ["a.txt"] },
	{ id: "half", query: "a.txt", relevant: { "a.txt": 1, "other.txt": 1 } },
	{ id: "miss", query: "b.txt", relevant: ["a.txt"] },
	{ id: "away", query: "c.txt", relevant: ["elsewhere.txt"] },
];

describe("eval", () => {
	test("prints the means in percent, and names what the index cannot answer", async () => {
		const path = file("plain.jsonl", jsonLines(JUDGEMENTS));
		const { code, out, err, asked } = await runFake(["eval", path]);
		expect(code).toBe(0);
		// (1 + 1 / 1.63093 + 0 + 0) / 4
		expect(out).toBe(
			[
				"queries       4",
				"nDCG@10       40.33 %",
				"MRR@10        50.00 %",
				"precision@10  5.00 %",
				"recall@100    37.50 %",
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
		const path = file("packed.jsonl.gz", gzipSync(jsonLines(JUDGEMENTS)));
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
			percent: { ndcg: 50, mrr: 50, precision: 50, recall: 37.5 },
			unranked: [],
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
			jsonLines([good, { ...good, id: "" }, good, { id: "q", query: "甲" }]),
		);
		const { code, out, err } = await runFake(["eval", path]);
		expect(code).toBe(0);
		expect(out).toContain("queries       1\n");
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
		const missing = await runFake(["eval", pathOf("missing.jsonl")]);
		expect(missing).toMatchObject({ code: 2, out: "" });
		expect(missing.err).toContain("expected a readable file of UTF-8 lines");
		const damaged = gzipSync("{}").subarray(0, 12);
		const cut = await runFake(["eval", file("cut.jsonl.gz", damaged)]);
		expect(cut.code).toBe(2);
	});

	test("writes each query's measures and hits, and compares them with former ones", async () => {
		const path = file("compared.jsonl", jsonLines(JUDGEMENTS));
		const output = pathOf("run.jsonl");
		await runFake(["eval", path, "--output", output]);
		const written = readFileSync(output, "utf8").trimEnd().split("\n");
		expect(JSON.parse(written[0] ?? "")).toEqual({
			id: "hit",
			query: "a.txt",
			k: 10,
			recallK: 100,
			ndcg: 1,
			rr: 1,
			precision: 0.1,
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
		const path = file("refused.jsonl", jsonLines(JUDGEMENTS));
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

	test("reads TREC qrels with the queries' texts beside them", async () => {
		const qrels = file(
			"qrels.txt",
			"q1 0 a.txt 1\nq1 0 junk 0\nq2 0 b.txt 2\n",
		);
		const queries = file("queries.tsv", "q1\ta.txt\nq2\tb.txt\nq3\tc.txt\n");
		const { code, out } = await runFake(["eval", qrels, "--queries", queries]);
		expect(code).toBe(0);
		expect(out).toContain("MRR@10        100.00 %");
		const without = await runFake(["eval", qrels]);
		expect(without.code).toBe(2);
		expect(without.err).toContain("--queries FILE; found neither");
		const both = await runFake([
			"eval",
			file("own.jsonl", jsonLines(JUDGEMENTS)),
			"--queries",
			queries,
		]);
		expect(both.err).toContain("found JSONL in");
	});

	test("writes a TREC run, measures one without an index, and compares with one", async () => {
		const path = file("for-run.jsonl", jsonLines(JUDGEMENTS));
		const run = pathOf("own.run");
		await runFake(["eval", path, "--save-run", run]);
		expect(readFileSync(run, "utf8")).toBe(
			[
				"hit Q0 a.txt 1 1 fasou",
				"half Q0 a.txt 1 1 fasou",
				"miss Q0 b.txt 1 1 fasou",
				"away Q0 c.txt 1 1 fasou",
				"",
			].join("\n"),
		);
		const other = file("other.run", "hit Q0 x 1 9 t\nhit Q0 a.txt 2 8 t\n");
		const { code, out, err, asked } = await runFake([
			"eval",
			path,
			"--run",
			other,
			"--compare",
			run,
		]);
		expect(code).toBe(0);
		expect(asked.opened).toEqual([]);
		expect(err).toBe(
			"queries that the run does not have, counted as 0: 3 (half, miss, away)\n",
		);
		// (1 / log2(3)) / 4
		expect(out).toContain("nDCG@10       15.77 %");
		expect(out).toContain("over 4 queries;");
	});

	test("deals the queries into folds, and tells the means of each and of all", async () => {
		const path = file("folds.jsonl", jsonLines(JUDGEMENTS));
		const output = pathOf("folds-output.jsonl");
		const { out } = await runFake([
			"eval",
			path,
			"--folds=2",
			"--output",
			output,
		]);
		const rows = out.split("\n").map((line) => line.trim().split(/ {2,}/));
		expect(rows[0]?.slice(0, 3)).toEqual(["fold", "queries", "nDCG@10"]);
		expect(rows[3]?.slice(0, 3)).toEqual(["all", "4", "40.33 %"]);
		expect(Number(rows[1]?.[1]) + Number(rows[2]?.[1])).toBe(4);
		const { out: json } = await runFake(["eval", path, "--folds=2", "--json"]);
		const written = readFileSync(output, "utf8").trimEnd().split("\n");
		const folds = written.map((line) => JSON.parse(line).fold);
		expect(JSON.parse(json).folds).toMatchObject(
			[1, 2].map((fold) => ({
				fold,
				queries: folds.filter((other) => other === fold).length,
			})),
		);
	});

	test("related: asks for each article that answers a query beside others", async () => {
		const path = file("related.jsonl", jsonLines(JUDGEMENTS));
		// The fake engine says that a.txt is related to a.txt; of other.txt it knows nothing.
		const { code, out, err } = await runFake([
			"eval",
			"related",
			path,
			"--index=elsewhere",
			"--json",
		]);
		expect(err).toBe("");
		expect(code).toBe(0);
		expect(JSON.parse(out)).toMatchObject({
			queries: 2,
			recallK: 10,
			percent: { ndcg: 0 },
			unanswerable: ["a.txt"],
			missingArticles: ["other.txt"],
		});
	});

	test("snippets: how many hold the answer, beside the lead", async () => {
		const query = { article: "a.txt", query: "公司" };
		const path = file(
			"answers.jsonl",
			jsonLines([
				{ ...query, id: "1", answer: "公司" },
				{ ...query, id: "2", answer: "一、概述" },
				{ ...query, id: "3", answer: "别的" },
				{ ...query, id: "4", answer: ARTICLE.body.slice(0, 12) },
				{ id: "5" },
			]),
		);
		const args = ["eval", "snippets", path, "--length", "8"];
		const { code, out, err } = await runFake(args);
		expect(code).toBe(0);
		expect(out).toBe(
			[
				"answers         2",
				"in the snippet  50.00 %",
				"in the lead     100.00 %",
				"",
			].join("\n"),
		);
		expect(err).toContain(
			"has no such article or its body not the answer: 1 (3)",
		);
		expect(err).toContain("longer than a snippet: 1 (4)");
		expect(err).toContain("  5: expected texts as query, article and answer");
		const { out: json } = await runFake([...args, "--json"]);
		expect(JSON.parse(json)).toMatchObject({
			answers: 2,
			length: 8,
			percent: { snippet: 50, lead: 100 },
		});
		const none = await runFake(["eval", "snippets", file("no.jsonl", "\n")]);
		expect(none.err).toContain("found no line at all");
	});

	test.each([
		[["--folds", "1"], "--folds: expected a whole number from 2 to 100"],
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

describe("train", () => {
	test("writes what was learnt into a folder, with the command and where the judgements are from", async () => {
		const path = file("train.jsonl", `${jsonLines(JUDGEMENTS)}{}\n`);
		const output = pathOf("learnt");
		const { code, out, err, asked } = await runFake([
			...["train", path, "--index", "some/index"],
			...["--output", output, "--data", "ours, MIT"],
		]);
		expect(code).toBe(0);
		const written = join(output, "translations.txt");
		const width = written.length;
		expect(out).toBe(`${"queries".padEnd(width)}  4\n${written}  1\n`);
		expect(err).toMatch(
			/^judgements left out: 1; by line:\n {2}5: id: expected/,
		);
		expect(JSON.parse(readFileSync(written, "utf8"))).toMatchObject({
			command: "fasou train train.jsonl --index index --output learnt --data …",
			data: "ours, MIT",
			translations: [{ plain: "房东", questions: 4 }],
		});
		expect(asked.closed).toBe(1);
	});

	test("needs a folder to write into", async () => {
		const path = file("train.jsonl", jsonLines(JUDGEMENTS));
		const { code, err } = await runFake(["train", path]);
		expect(code).toBe(2);
		expect(err).toContain("--output");
	});
});
