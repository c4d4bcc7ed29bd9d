import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatCsv } from "../../src/cli/csv.ts";
import { displayWidth } from "../../src/cli/display-width.ts";
import { formatMarkdown } from "../../src/cli/markdown-table.ts";
import { printable } from "../../src/cli/printable.ts";
import { formatGrid } from "../../src/cli/table.ts";
import type { Hit } from "../../src/engine/answers.ts";
import { PAGE, runFake } from "./fake-world.ts";

const [HIT] = PAGE.hits;
const search = (hits: readonly Partial<Hit>[]) => async () => ({
	...PAGE,
	hits: hits.map((hit, i) => ({ ...(HIT as Hit), rank: i + 1, ...hit })),
});

/** Rows of comma-separated values, by the grammar of RFC 4180. */
function parseCsv(text: string): string[][] {
	const rows: string[][] = [];
	let row: string[] = [];
	const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/y;
	while (field.lastIndex < text.length) {
		const [, quoted, bare, end] = field.exec(text) ?? [];
		if (end === undefined) {
			throw new Error("not of RFC 4180");
		}
		row.push(quoted?.replaceAll('""', '"') ?? bare ?? "");
		if (end === "\r\n") {
			rows.push(row);
			row = [];
		}
	}
	return rows;
}

const TEXTS = fc.string({
	unit: fc.constantFrom(..."甲乙劳=+-@＝,\"'\r\n\t|*_`<&\\[!x \u001b\u202e"),
	maxLength: 12,
});

describe("CSV", () => {
	test("gives every text back, what a spreadsheet would compute behind an apostrophe", () => {
		fc.assert(
			fc.property(fc.array(TEXTS, { minLength: 1 }), (texts) => {
				const [row] = parseCsv(formatCsv([texts], false));
				expect(row).toEqual(
					texts
						.map(printable)
						.map((text) => (/^[=+\-@＝＋－＠]/.test(text) ? `'${text}` : text)),
				);
			}),
		);
	});

	test("has a heading in every language, CRLF, numbers as they are, and a mark of its encoding only where it begins a file", async () => {
		const args = ["search", "甲", "--format", "csv", "--lang", "zh"];
		const piped = await runFake(args);
		const [heading, row] = parseCsv(piped.out);
		expect(heading?.slice(0, 4)).toEqual(["rank", "score", "title", "passage"]);
		expect(row?.slice(0, 3)).toEqual(["1", "12.3457", "加班费␛[2J怎么要"]);
		expect(row?.at(-1)).toBe("a.txt");
		const file = await runFake(args, { isOutFile: true });
		expect(file.out).toBe(`\ufeff${piped.out}`);
	});
});

describe("Markdown", () => {
	test("keeps every text in its cell, and none can make anything of its own", () => {
		fc.assert(
			fc.property(TEXTS, TEXTS, (a, b) => {
				const columns = [
					{ name: "a", label: "a" },
					{ name: "b", label: "b" },
				];
				const lines = formatMarkdown({ columns, rows: [[a, b]] }).split("\n");
				expect(lines).toHaveLength(4);
				expect(lines.slice(0, 2)).toEqual(["| a | b |", "| --- | --- |"]);
				const bare = (lines[2] ?? "").replace(/\\[!-/:-@[-`{-~]/g, "");
				expect(bare.match(/\|/g)).toHaveLength(3);
				expect(bare).not.toMatch(/[\\`*_[\]<>~&$]/);
				const text = (lines[2] ?? "").replace(/\\([!-/:-@[-`{-~])/g, "$1");
				expect(text).toBe(`| ${printable(a)} | ${printable(b)} |`);
			}),
		);
	});

	test("makes bold what matched, marks side by side together, and none that stars would not make bold", async () => {
		const text = "加班费与（工资）";
		const marked = { text, ranges: [] };
		const ranges = [
			{ start: 0, end: 2 },
			{ start: 2, end: 3 },
			{ start: 4, end: 8 },
		];
		const { out } = await runFake(["search", "甲", "--format", "md"], {
			search: search([{ title: { ...marked, ranges }, snippets: [] }]),
		});
		expect(out).toContain("| **加班费**与（工资） |");
	});

	test("leaves out columns of nothing", async () => {
		const { out } = await runFake(["search", "甲", "--format", "md"]);
		expect(out.split("\n")[0]).toBe(
			"| # | score | title | passage | category | author | published | views | id |",
		);
	});
});

describe("a table", () => {
	const columns = [
		{ name: "n", label: "序号" },
		{ name: "a", label: "标题", isElastic: true as const },
		{ name: "b", label: "摘录", isElastic: true as const },
	];

	test("fits the terminal in display width, and cuts what is too wide", () => {
		const text = "加班费abc的计算标准与维权途径".repeat(4);
		for (let width = 34; width < 140; width++) {
			const rows = [[7, text, { text, ranges: [{ start: 0, end: 3 }] }]];
			const lines = formatGrid(columns, rows, { width, isColored: false })
				.trimEnd()
				.split("\n");
			for (const line of lines) {
				expect(displayWidth(line)).toBeLessThan(width);
			}
			expect(lines[1]).toContain("…");
		}
	});

	test("aligns columns by display width, numbers to the right", () => {
		const rows = [
			[1, "加班费", "a"],
			[10, "ab", "b"],
		];
		expect(formatGrid(columns, rows, { width: 80, isColored: false })).toBe(
			"序号  标题    摘录\n   1  加班费  a\n  10  ab      b\n",
		);
	});

	test("of hits has its total on stderr, as the list has", async () => {
		const { out, err } = await runFake(["search", "甲", "--format", "table"], {
			isTerminal: true,
			columns: 60,
		});
		expect(out.split("\n")).toHaveLength(3);
		expect(err).toContain("at least 12 found");
	});
});

describe("--jsonl", () => {
	test("prints a hit a line, and what is to say of them on stderr", async () => {
		const { out, err } = await runFake(["search", "甲", "--jsonl"], {
			search: search([{}, { score: 1 }]),
		});
		const hits = out
			.trimEnd()
			.split("\n")
			.map((line) => JSON.parse(line));
		expect(hits.map(({ rank }) => rank)).toEqual([1, 2]);
		expect(hits[0]).toEqual(JSON.parse(JSON.stringify(HIT)));
		expect(err).toContain("a bracket is not closed");
	});

	test("is known to related, suggest and tokens; an error is a line, too", async () => {
		const related = await runFake(["related", "a.txt", "--jsonl"]);
		expect(JSON.parse(related.out)).toMatchObject({ score: 2.5 });
		const suggest = await runFake(["suggest", "l", "--jsonl"]);
		expect(suggest.out.trimEnd().split("\n")).toHaveLength(2);
		const tokens = await runFake(["tokens", "甲", "--jsonl"]);
		expect(JSON.parse(tokens.out)).toMatchObject({ term: "甲" });
		const error = await runFake(["search", "甲", "--jsonl", "--limit", "0"]);
		expect(JSON.parse(error.out).error.code).toBe("bad-argument");
	});

	test("goes before a format of the config, and --json before it", async () => {
		const environment = { FASOU_FORMAT: "md" };
		const lines = await runFake(["search", "甲", "--jsonl"], { environment });
		expect(JSON.parse(lines.out).rank).toBe(1);
		const all = await runFake(["search", "甲", "--json"], { environment });
		expect(JSON.parse(all.out).version).toBe(1);
	});
});

test.each([
	["table", / \+2 /],
	["plain", /\t\+2\n/],
	["md", /\| \+?2 \|/],
	["csv", /,2,/],
	["list", /\+2 similar/],
])(
	"%s tells how many reprints are folded into a hit, and nothing where none are",
	async (format, pattern) => {
		const args = ["search", "甲", "--format", format];
		const folded = search([{ similar: ["x", "y"] }]);
		expect((await runFake(args, { search: folded })).out).toMatch(pattern);
		const { out } = await runFake(args, { search: search([{}]) });
		expect(out).not.toMatch(pattern);
	},
);

test.each(["table", "plain", "md", "csv"])(
	"related, suggest, stats and tokens can be written as %s",
	async (format) => {
		const commands = [
			["related", "a.txt"],
			["suggest", "l"],
			["stats"],
			["tokens", "甲"],
		];
		for (const args of commands) {
			const { code, out, err } = await runFake([...args, "--format", format]);
			expect({ args, code, err }).toEqual({ args, code: 0, err: "" });
			// biome-ignore lint/suspicious/noControlCharactersInRegex: nothing may reach the terminal
			expect(out).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u202e]/);
			const lines = out.trimEnd().split(/\r?\n/);
			const hasHeading = format !== "plain";
			expect(lines.length).toBeGreaterThanOrEqual(hasHeading ? 2 : 1);
		}
		const stats = await runFake(["stats", "--format", "plain"]);
		expect(stats.out).toContain("index\tarticles\t1234\n");
		expect(stats.out).toContain("body/word\tterms\t5\n");
	},
);

test("what a search did not do in full is told", async () => {
	const { err } = await runFake(["search", "知识产*"], {
		search: async () => ({
			...PAGE,
			isPartial: true,
			cutPrefixes: [{ prefix: "知识产", words: 1213, searched: 64 }],
		}),
	});
	expect(err).toContain(
		"1,213 words begin with 知识产; only the 64 that most articles have were searched for\n",
	);
	expect(err).toContain("the search was ended early");
});
