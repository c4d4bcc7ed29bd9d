import {
	existsSync,
	mkdtempSync,
	readFileSync,
	rmSync,
	statSync,
	writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
	appendHistory,
	historyPath,
	readHistory,
} from "../../src/cli/repl-history.ts";
import { readReplLine } from "../../src/cli/repl-line.ts";
import type { Hit } from "../../src/engine/answers.ts";
import { SearchError } from "../../src/errors.ts";
import { ARTICLE, type FakeOptions, PAGE, runFake } from "./fake-world.ts";

/** Twelve hits, ten a page. */
const PAGED: FakeOptions["search"] = async (text, options = {}) => {
	const { offset = 0, limit = 10 } = options;
	const ranks = Array.from({ length: 12 }, (_, i) => i + 1);
	const hits = ranks.slice(offset, offset + limit).map((rank) => {
		const [hit] = PAGE.hits;
		const article = {
			...(hit as Hit).article,
			id: rank === 3 ? ARTICLE.id : `article-${rank}`,
		};
		return { ...(hit as Hit), rank, article };
	});
	const { hasMore, ...page } = PAGE;
	return {
		...page,
		query: { text, problems: [] },
		hits,
		...(offset + limit < 12 && { hasMore: true as const }),
	};
};

const converse = (
	lines: string[],
	options: FakeOptions & { args?: string[] } = {},
) =>
	runFake(["repl", "--no-history", ...(options.args ?? [])], {
		lines,
		...options,
	});

const ranksOf = (out: string) =>
	out
		.trimEnd()
		.split("\n")
		.map((line) => Number(line.split("\t")[0]));

describe("the conversation", () => {
	test("asks an engine that is opened once, a query a line", async () => {
		const { code, out, asked } = await converse(["加班费", '"违约金" -劳动']);
		expect(code).toBe(0);
		expect(asked.opened).toHaveLength(1);
		expect(asked.closed).toBe(1);
		expect(asked.searches.map(({ text }) => text)).toEqual([
			"加班费",
			'"违约金" -劳动',
		]);
		expect(ranksOf(out)).toEqual([1, 1]);
	});

	test("shows the next page for an empty line or :more, and tells where there is none", async () => {
		const { out, err } = await converse(["甲", "", ":more", "乙", "：more"], {
			search: PAGED,
			args: ["--limit", "10"],
		});
		const twelve = Array.from({ length: 12 }, (_, i) => i + 1);
		expect(ranksOf(out)).toEqual([...twelve, ...twelve]);
		expect(err).toBe("no more results\n");
	});

	test("takes a number for the hit of that number, of any page, and for a query where there is none", async () => {
		const { out } = await converse(["甲", "3", "1079"], { search: PAGED });
		expect(out).toContain("编辑");
		const { asked } = await converse(["3"]);
		expect(asked.searches.map(({ text }) => text)).toEqual(["3"]);
	});

	test("shows what is related, passages, the article by number or id, and how the query was read", async () => {
		const { code, out } = await converse(
			["公司", ":related 3", ":snippets ３", `:show ${ARTICLE.id}`, ":explain"],
			{ search: PAGED },
		);
		expect(code).toBe(0);
		expect(out).toContain("term=加班费 category=法律百科");
		expect(out).toContain("   … 公司");
		expect(out).toContain("编辑");
		expect(out).toContain("should  word  公司");
	});

	test("a filter stands before each query until it is taken away", async () => {
		const { asked, err } = await runFake(["repl", "--no-history"], {
			lines: [":filter 栏目:劳动 日期:２０２６", "甲", ":filter", "乙"],
			isTerminal: true,
		});
		expect(asked.searches.map(({ text }) => text)).toEqual([
			"栏目:劳动 日期:２０２６ 甲",
			"乙",
		]);
		expect(asked.prompts).toContain("fasou 栏目:劳动 日期:２０２６> ");
		expect(err).toContain("no filter\n");
	});

	test(":meant searches for what was suggested, and tells where nothing was", async () => {
		const typed = { text: "经济陪偿", start: 0, end: 4 };
		const suggestions = [
			{ text: "经济补偿", kind: "sound", typed },
			{ text: "经济赔偿", kind: "sound", typed },
		] as const;
		const { asked, err } = await converse(
			["经济陪偿", ":meant", "经济陪偿", ":meant ２", ":meant"],
			{
				search: async (text) => ({
					...PAGE,
					...(text === "经济陪偿" && { suggestions }),
				}),
			},
		);
		expect(asked.searches.map(({ text }) => text)).toEqual([
			"经济陪偿",
			"经济补偿",
			"经济陪偿",
			"经济赔偿",
		]);
		expect(err).toContain("nothing was suggested\n");
	});

	test(":set changes how many, how much and in which form", async () => {
		const lines = [":set limit 2", ":set snippets=3", ":set format csv", "甲"];
		const { asked, out, err } = await converse(lines);
		expect(asked.searches[0]?.options).toMatchObject({ limit: 2, snippets: 3 });
		expect(out).toMatch(/^rank,score,/);
		expect(err).toContain("limit 2  snippets 3  format csv\n");
	});

	test("tells what it could not do and goes on; a script then ends with 2, a person not", async () => {
		const lines = [
			":foo",
			":related",
			":show 3",
			":set limit 0",
			":set colour red",
			"甲",
			":show 20",
			":related nobody",
			":quit",
			"never asked",
		];
		const options: FakeOptions = {
			search: PAGED,
			engine: {},
		};
		const { code, err, out } = await converse(lines, options);
		expect(code).toBe(2);
		expect(err.split("\n")).toEqual([
			"no command :foo; :help lists them",
			":related needs the number of a hit: :related 3",
			"no query yet; type one",
			'limit: expected a whole number from 1 to 10000, found "0"',
			":set knows limit, snippets, format; for example :set limit 20",
			"no hit 20; shown are 1 to 10",
			"",
		]);
		expect(out).toContain("article-1\t");
		expect((await converse(lines, { ...options, isTerminal: true })).code).toBe(
			0,
		);
	});

	test("an error of the engine does not end it, a mistake of our own does", async () => {
		const failing = (error: Error) =>
			converse(["甲", ":help"], {
				search: async () => {
					throw error;
				},
			});
		const told = await failing(new SearchError("corrupt", "cut short"));
		expect(told.err).toContain("cut short\n");
		expect(told.err).toContain(":quit");
		expect((await failing(new TypeError("broken"))).code).toBe(70);
	});

	test("Ctrl-C is heard by a search that does not give way", async () => {
		const { err } = await converse(["甲"], {
			search: async (_, { signal } = {}) => ({
				...PAGE,
				...(signal?.aborted === true && { isPartial: true as const }),
			}),
		});
		expect(err).toContain("the search was ended early");
	});

	test("prints JSON where it is asked for, errors too", async () => {
		const { out } = await converse(["甲", ":foo", ":snippets 1"], {
			args: ["--json"],
		});
		const answers = out
			.trimEnd()
			.split("\n")
			.map((line) => JSON.parse(line));
		expect(answers[0]).toEqual(PAGE);
		expect(answers[1]).toMatchObject({ error: { code: "bad-argument" } });
		expect(answers[2]).toMatchObject({ id: "a.txt", snippets: [] });
	});

	test("completes commands, and queries by what may follow", async () => {
		const { asked } = await converse([]);
		const complete = asked.inputs[0]?.complete;
		expect(await complete?.(":s")).toEqual([
			[":show", ":snippets", ":set"],
			":s",
		]);
		expect(await complete?.("劳动")).toEqual([
			["劳动合同", "劳动合同\x1b[2J法"],
			"劳动",
		]);
		expect(await complete?.("")).toEqual([[], ""]);
	});
});

test.each([
	["", { kind: "more" }],
	["  ", { kind: "more" }],
	["１２", { kind: "number", text: "12" }],
	["1079 条", { kind: "query", text: "1079 条" }],
	[":r 3", { kind: "related", hit: "3" }],
	["： related ３", { kind: "related", hit: "3" }],
	[":show a b.txt", { kind: "show", hit: "a b.txt" }],
	[":set limit=20", { kind: "set", name: "limit", value: "20" }],
	[":", { kind: "unknown", name: "" }],
	[":constructor", { kind: "unknown", name: "constructor" }],
	[":q", { kind: "quit" }],
	["标题:工伤", { kind: "query", text: "标题:工伤" }],
])("%j is read as %j", (line, expected) => {
	expect(readReplLine(line)).toEqual(expected);
});

describe("history", () => {
	let folder = "";

	beforeEach(() => {
		folder = mkdtempSync(join(tmpdir(), "fasou-history-"));
	});

	afterEach(() => {
		rmSync(folder, { recursive: true, force: true });
	});

	test("is kept of what a person types, but for lines that begin with a blank", async () => {
		const lines = ["甲", "甲", " 乙", "", ":help", "丙"];
		const environment = { XDG_STATE_HOME: folder };
		const run = (isTerminal: boolean) =>
			runFake(["repl"], { lines, environment, isTerminal });
		const path = join(folder, "fasou", "history");
		await run(false);
		expect(existsSync(path)).toBe(false);
		await run(true);
		expect(readFileSync(path, "utf8")).toBe("甲\n:help\n丙\n");
		expect(statSync(path).mode & 0o077).toBe(0);
		const { asked } = await run(true);
		expect(asked.inputs[0]?.history).toEqual(["丙", ":help", "甲"]);
	});

	test("lies where XDG says, or where it is told, or nowhere", () => {
		expect(historyPath(undefined, { XDG_STATE_HOME: folder })).toBe(
			join(folder, "fasou", "history"),
		);
		expect(historyPath(undefined, { XDG_STATE_HOME: "x", HOME: folder })).toBe(
			join(folder, ".local", "state", "fasou", "history"),
		);
		expect(historyPath("there", { HOME: folder })).toBe("there");
		expect(historyPath(false, { HOME: folder })).toBeUndefined();
		expect(historyPath(undefined, {})).toBeUndefined();
	});

	test("grows no further than twice what is kept", () => {
		const path = join(folder, "history");
		const lines = Array.from({ length: 2001 }, (_, i) => `q${i}\n`);
		writeFileSync(path, lines.join(""));
		expect(readHistory(path)).toHaveLength(1000);
		appendHistory(path, "last");
		expect(readFileSync(path, "utf8").split("\n")).toHaveLength(1002);
		expect(readHistory(path).slice(0, 2)).toEqual(["last", "q2000"]);
	});

	test("that cannot be written is told once, and the conversation goes on", async () => {
		const path = join(folder, "file");
		writeFileSync(path, "");
		const { code, err } = await runFake(
			["repl", "--history", join(path, "history")],
			{ lines: ["甲", "乙"], isTerminal: true },
		);
		expect(code).toBe(0);
		expect(err.match(/what is typed is not kept/g)).toHaveLength(1);
	});
});
