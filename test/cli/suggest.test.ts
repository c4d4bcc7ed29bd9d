import { expect, test } from "vitest";
import { PAGE, runFake } from "./fake-world.ts";

test("suggestions are a line each with their kind, nothing of them obeyed", async () => {
	const piped = await runFake(["suggest", "ldht"]);
	expect(piped).toMatchObject({
		code: 0,
		out: "劳动合同\tterm\n劳动合同␛[2J法\tlaw\n",
	});
	const seen = await runFake(["suggest", "劳动", "合"], { isTerminal: true });
	expect(seen.out).toContain("劳动合同");
	expect(seen.out).not.toContain("\x1b[2J");
	const json = await runFake(["suggest", "ldht", "--json"]);
	expect(JSON.parse(json.out)).toMatchObject({
		version: 1,
		suggestions: [{ text: "劳动合同", kind: "term" }, { kind: "law" }],
	});
});

test("a search says which word is in no article and what may have been meant, on stderr, and searches what was typed", async () => {
	const mistyped = {
		...PAGE,
		query: { text: "竟业限制 订金", problems: [] },
		unknown: [{ text: "竟业", start: 0, end: 2 }],
		suggestions: [
			{
				text: "竞业限制 订金",
				kind: "sound" as const,
				typed: { text: "竟业限制", start: 0, end: 4 },
			},
			{
				text: "竟业限制 定金",
				kind: "alternative" as const,
				typed: { text: "订金", start: 5, end: 7 },
			},
		],
	};
	const search = async () => mistyped;
	const english = await runFake(["search", "竟业限制 订金"], { search });
	expect(english.err).toBe(
		"no article has the word 竟业\nDid you mean: 竞业限制 订金  (for 竟业限制)\nOr: 竟业限制 定金  (订金 is another term)\n",
	);
	expect(english.code).toBe(0);
	const chinese = await runFake(["search", "竟业限制 订金"], {
		search,
		environment: { LANG: "zh_CN.UTF-8" },
	});
	expect(chinese.err).toContain("您是不是要找：竞业限制 订金");
	const json = await runFake(["search", "竟业限制 订金", "--json"], { search });
	expect(JSON.parse(json.out).suggestions).toEqual(mistyped.suggestions);
});
