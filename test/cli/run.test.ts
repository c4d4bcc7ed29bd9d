import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ClosedPipe } from "../../src/cli/terminal.ts";
import { SearchError } from "../../src/errors.ts";
import { PAGE, runFake } from "./fake-world.ts";

/** Escape sequences, C1 controls and what turns the direction of text. */
const DANGEROUS = /(?!\n|\t)[\p{Cc}\p{Bidi_Control}]/u;

test("words are joined by one space, and a dash before a Chinese word belongs to the query", async () => {
	const { code, asked } = await runFake([
		"search",
		"+工伤",
		"-交通事故",
		"--limit",
		"5",
		'-"违约金"',
		"--index",
		"laws",
	]);
	expect(code).toBe(0);
	expect(asked.searches[0]?.text).toBe('+工伤 -交通事故 -"违约金"');
	expect(asked.searches[0]?.options).toMatchObject({ limit: 5, offset: 0 });
	expect(asked.opened).toEqual([{ index: "laws" }]);
});

test("-- ends the options", async () => {
	const { asked } = await runFake(["search", "--", "--limit", "-abc"]);
	expect(asked.searches[0]?.text).toBe("--limit -abc");
});

test("the index is ./index, or what FASOU_INDEX says, or what --index says", async () => {
	const environment = { FASOU_INDEX: "from-env" };
	const opened = async (args: string[], env = {}) =>
		(await runFake(args, { environment: env })).asked.opened[0];
	expect(await opened(["search", "甲"])).toEqual({ index: "index" });
	expect(await opened(["search", "甲"], environment)).toEqual({
		index: "from-env",
	});
	expect(
		await opened(["search", "甲", "--index", "given"], environment),
	).toEqual({ index: "given" });
});

test("--json prints the answer as one line of JSON in which nothing can reach the terminal", async () => {
	const { out, err } = await runFake(["search", "加班费", "--json"]);
	expect(JSON.parse(out)).toEqual(PAGE);
	expect(out.trim()).not.toMatch(DANGEROUS);
	expect(out.split("\n")).toHaveLength(2);
	expect(err).toBe("");
});

test("piped hits are one line each, with tabs between their parts and no colour", async () => {
	const { out, err } = await runFake(["search", "加班费"]);
	expect(out).toBe(
		"1\t12.3457\ta.txt\t加班费␛[2J怎么要\t公司不给加班费�31m怎么办？\n",
	);
	expect(err).toBe('in the query, "(": a bracket is not closed\n');
});

test("on a terminal hits are a list in which what matched is coloured, and nothing of the article is obeyed", async () => {
	const { out, err } = await runFake(["search", "加班费"], {
		isTerminal: true,
	});
	expect(out).toContain("\x1b[1;31m加班费\x1b[0m\x1b[1m␛[2J怎么要\x1b[0m");
	expect(out).toContain("公司不给\x1b[1;31m加班费\x1b[0m�31m怎么办？");
	expect(out).toContain(
		"资讯中心 › 法律百科 · 寻法网 · 2026-03-01 · 1,329 views",
	);
	// biome-ignore lint/suspicious/noControlCharactersInRegex: our own colours
	expect(out.replace(/\x1b\[[\d;]*m/g, "")).not.toMatch(DANGEROUS);
	expect(err).toContain("at least 12 found in 3.2 ms");
	expect(err).toContain("more with --offset 1");
});

test("colour obeys NO_COLOR, and --color before that", async () => {
	const colored = async (args: string[], environment = {}) => {
		const { out } = await runFake(["search", "甲", ...args], {
			isTerminal: true,
			environment,
		});
		return out.includes("\x1b[");
	};
	expect(await colored([])).toBe(true);
	expect(await colored([], { NO_COLOR: "1" })).toBe(false);
	expect(await colored([], { TERM: "dumb" })).toBe(false);
	expect(await colored(["--color=always"], { NO_COLOR: "1" })).toBe(true);
	expect(await colored(["--color", "never"])).toBe(false);
});

test("messages are Chinese where the locale is", async () => {
	const chinese = { LC_ALL: "", LC_MESSAGES: "zh_CN.UTF-8", LANG: "en_US" };
	const search = await runFake(["search", "甲"], {
		environment: chinese,
		isTerminal: true,
	});
	expect(search.err).toContain("至少 12 篇，用时 3.2 ms");
	expect(search.err).toContain("检索式中的“(”：左括号没有配对，按文字处理\n");
	const help = await runFake(["--help"], { environment: chinese });
	expect(help.out).toContain("用法： fasou [选项] [命令]");
	expect((await runFake(["--help"])).out).toContain("Usage:");
});

test("nothing found is exit 1, said on stderr", async () => {
	const { code, out, err } = await runFake(["search", "甲"], {
		search: async () => ({ ...PAGE, hits: [] }),
	});
	expect({ code, out }).toEqual({ code: 1, out: "" });
	expect(err).toContain("nothing found\n");
});

test("an error of the engine is one clean line on stderr, or an object on stdout, and exit 2", async () => {
	const plain = await runFake(["search", "甲", "--index", "missing"]);
	expect(plain).toMatchObject({
		code: 2,
		out: "",
		err: "fasou: missing: no index there ␛[2J\n",
	});
	const json = await runFake(["stats", "--json", "--index", "missing"]);
	expect(json).toMatchObject({ code: 2, err: "" });
	expect(JSON.parse(json.out)).toEqual({
		version: 1,
		error: { code: "no-index", message: "missing: no index there\n\x1b[2J" },
	});
});

test.each([
	[["search"], "expected words"],
	[["search", "甲", "--batch", "q.jsonl"], "found both"],
	[["search", "甲", "--limit", "0"], "--limit: expected a whole number"],
	[["search", "甲", "--limit", "-甲"], 'found "-甲"'],
	[["search", "甲", "--offset", "1e3"], "--offset"],
	[["search", "甲", "--snippets", "4"], "from 0 to 3"],
	[["search", "甲", "--colour"], "unknown option '--colour'"],
	[["index"], "expected sources, or --stale"],
	[["learn"], "expected files of questions, or --forget"],
	[["learn", "a.jsonl", "--forget"], "found both"],
	[["learn", "nowhere.jsonl"], "nowhere.jsonl: expected a readable file"],
	[["index", "a", "--split", "chapters"], "--split: expected provisions"],
	[["index", "a", "--map", "body"], "--map: expected pairs like"],
	[["serach", "甲"], "(Did you mean search?)"],
	[["show"], "missing required argument 'id'"],
	[["show", "a", "b"], "too many arguments"],
])("%j is refused with exit 2", async (args, part) => {
	const { code, out, err } = await runFake(args);
	expect({ code, out }).toEqual({ code: 2, out: "" });
	expect(err).toContain(part);
	expect(err.trimEnd()).not.toContain("\n");
});

test("a wrong option under --json is an object too", async () => {
	const { code, out } = await runFake(["search", "甲", "--jsn", "--json"]);
	expect(code).toBe(2);
	expect(JSON.parse(out)).toMatchObject({ error: { code: "bad-argument" } });
});

test("a mistake of our own shows its stack and is exit 70", async () => {
	const { code, err } = await runFake(["search", "甲"], {
		search: async () => {
			throw new TypeError("broken invariant");
		},
	});
	expect(code).toBe(70);
	expect(err).toContain("TypeError: broken invariant\n    at ");
});

test("a closed pipe is success", async () => {
	const { code, err } = await runFake(["search", "甲"], {
		search: async () => {
			throw new ClosedPipe("nobody reads the output");
		},
	});
	expect({ code, err }).toEqual({ code: 0, err: "" });
});

test("help of a command goes to stdout, a bare call to stderr with exit 2", async () => {
	const help = await runFake(["help", "index"]);
	expect(help.code).toBe(0);
	expect(help.out).toContain("--split <unit>");
	expect(help.err).toBe("");
	const bare = await runFake([]);
	expect({ code: bare.code, out: bare.out }).toEqual({ code: 2, out: "" });
	expect(bare.err).toContain("Commands:");
});

test("--version prints the version of the package", async () => {
	const { code, out } = await runFake(["--version"]);
	expect(code).toBe(0);
	expect(out).toMatch(/^\d+\.\d+\.\d+\n$/);
});

test("index hands its options to the engine", async () => {
	const { asked } = await runFake([
		"index",
		"a",
		"-目录",
		"--index=there",
		"--split=provisions",
		"--map=body=text,publishedAt=date",
		"--map",
		"title=t",
		"--rebuild",
		"--user-words",
		"words.txt",
		"--segmenter",
		"nodejieba",
	]);
	expect(asked.builds[0]).toMatchObject({
		corpus: ["a", "-目录"],
		index: "there",
		split: "provisions",
		map: { body: "text", publishedAt: "date", title: "t" },
		rebuild: true,
		userWords: "words.txt",
		segmenter: "nodejieba",
	});
});

test("index reports counts, and the first twenty rejections on a terminal", async () => {
	const terminal = await runFake(["index", "a"], { isTerminal: true });
	expect(terminal.code).toBe(0);
	expect(terminal.out).toContain(
		"3 indexed, 0 unchanged, 0 deleted, 0 kept, 25 rejected\n3 articles in the index, 2.0 kB for 100 B of text\n1.5 s, 2.0 articles/s\n",
	);
	expect(terminal.out).toContain(
		"bad19.txt: empty: nothing in it\n… and 5 more",
	);
	const piped = await runFake(["index", "a"]);
	expect(piped.out).toContain("bad24.txt");
	const json = await runFake(["index", "a", "--json"], { isTerminal: true });
	expect(JSON.parse(json.out).rejected).toHaveLength(25);
});

test("Ctrl-C while indexing aborts the work and exits 130; a second one ends it at once", async () => {
	let pressCtrlC = () => {};
	const { code, err, exits } = await runFake(["index", "a"], {
		onListening: (press) => {
			pressCtrlC = press;
		},
		engine: {
			buildIndex: async ({ signal }) => {
				pressCtrlC();
				expect(signal?.aborted).toBe(true);
				pressCtrlC();
				throw new SearchError("aborted", "the caller ended the work");
			},
		},
	});
	expect({ code, exits }).toEqual({ code: 130, exits: [130] });
	expect(err).toBe("interrupted; the index is as it was\n");
});

test("repair tells what was damaged, what became of it and what is lost; loss is exit 2", async () => {
	const { code, out } = await runFake(["repair", "a", "--index", "b"]);
	expect(code).toBe(2);
	expect(out.split("\n")).toEqual([
		"segment-000001.terms: corrupt: cut short",
		expect.stringMatching(/^1 damaged files; 2 segments kept, 5 articles/),
		expect.stringMatching(/^lost, .*: 2 articles$/),
		"gone.md",
		"",
	]);
	const json = await runFake(["repair", "--json"]);
	expect(JSON.parse(json.out)).toMatchObject({ version: 1, salvaged: 5 });
});

test("Ctrl-C while searching ends the process at once", async () => {
	const { exits } = await runFake(["search", "甲"], {
		onListening: (press) => press(),
	});
	expect(exits).toEqual([130]);
});

test("show prints the article with its headings, citations and related articles", async () => {
	const { code, out } = await runFake(["show", "a.txt"], { isTerminal: true });
	expect(code).toBe(0);
	expect(out).toContain("\x1b[1m一、概述\x1b[0m\n公司不给加班费�31m怎么办？");
	expect(out.match(/《中华人民共和国劳动法》第四十四条/g)).toHaveLength(1);
	expect(out).toContain("试用期多久");
	expect(out).toContain('编辑: "甲"');
	expect(out).toContain("2026-03-01 18:01:52");
});

test("show of an unknown id is exit 2", async () => {
	const { code, out } = await runFake(["show", "b#第三条", "--json"]);
	expect(code).toBe(2);
	expect(JSON.parse(out).error).toMatchObject({ code: "unknown-article" });
});

test("related gives each article its reasons", async () => {
	const piped = await runFake(["related", "a.txt"]);
	expect(piped.out).toBe(
		"2.5000\ta.txt\t加班费␛[2J怎么要\tterm=加班费 category=法律百科\n",
	);
	const { out } = await runFake(["related", "a.txt"], { isTerminal: true });
	expect(out).toContain("category: 法律百科 · words: 加班费");
});

test("tokens, stats and verify answer for eyes and for programs", async () => {
	const tokens = await runFake(["tokens", "劳动", "合同"]);
	expect(tokens.out).toBe("劳动 合同\tword\t0\t0\t5\tdictionary\t劳动 合同\n");
	const stats = await runFake(["stats"], { isTerminal: true });
	expect(stats.out).toContain("articles                 1,234\n");
	expect(stats.out).toContain("size of the index        58.1 MB\n");
	const verify = await runFake(["verify"]);
	expect(verify.out).toBe("the index is sound: 2 files, 1.0 kB\n");
	expect(JSON.parse((await runFake(["verify", "--json"])).out).ok).toBe(true);
});

test("verify of a damaged index names the damage and is exit 2", async () => {
	const { code, out } = await runFake(["verify"], {
		engine: {
			verifyIndex: async () => ({
				version: 1,
				generation: 4,
				ok: false,
				files: 2,
				bytes: 10,
				problems: [
					{ file: "segment-1.postings", code: "corrupt", message: "checksum" },
				],
				strays: ["note.txt"],
			}),
		},
	});
	expect(code).toBe(2);
	expect(out).toBe(
		"segment-1.postings: corrupt: checksum\nthe index is damaged (problems: 1); mend it with: fasou repair\nnot part of the index: note.txt\n",
	);
});

test("a batch answers line by line in order, and a bad line gets an error in its place", async () => {
	const folder = mkdtempSync(join(tmpdir(), "fasou-batch-"));
	try {
		const file = join(folder, "questions.jsonl");
		writeFileSync(
			file,
			'\ufeff{"id":"a","query":"甲"}\r\n\nnot json\n{"id":7}\n{"id":0,"query":"乙"}\n{"id":"long","query":"refused"}\n{"id":"z","query":"丙"}',
		);
		const { code, out, err } = await runFake(["search", "--batch", file], {
			searchIds: async (text) => {
				if (text === "refused") {
					throw new SearchError("bad-argument", "too long");
				}
				return {
					total: { value: 1, exact: true },
					elapsedMs: 0.5,
					hits: [{ id: text, score: 1 }],
				};
			},
		});
		expect(code).toBe(0);
		const total = { value: 1, exact: true };
		const lines = out
			.trimEnd()
			.split("\n")
			.map((line) => JSON.parse(line));
		expect(lines).toEqual([
			{ id: "a", total, elapsedMs: 0.5, hits: [{ id: "甲", score: 1 }] },
			{
				id: null,
				line: 3,
				error: {
					code: "bad-argument",
					message: expect.stringContaining("expected JSON"),
				},
			},
			{
				id: 7,
				line: 4,
				error: {
					code: "bad-argument",
					message: expect.stringContaining("a query in words"),
				},
			},
			{ id: 0, total, elapsedMs: 0.5, hits: [{ id: "乙", score: 1 }] },
			{
				id: "long",
				line: 6,
				error: { code: "bad-argument", message: "too long" },
			},
			{ id: "z", total, elapsedMs: 0.5, hits: [{ id: "丙", score: 1 }] },
		]);
		expect(err).toBe('lines that could not be asked: 3; see their "error"\n');
	} finally {
		rmSync(folder, { recursive: true });
	}
});

test("a batch file that is not there is an error", async () => {
	const { code, err } = await runFake(["search", "--batch", "nowhere.jsonl"]);
	expect(code).toBe(2);
	expect(err).toContain("nowhere.jsonl: expected a readable file");
});
