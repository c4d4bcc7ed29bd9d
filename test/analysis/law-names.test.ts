import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { fold } from "../../src/analysis/fold.ts";
import { lawKey } from "../../src/analysis/law-key.ts";
import { mergeLaws, parseLaws } from "../../src/analysis/law-list.ts";
import { LawNames, lawsNamedIn } from "../../src/analysis/law-names.ts";
import { findReferences } from "../../src/analysis/references.ts";

const FILE = new URL("../../src/analysis/lists/laws.txt", import.meta.url);
const LIST = parseLaws(readFileSync(FILE, "utf8"), "laws.txt");
const NAMES = new LawNames(LIST);

/** What is recognised at the beginning of a text, and its full name. */
function recognised(text: string): [string, string] | undefined {
	const law = NAMES.longestAt(fold(text), 0);
	return law && [text.slice(0, NAMES.matchEnd), law.name];
}

describe("a list of laws", () => {
	test("has a law a line: full name, other names, number of 条, end and successor", () => {
		const text = `\uFEFF# 说明
[法律]

中华人民共和国民法典 |  | 1260
中华人民共和国婚姻法 | 婚姻家庭法  旧婚姻法 | 51 | 2021-01-01 中华人民共和国民法典\r
[行政法规]
工伤保险条例
营业税暂行条例 | | | 2017-11-19
`;
		expect(parseLaws(text, "laws.txt")).toEqual([
			{
				name: "中华人民共和国民法典",
				otherNames: [],
				level: "法律",
				provisions: 1260,
			},
			{
				name: "中华人民共和国婚姻法",
				otherNames: ["婚姻家庭法", "旧婚姻法"],
				level: "法律",
				provisions: 51,
				ended: { date: "2021-01-01", successor: "中华人民共和国民法典" },
			},
			{ name: "工伤保险条例", otherNames: [], level: "行政法规" },
			{
				name: "营业税暂行条例",
				otherNames: [],
				level: "行政法规",
				ended: { date: "2017-11-19" },
			},
		]);
	});

	test.each([
		["[法律]\n甲法 乙法 | 甲", 2, "a full name without blanks"],
		["[法律]\n| 甲", 2, "a full name without blanks"],
		["[法律]\n甲法 | 甲", 2, "names of 2 to 120 characters"],
		["[法律]\n甲法 | | 十条", 2, "a number of 条 from 1 to 9999"],
		["[法律]\n甲法 | | 0", 2, "a number of 条 from 1 to 9999"],
		["[法律]\n甲法 | | | 2021年", 2, "a day as YYYY-MM-DD"],
		["[法律]\n甲法 | | | 2021-13-01", 2, "a day as YYYY-MM-DD"],
		["[法律]\n甲法 | | | 2021-01-01 乙法 丙法", 2, "a day as YYYY-MM-DD"],
		["[法律]\n甲法 | | | | 五", 2, "at most 4 columns"],
		["# 无\n甲法", 2, "a rank such as [法律]"],
	])(
		"%j is refused, naming list, line and what was found",
		(text, line, expected) => {
			expect(() => parseLaws(text, "mine.txt")).toThrow(
				expect.objectContaining({
					code: "bad-list",
					message: expect.stringMatching(
						new RegExp(
							`^mine\\.txt, line ${line}: expected ${escaped(expected)}.*found "`,
						),
					),
				}),
			);
		},
	);

	test("adds to another: names to a law that is there, and what the later line says", () => {
		const mine = parseLaws(
			"[法律]\n中华人民共和国民法典 | 民典 | 1300",
			"mine.txt",
		);
		const names = new LawNames([...LIST, ...mine]);
		expect(names.find("民典")?.name).toBe("中华人民共和国民法典");
		expect(names.find("民法典")?.provisions).toBe(1300);
		expect(mergeLaws([...LIST, ...mine])).toHaveLength(LIST.length);
	});
});

describe("the laws that fasou comes with", () => {
	test("are at least 300 national laws, and the usual regulations and interpretations", () => {
		const count = (level: string) =>
			LIST.filter((law) => law.level === level && law.ended === undefined)
				.length;
		expect(count("法律")).toBeGreaterThanOrEqual(300);
		expect(count("行政法规")).toBeGreaterThanOrEqual(250);
		expect(count("司法解释")).toBeGreaterThanOrEqual(200);
	});

	test("stand once each, and no two have a name in common", () => {
		expect(mergeLaws(LIST)).toHaveLength(LIST.length);
		const owners = new Map<string, string>();
		const shared: string[] = [];
		for (const law of LIST) {
			for (const name of new Set([law.name, ...law.otherNames].map(lawKey))) {
				const owner = owners.get(name);
				if (owner !== undefined) {
					shared.push(`${name}: ${owner}, ${law.name}`);
				}
				owners.set(name, law.name);
			}
		}
		expect(shared).toEqual([]);
	});

	test("list no name that follows from the full one", () => {
		const needless = LIST.flatMap((law) =>
			law.otherNames.filter((name) => lawKey(name) === lawKey(law.name)),
		);
		expect(needless).toEqual([]);
	});

	test("that have ended name a successor that the list has", () => {
		const ended = LIST.filter((law) => law.ended !== undefined);
		expect(ended.length).toBeGreaterThan(50);
		for (const law of ended) {
			const successor = NAMES.find(law.ended?.successor ?? "");
			expect(successor?.name).toBe(law.ended?.successor);
		}
		expect(NAMES.find("婚姻法")?.ended).toEqual({
			date: "2021-01-01",
			successor: "中华人民共和国民法典",
		});
	});

	test.each([
		["消法", "中华人民共和国消费者权益保护法"],
		["消保法", "中华人民共和国消费者权益保护法"],
		["民诉法", "中华人民共和国民事诉讼法"],
		["刑诉法", "中华人民共和国刑事诉讼法"],
		["治安处罚法", "中华人民共和国治安管理处罚法"],
		["道交法", "中华人民共和国道路交通安全法"],
		["个保法", "中华人民共和国个人信息保护法"],
		["数安法", "中华人民共和国数据安全法"],
		["网安法", "中华人民共和国网络安全法"],
		["《中华人民共和国宪法》", "中华人民共和国宪法"],
		[
			"《最高人民法院关于适用〈中华人民共和国民法典〉婚姻家庭编的解释（一）》",
			"最高人民法院关于适用《中华人民共和国民法典》婚姻家庭编的解释（一）",
		],
		[
			"民法典婚姻家庭编司法解释一",
			"最高人民法院关于适用《中华人民共和国民法典》婚姻家庭编的解释（一）",
		],
		[
			"公司法司法解释（三）",
			"最高人民法院关于适用《中华人民共和国公司法》若干问题的规定（三）",
		],
		["道交法实施条例", "中华人民共和国道路交通安全法实施条例"],
	])("know %s", (name, fullName) => {
		expect(NAMES.find(name)?.name).toBe(fullName);
	});

	test.each([
		"民法",
		"法",
		"",
		"条例",
		"司法解释",
		"某某法",
		"constructor",
		"__proto__",
	])("do not know %j", (name) => {
		expect(NAMES.find(name)).toBeUndefined();
	});
});

describe("a law's name in a text", () => {
	test.each([
		[
			"劳动合同法实施条例第五条",
			"劳动合同法实施条例",
			"中华人民共和国劳动合同法实施条例",
		],
		["劳动合同法第五条", "劳动合同法", "中华人民共和国劳动合同法"],
		["中华人民共和国 劳动法", "中华人民共和国 劳动法", "中华人民共和国劳动法"],
		["军人保险法规定", "军人保险法", "中华人民共和国军人保险法"],
		[
			"民法典》婚姻家庭编解释（一）第五条",
			"民法典》婚姻家庭编解释（一）",
			"最高人民法院关于适用《中华人民共和国民法典》婚姻家庭编的解释（一）",
		],
		[
			"公司法解释（二）的",
			"公司法解释（二）",
			"最高人民法院关于适用《中华人民共和国公司法》若干问题的规定（二）",
		],
		["公司法规定二十人以下", "公司法", "中华人民共和国公司法"],
		["公司法规定，股东", "公司法", "中华人民共和国公司法"],
		[
			"最高法关于彩礼的规定",
			"最高法关于彩礼的规定",
			"最高人民法院关于审理涉彩礼纠纷案件适用法律若干问题的规定",
		],
		[
			"最高人民法院审理劳动争议案件的司法解释（一）",
			"最高人民法院审理劳动争议案件的司法解释（一）",
			"最高人民法院关于审理劳动争议案件适用法律问题的解释（一）",
		],
		["集体合同规定第三条", "集体合同规定", "集体合同规定"],
	])("%s begins with %s", (text, name, fullName) => {
		expect(recognised(text)).toEqual([name, fullName]);
	});

	test.each([
		"公司法人",
		"公司法定代表人",
		"劳动法律关系",
		"仲裁法庭",
		"刑法学",
		"集体合同规定的劳动报酬",
		"执行规定的程序",
		"关于财产保全的规定",
	])("is not at the beginning of %s", (text) => {
		expect(recognised(text)).toBeUndefined();
	});
});

function escaped(text: string): string {
	return text.replace(/[[\]]/g, "\\$&");
}

describe("the laws that a short text may name", () => {
	test("give the references that all laws give, for every name of every law", () => {
		for (const { name, otherNames } of NAMES.laws) {
			for (const written of [name, ...otherNames, `《${name}》`]) {
				const text = `请问${written}第3条和第五条怎么理解`;
				const few = new LawNames(lawsNamedIn(text, LIST));
				expect([text, findReferences(text, { laws: few })]).toEqual([
					text,
					findReferences(text, { laws: NAMES }),
				]);
			}
		}
	});
});
