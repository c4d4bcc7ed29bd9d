import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { fold } from "../../src/analysis/fold.ts";
import {
	expand,
	expandGapped,
	indexSynonyms,
	parseSynonyms,
} from "../../src/analysis/synonyms.ts";
import { seededRandom } from "./random-text.ts";

function indexOf(text: string) {
	return indexSynonyms(parseSynonyms(text, "synonyms.txt"));
}

describe("a list of synonyms", () => {
	test("joins words by = in both directions", () => {
		expect(parseSynonyms("村委会 = 村委=村民委员会\n", "s.txt")).toEqual([
			{ plain: "村委会", to: ["村委", "村民委员会"] },
			{ plain: "村委", to: ["村委会", "村民委员会"] },
			{ plain: "村民委员会", to: ["村委会", "村委"] },
		]);
	});

	test("leads by > from each word of the left to all of the right", () => {
		expect(parseSynonyms("赖账, 老赖 > 被执行人,债务人", "s.txt")).toEqual([
			{ plain: "赖账", to: ["被执行人", "债务人"] },
			{ plain: "老赖", to: ["被执行人", "债务人"] },
		]);
	});

	test("may have blank lines, comments, any line ends and full-width signs, and is folded", () => {
		expect(
			parseSynonyms(
				"\uFEFF# 表\r\n\r\nＬＰＲ＞报价，利率\r ＡＩ ＝人工智能",
				"s.txt",
			),
		).toEqual([
			{ plain: "lpr", to: ["报价", "利率"] },
			{ plain: "ai", to: ["人工智能"] },
			{ plain: "人工智能", to: ["ai"] },
		]);
	});

	test.each([
		["离婚 离异", "= or > between the words"],
		["离婚 = 离异 > 分手", "either = or >, not both"],
		["老赖 > 被执行人 > 债务人", "one >"],
		["离婚 = 离异, 分手", "no comma in a line with ="],
		["离婚 = ", "a word on both sides of each separator"],
		["> 被执行人", "a word on both sides of each separator"],
		["老赖 > 被执行人,", "a word on both sides of each separator"],
		["老 赖 > 被执行人", "no space inside a word"],
		["离婚 = 离异 = 离婚", "each word once, and not 离婚 again"],
		["老赖 > 被执行人, 老赖", "老赖 on one side of > only"],
		[`${"赖".repeat(65)} > 被执行人`, "a word of at most 64 characters"],
		["怀孕… > 法条", "one … between two parts of a word"],
		["…降薪 > 法条", "one … between two parts of a word"],
		["怀孕…调岗…降薪 > 法条", "one … between two parts of a word"],
		["怀孕 > 怀孕…降薪", "… on the left of > only"],
		["怀孕…降薪 = 孕期降薪", "… on the left of > only"],
	])(
		"with the line %j is refused, naming list, line, what was expected and found",
		(line, expected) => {
			expect(() => parseSynonyms(`# 表\n\n${line}\n`, "s.txt")).toThrow(
				expect.objectContaining({
					name: "SearchError",
					code: "bad-list",
					message: expect.stringContaining(
						`s.txt, line 3: expected ${expected}, found ${JSON.stringify(line)}`,
					),
				}),
			);
		},
	);
});

describe("the words of a query to search for otherwise", () => {
	test("are the longest of their place, with ranges, from left to right", () => {
		const index = indexOf(
			"加班费 > 加班工资\n加班 > 延长工作时间\n老板 > 用人单位",
		);
		expect(expand("老板不给加班费还要加班", index)).toEqual([
			{ start: 0, end: 2, plain: "老板", to: ["用人单位"] },
			{ start: 4, end: 7, plain: "加班费", to: ["加班工资"] },
			{ start: 9, end: 11, plain: "加班", to: ["延长工作时间"] },
		]);
	});

	test("have all that several lines say of them, each once, in order", () => {
		const index = indexOf("限高 = 限制高消费\n限高 > 限制消费, 限制高消费");
		expect(expand("限高", index)).toEqual([
			{ start: 0, end: 2, plain: "限高", to: ["限制高消费", "限制消费"] },
		]);
	});

	test("begin and end at the borders that the caller knows, a shorter word where the longest does not", () => {
		const index = indexOf("撞车 > 交通事故\n被打 > 殴打他人\n被打击 > 打击");
		const borders = new Set([0, 2, 4]);
		const isBorder = (offset: number) => borders.has(offset);
		expect(expand("碰撞车辆", index, isBorder)).toEqual([]);
		expect(expand("被打击报", index, isBorder)).toEqual([
			{ start: 0, end: 2, plain: "被打", to: ["殴打他人"] },
		]);
	});

	test("are not part of a longer run of letters or digits", () => {
		const index = indexOf("ai = 人工智能\n996 > 工作时间");
		expect(expand("email 1996 9960", index)).toEqual([]);
		expect(expand("用ai作图 996工作", index)).toMatchObject([
			{ plain: "ai" },
			{ plain: "996" },
		]);
	});

	test("with a gap are found where both parts stand near each other, in either order, in one sentence", () => {
		const index = indexOf("怀孕…降薪, 怀孕…辞退 > 女职工保护\n降薪 > 减薪");
		const found = (text: string, isBorder?: (offset: number) => boolean) =>
			expandGapped(text, index, isBorder).map(({ plain }) => plain);
		expect(expandGapped("怀孕后，被公司降薪", index)).toEqual([
			{
				start: 0,
				end: 9,
				plain: "怀孕后，被公司降薪",
				to: ["女职工保护"],
				parts: [
					{ start: 0, end: 2 },
					{ start: 7, end: 9 },
				],
			},
		]);
		expect(found("怀孕降薪")).toEqual(["怀孕降薪"]);
		// What asks for the same is told once, with all that asks for it.
		expect(expandGapped("怀孕后降薪，怀孕辞退", index)).toMatchObject([
			{
				start: 6,
				plain: "怀孕辞退",
				parts: [
					{ start: 0, end: 2 },
					{ start: 3, end: 5 },
					{ start: 0, end: 2 },
					{ start: 8, end: 10 },
					{ start: 3, end: 5 },
					{ start: 6, end: 8 },
					{ start: 6, end: 8 },
					{ start: 8, end: 10 },
				],
			},
		]);
		expect(found("降薪因为怀孕")).toEqual(["降薪因为怀孕"]);
		expect(found("怀孕了。公司降薪")).toEqual([]);
		expect(found(`怀孕${"的".repeat(20)}降薪`)).toHaveLength(1);
		expect(found(`怀孕${"的".repeat(21)}降薪`)).toEqual([]);
		// Of the places of the second part the first that lies between words.
		expect(found("怀孕降薪还降薪", (offset) => offset !== 4)).toEqual([
			"怀孕降薪还降薪",
		]);
		// Both orders in a list are one word.
		expect(
			expandGapped("怀孕降薪", indexOf("怀孕…降薪 > 甲\n降薪…怀孕 > 甲, 乙")),
		).toMatchObject([{ to: ["甲", "乙"] }]);
		// What has no gap is not found this way, and the other way round.
		expect(found("降薪")).toEqual([]);
		expect(expand("怀孕被降薪", index)).toEqual([
			{ start: 3, end: 5, plain: "降薪", to: ["减薪"] },
		]);
	});

	test("leave out what the query already says in that place", () => {
		const index = indexOf("检察院 = 人民检察院 = 检察机关\n起诉 > 提起诉讼");
		expect(expand("提起诉讼", index)).toEqual([]);
		expect(expand("上人民检察院", index)).toEqual([
			{ start: 1, end: 6, plain: "人民检察院", to: ["检察院", "检察机关"] },
		]);
		expect(expand("铁路检察院", index)).toMatchObject([
			{ plain: "检察院", to: ["人民检察院", "检察机关"] },
		]);
	});

	test("are none where the list or the query is empty", () => {
		expect(expand("离婚", indexOf(""))).toEqual([]);
		expect(expand("", indexOf("离婚 = 离异"))).toEqual([]);
	});

	test("are those that a search of every place for every rule finds", () => {
		const seed = Date.now() % 0x7fffffff;
		const next = seededRandom(seed);
		const random = (limit: number) => Math.floor(next() * limit);
		const word = (most: number) =>
			Array.from({ length: 1 + random(most) }, () => "甲乙丙"[random(3)]).join(
				"",
			);
		for (let round = 0; round < 2000; round++) {
			const rules = Array.from({ length: 5 }, () => ({
				plain: word(4),
				to: ["丁"],
			}));
			const text = word(20);
			const expected: string[] = [];
			for (let start = 0; start < text.length; ) {
				const here = rules
					.map(({ plain }) => plain)
					.filter((plain) => text.startsWith(plain, start))
					.sort((a, b) => b.length - a.length)[0];
				expected.push(...(here === undefined ? [] : [`${start}${here}`]));
				start += here?.length ?? 1;
			}
			const found = expand(text, indexSynonyms(rules)).map(
				({ start, plain }) => `${start}${plain}`,
			);
			expect(found, `seed ${seed}, ${text}`).toEqual(expected);
		}
	});
});

describe("fasou's own list of synonyms", () => {
	const text = readFileSync(
		new URL("../../src/analysis/lists/synonyms.txt", import.meta.url),
		"utf8",
	);
	const rules = parseSynonyms(text, "synonyms.txt");
	const index = indexSynonyms(rules);
	const lines = text.split("\n").filter((line) => /[=>]/.test(line));
	const groups = lines.filter((line) => !line.startsWith("#"));

	function targetsOf(query: string): string[] {
		return expand(fold(query), index).flatMap(({ to }) => to);
	}

	test("has at least 400 groups, none twice", () => {
		expect(groups.length).toBeGreaterThanOrEqual(400);
		expect(groups.length).toBe(new Set(groups).size);
	});

	test.each([
		["老板拖欠工资怎么办", ["用人单位", "拖欠劳动报酬"]],
		["被炒鱿鱼有没有补偿", ["解除劳动合同"]],
		["朋友欠钱不还", ["民间借贷"]],
		["怎样查老赖", ["失信被执行人", "被执行人"]],
		["加班费怎么算", ["加班工资", "延长工作时间"]],
		["昨天撞车了", ["交通事故"]],
		["刑拘多少天", ["刑事拘留"]],
		["离异", ["离婚"]],
		["帮信罪", ["帮助信息网络犯罪活动罪"]],
		["公司给N+1吗", ["经济补偿"]],
	])("leads %s to %j", (query, expected) => {
		expect(targetsOf(query)).toEqual(expect.arrayContaining(expected));
	});

	const apart = [
		["抚养", "扶养", "赡养"],
		["抚养费", "扶养费", "赡养费"],
		["定金", "订金", "押金"],
		["权利", "权力"],
		["罚款", "罚金"],
		["拘留", "拘役"],
		["行政拘留", "刑事拘留", "司法拘留"],
		["中止", "终止"],
		["抢劫", "抢夺"],
		["上诉", "申诉", "抗诉"],
		["酒驾", "醉驾"],
		["饮酒驾驶", "醉酒驾驶"],
		["经济补偿", "赔偿金"],
		["侵占", "职务侵占"],
		["受贿", "行贿"],
		["一般保证", "连带责任保证"],
		["继承", "遗赠"],
		["被告", "被告人"],
		["法人", "法定代表人"],
		["撤销", "解除"],
		["取保候审", "监视居住"],
		["工伤认定", "劳动能力鉴定"],
	];
	test.each(apart)("keeps %s and %s apart", (...terms) => {
		for (const term of terms) {
			const others = terms.filter((other) => other !== term);
			const linked = rules
				.filter(({ plain }) => plain === term)
				.flatMap(({ to }) => to);
			expect(linked.filter((to) => others.includes(to))).toEqual([]);
		}
	});
});
