import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const CLI = fileURLToPath(new URL("../../dist/cli.cjs", import.meta.url));

const LAW = `# 中华人民共和国试验劳动法

## 第一章 总则

第一条 为了保护劳动者的合法权益，制定本法。

第二条 用人单位不支付加班费的，劳动者可以向劳动监察部门投诉，也可以申请劳动仲裁。

第三条 因工伤致残的，按照国家规定享受工伤待遇。发生交通事故的，另行处理。
`;

const ARTICLES = [
	{
		id: "overtime",
		title: "公司不给加班费怎么办",
		content: "公司不支付加班费的，先协商；协商不成的，申请劳动仲裁。",
		date: "2026-03-01",
	},
	{
		id: "evil",
		title: "标题\u001b[2J里的控制字符",
		content: "正文\u001b]0;改名\u0007\u202e与劳动争议有关。",
	},
	{
		id: "accident",
		title: "交通事故中的工伤",
		content: "上下班途中发生交通事故，属于工伤。",
	},
];

let folder = "";

beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), "fasou-cli-"));
	writeFileSync(join(folder, "law.md"), LAW);
	writeFileSync(
		join(folder, "articles.jsonl"),
		[...ARTICLES.map((article) => JSON.stringify(article)), "{broken"].join(
			"\n",
		),
	);
});

afterAll(() => {
	rmSync(folder, { recursive: true, force: true });
});

function fasou(args: readonly string[], input = "") {
	const { status, stdout, stderr } = spawnSync(
		process.execPath,
		[CLI, ...args],
		{
			cwd: folder,
			input,
			encoding: "utf8",
			env: { PATH: process.env.PATH, LANG: "C" },
		},
	);
	return { code: status, out: stdout, err: stderr };
}

function json(args: readonly string[]) {
	const { code, out, err } = fasou([...args, "--json"]);
	return { code, err, answer: JSON.parse(out) };
}

describe.skipIf(!existsSync(CLI))("the built command", () => {
	test("indexes a folder, and reports what it did and what it could not read", () => {
		const sources = ["law.md", "articles.jsonl"];
		const options = ["--split", "provisions", "--map", "body=content"];
		const { code, answer } = json(["index", ...sources, ...options]);
		expect(code).toBe(0);
		expect(answer).toMatchObject({ version: 1, deleted: 0, kept: 0 });
		expect(answer.indexed).toBe(answer.articles);
		expect(answer.rejected).toMatchObject([{ code: "bad-json" }]);
	}, 30_000);

	test("finds articles, marks what matched, and gives slices of the body", () => {
		const { code, answer, err } = json(["search", "加班费", "劳动仲裁"]);
		expect({ code, err }).toEqual({ code: 0, err: "" });
		expect(answer).toMatchObject({
			version: 1,
			query: { text: "加班费 劳动仲裁", problems: [] },
		});
		const ids = answer.hits.map(
			(hit: { article: { id: string } }) => hit.article.id,
		);
		expect(ids).toContain("overtime");
		for (const hit of answer.hits) {
			const { body } = json(["show", hit.article.id]).answer.article;
			for (const { text, start, ranges } of hit.snippets) {
				expect(text).toBe(body.slice(start, start + text.length));
				for (const range of ranges) {
					expect(range.end).toBeGreaterThan(range.start);
				}
			}
		}
		const best = answer.hits[0];
		const marked = best.snippets[0].ranges.map(
			({ start, end }: { start: number; end: number }) =>
				best.snippets[0].text.slice(start, end),
		);
		expect(marked).toContain("加班费");
	});

	test("writes one line a hit into a pipe, without colour or control characters", () => {
		const { code, out } = fasou(["search", "劳动"]);
		expect(code).toBe(0);
		expect(out).not.toMatch(/(?![\n\t])[\p{Cc}\p{Bidi_Control}]/u);
		for (const line of out.trimEnd().split("\n")) {
			expect(line.split("\t")).toHaveLength(5);
		}
	});

	test("takes a dash before a Chinese word as part of the query", () => {
		const { answer } = json(["search", "+工伤", "-交通事故"]);
		expect(answer.query.text).toBe("+工伤 -交通事故");
		for (const hit of answer.hits) {
			expect(hit.article.id).not.toBe("accident");
		}
	});

	test("ends with 1 where nothing is found, 2 for an unknown id or a missing index", () => {
		expect(fasou(["search", '"绝无此语"']).code).toBe(1);
		const unknown = json(["show", "law.md#第九十九条"]);
		expect(unknown.code).toBe(2);
		expect(unknown.answer.error.code).toBe("unknown-article");
		const related = json(["related", "nobody"]);
		expect(related.code).toBe(2);
		expect(related.answer.error.code).toBe("unknown-article");
		const missing = fasou(["search", "甲", "--index", "nowhere"]);
		expect(missing).toMatchObject({ code: 2, out: "" });
		expect(missing.err).toMatch(/^fasou: .*nowhere.*\n$/);
	});

	test("shows a provision by its id", () => {
		const { code, answer } = json(["show", "law.md#第二条"]);
		expect(code).toBe(0);
		expect(answer.article).toMatchObject({
			id: "law.md#第二条",
			law: "中华人民共和国试验劳动法",
		});
		expect(fasou(["show", "law.md#第二条"]).out).toContain("用人单位不支付");
	});

	test("related articles come with reasons, never with the article itself", () => {
		const { code, answer } = json(["related", "overtime", "--limit", "3"]);
		expect(code).toBe(0);
		expect(answer.article.id).toBe("overtime");
		for (const { article, reasons } of answer.related) {
			expect(article.id).not.toBe("overtime");
			expect(reasons.length).toBeGreaterThan(0);
		}
	});

	test("answers a batch from standard input in order", () => {
		const { code, out, err } = fasou(
			["search", "--batch", "-", "--limit", "2"],
			'{"id":2,"query":"工伤"}\noops\n{"id":"b","query":"加班费"}\n',
		);
		expect(code).toBe(0);
		const [first, second, third] = out
			.trimEnd()
			.split("\n")
			.map((line) => JSON.parse(line));
		expect(first).toMatchObject({ id: 2, hits: [{}, {}] });
		expect(second).toMatchObject({ line: 2, error: { code: "bad-argument" } });
		expect(third.id).toBe("b");
		expect(third.hits[0]).toMatchObject({ id: expect.any(String) });
		expect(third.total).toEqual({ value: expect.any(Number), exact: true });
		expect(err).toContain("1");
	});

	test("tokens are slices of the text, with an index and without", () => {
		for (const index of [[], ["--index", "index"]]) {
			const text = "公司不支付加班费";
			const { code, answer } = json(["tokens", text, ...index]);
			expect(code).toBe(0);
			const terms = answer.tokens.map(({ term }: { term: string }) => term);
			expect(terms).toContain("加班费");
			for (const { term, start, end } of answer.tokens) {
				expect(text.slice(start, end)).toBe(term);
			}
		}
	});

	test("stats and verify describe the index", () => {
		const stats = json(["stats"]);
		expect(stats.code).toBe(0);
		expect(stats.answer.articles).toBeGreaterThanOrEqual(6);
		const verify = json(["verify"]);
		expect(verify.code).toBe(0);
		expect(verify.answer).toMatchObject({ ok: true, problems: [] });
	});

	test("a reader that goes away is success", async () => {
		const question = '{"id":1,"query":"劳动"}\n';
		writeFileSync(join(folder, "many.jsonl"), question.repeat(3000));
		const child = spawn(
			process.execPath,
			[CLI, "search", "--batch", "many.jsonl"],
			{ cwd: folder, stdio: ["ignore", "pipe", "pipe"] },
		);
		let err = "";
		child.stderr.on("data", (chunk) => {
			err += chunk;
		});
		child.stdout.once("data", () => child.stdout.destroy());
		const code = await new Promise((resolve) => child.on("close", resolve));
		expect({ code, err }).toEqual({ code: 0, err: "" });
	});

	test("Ctrl-C while indexing exits 130 and leaves the old index as it was", async () => {
		const before = json(["stats"]).answer;
		const lines = Array.from({ length: 30_000 }, (_, i) =>
			JSON.stringify({ id: `n${i}`, title: `第${i}篇`, body: LAW }),
		);
		writeFileSync(join(folder, "large.jsonl"), lines.join("\n"));
		const child = spawn(
			process.execPath,
			[CLI, "index", "large.jsonl", "--rebuild", "--progress", "json"],
			{ cwd: folder, stdio: ["ignore", "pipe", "pipe"] },
		);
		child.stderr.once("data", () => child.kill("SIGINT"));
		const code = await new Promise((resolve) => child.on("close", resolve));
		expect(code).toBe(130);
		expect(json(["stats"]).answer).toEqual(before);
		expect(json(["verify"]).answer.ok).toBe(true);
	}, 60_000);
});
