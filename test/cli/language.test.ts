import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { chinese } from "../../src/cli/messages-chinese.ts";
import { english } from "../../src/cli/messages-english.ts";
import { SearchError } from "../../src/errors.ts";
import { runFake } from "./fake-world.ts";

const HAN = /\p{Script=Han}/u;
const COMMANDS = Object.keys(english.commands)
	.filter((name) => !/^eval.|^help$/.test(name))
	.map((name) => [name]);

describe("help", () => {
	test.each([...COMMANDS, ["eval", "related"], ["eval", "snippets"], []])(
		"of %s %s is wholly in the language asked for",
		async (...words) => {
			const ofLanguage = async (lang: string) => {
				const names = words.filter((word) => word !== undefined);
				const { code, out } = await runFake(
					[...names, "--help", "--lang", lang],
					{ columns: 500 },
				);
				expect(code).toBe(0);
				return out.trimEnd().split("\n");
			};
			const lines = await ofLanguage("zh");
			// The usage itself names commands and arguments as they are typed.
			const texts = lines.filter((line) => line !== "" && !/fasou/.test(line));
			expect(texts.filter((line) => !HAN.test(line))).toEqual([]);
			// Queries that help shows as examples are Chinese in both; what is said of them is not.
			const others = (await ofLanguage("en")).filter((line) =>
				/[，。；]|\p{Script=Han}{12}/u.test(line.replace("法搜", "")),
			);
			expect(others).toEqual([]);
		},
	);
});

test("the language is that of --lang, FASOU_LANG, the config file or the locale, in this order", async () => {
	const folder = mkdtempSync(join(tmpdir(), "fasou-lang-"));
	try {
		const isChinese = async (args: string[], environment = {}) => {
			const { err } = await runFake(["search", "甲", ...args], {
				environment,
				folder,
				search: async () => {
					throw new SearchError("no-index", "x");
				},
			});
			return HAN.test(err);
		};
		const chineseLocale = { LANG: "zh_CN.UTF-8" };
		expect(await isChinese([])).toBe(false);
		expect(await isChinese([], chineseLocale)).toBe(true);
		writeFileSync(join(folder, "fasou.config.json"), '{"lang": "en"}');
		expect(await isChinese([], chineseLocale)).toBe(false);
		expect(await isChinese([], { FASOU_LANG: "zh" })).toBe(true);
		expect(await isChinese(["--lang=en"], { FASOU_LANG: "zh" })).toBe(false);
		expect(await isChinese(["--lang", "zh"])).toBe(true);
		expect((await runFake(["search", "--lang", "fr"])).err).toContain(
			'--lang: expected auto or zh or en, found "fr"',
		);
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
});

test.each([
	[
		["search", "甲", "--limit", "0"],
		"--limit：应为 1 到 10000 的整数，实为“0”",
	],
	[
		["search", "甲", "--color", "x"],
		"--color：应为 auto 或 always 或 never，实为“x”",
	],
	[
		["index", "a", "--map", "x"],
		"--map：应如 body=text,publishedAt=date，实为“x”",
	],
	[["index", "a", "--limits", "x"], "--limits：应为 名称=数字"],
	[
		["search", "甲", "--colour"],
		"没有 --colour 这个选项（是不是要用 --color？）",
	],
	[["serach"], "没有 serach 这个命令（是不是要用 search？）"],
	[["show"], "缺少参数 编号"],
	[["search", "--limit"], "选项 --limit <数> 缺少值"],
	[["train", "a"], "缺少选项 --output <文件夹>"],
	[["show", "a", "b"], "参数过多，应为 1 个，实有 2 个"],
	[
		["search", "甲", "--index", "missing"],
		"这里没有索引，请先用 fasou index 建立，或用 --index 指定：missing: no index there",
	],
	[["search", "甲", "--config", "no-such"], "配置文件无法读取"],
])("%j is refused in Chinese", async (args, part) => {
	const { code, err } = await runFake(args, {
		environment: { LANG: "zh_CN.UTF-8" },
	});
	expect(code).toBe(2);
	expect(err).toContain(part);
	expect(err.trimEnd()).not.toContain("\n");
});

test("the catalogues have the same entries", () => {
	expect(shapeOf(chinese)).toEqual(shapeOf(english));
});

/** The names in a catalogue, at any depth; what is said in `headings` and `placeholders` is commander's own in English. */
function shapeOf(catalogue: object): unknown {
	return Object.entries(catalogue)
		.filter(([name]) => name !== "headings" && name !== "placeholders")
		.map(([name, entry]) => [
			name,
			typeof entry === "object" && !Array.isArray(entry)
				? entry instanceof Map
					? [...entry.keys()]
					: shapeOf(entry)
				: typeof entry,
		])
		.sort((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1));
}
