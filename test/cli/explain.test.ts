import { expect, test } from "vitest";
import { engineDoor } from "../../src/cli/engine-door.ts";
import { buildIndex } from "../../src/engine/build-index.ts";
import type { Engine } from "../../src/engine/engine.ts";
import { openEngine } from "../../src/engine/open-engine.ts";
import { PAGE, runFake } from "./fake-world.ts";

async function withIndex(
	args: readonly string[],
	environment: Record<string, string> = {},
	lines: string[] = [],
) {
	const index = { memory: true } as const;
	await buildIndex({
		index,
		articles: [
			{ id: "a", title: "工伤赔偿", body: "工伤赔偿的标准，由部门认定。" },
			{ id: "b", title: "事故", body: "上下班途中的事故也可能是工伤。" },
		],
	});
	const open = (): Promise<Engine> => openEngine({ index });
	return runFake(args, {
		environment,
		lines,
		isInterrupted: false,
		engine: { ...engineDoor, openEngine: open },
	});
}

test("explain prints the place, the parts and what is lacking, in the language of the locale", async () => {
	const { code, out } = await withIndex([
		"explain",
		"工伤",
		"赔偿",
		"--id",
		"b",
	]);
	expect(code).toBe(0);
	expect(out).toContain("place 2\n");
	expect(out).toContain("has only some of the words");
	expect(out).toContain("lacks 赔偿");
	expect(out).toMatch(/adds +term +field +kind/);
	const chinese = await withIndex(["explain", "工伤", "--id", "a"], {
		LANG: "zh_CN.UTF-8",
	});
	expect(chinese.out).toContain("第 ");
	expect(chinese.out).toMatch(/得分 +词 +位置/);
});

test("the conversation explains a hit by its number, with the filter that stood then", async () => {
	const { code, out } = await withIndex(["repl", "--no-history"], {}, [
		":filter 标题:工伤",
		"赔偿",
		":filter",
		":explain 1",
	]);
	expect(code).toBe(0);
	expect(out).toContain("工伤赔偿  a\nplace 1 of 1\n");
	expect(out).toMatch(/title +word +\d/);
});

test("explain --json has the parts as data, and exit 1 where the query does not find the article", async () => {
	const { code, out } = await withIndex([
		"explain",
		"工伤",
		"--id",
		"a",
		"--json",
	]);
	expect(code).toBe(0);
	const why = JSON.parse(out);
	expect(why).toMatchObject({ version: 1, article: { id: "a" } });
	const sum = why.parts.reduce(
		(all: number, part: { contribution: number }) => all + part.contribution,
		0,
	);
	expect(sum).toBeCloseTo(why.score, 5);
	const none = await withIndex(["explain", "离婚", "--id", "a"]);
	expect(none.code).toBe(1);
	expect(none.out).toContain("see fasou why-not");
});

test("why-not names what keeps an article out, and exits 2 for an unknown id", async () => {
	const out = async (...args: string[]) =>
		(await withIndex(["why-not", ...args])).out;
	expect(await out("+赔偿 工伤", "--id", "b")).toContain(
		"required, and it does not match: 赔偿",
	);
	expect(await out("工伤 -赔偿", "--id", "a")).toContain(
		"excluded, and it matches: 赔偿",
	);
	expect(await out("工伤 赔偿", "--id", "b")).toContain(
		"above it, at place 1 with score",
	);
	const unknown = await withIndex(["why-not", "工伤", "--id", "c"]);
	expect(unknown.code).toBe(2);
	expect(unknown.out).toContain("no article of this id");
});

test("search says how many similar articles a hit stands for, and asks for none to be folded", async () => {
	const [hit] = PAGE.hits;
	const page = { ...PAGE, folded: 2, hits: [{ ...hit!, similar: ["x", "y"] }] };
	const shown = await runFake(["search", "甲", "--limit", "1"], {
		search: async () => ({ ...page, total: { value: 9, exact: true } }),
		isTerminal: true,
	});
	expect(shown.out).toContain("+2 similar");
	expect(shown.err).toContain("more with --offset 3");
	const piped = await runFake(["search", "甲"], { search: async () => page });
	expect(piped.out.trimEnd().split("\t").at(-1)).toBe("+2");
	const { asked } = await runFake(["search", "甲", "--no-fold"]);
	expect(asked.searches[0]?.options).toMatchObject({ fold: false });
});
