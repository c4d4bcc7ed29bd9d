import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { findCitations } from "../../src/analysis/citations.ts";
import { parseLaws } from "../../src/analysis/law-list.ts";
import { LawNames } from "../../src/analysis/law-names.ts";

const FILE = new URL("../../src/analysis/lists/laws.txt", import.meta.url);
const laws = new LawNames(parseLaws(readFileSync(FILE, "utf8"), "laws.txt"));

const CIVIL_CODE = "中华人民共和国民法典";
const LABOUR_CONTRACTS = "中华人民共和国劳动合同法";
const FAMILY_ONE =
	"最高人民法院关于适用《中华人民共和国民法典》婚姻家庭编的解释（一）";
const FAMILY_TWO =
	"最高人民法院关于适用《中华人民共和国民法典》婚姻家庭编的解释（二）";

interface Place {
	readonly ownLaw?: string;
	readonly title?: string;
}

/** Each citation as "law number [what stands at its range]". */
function cited(text: string, place: Place = {}): string[] {
	return findCitations(text, { laws, ...place }).map(
		({ law, number, start, end }) =>
			`${law} ${number} [${text.slice(start, end)}]`,
	);
}

/** The same without ranges. */
function citedLaws(text: string, place: Place = {}): string[] {
	return findCitations(text, { laws, ...place }).map(
		({ law, number }) => law.replace("中华人民共和国", "") + number,
	);
}

describe("a provision in any spelling is one provision", () => {
	test.each([
		"《中华人民共和国民法典》第一千零七十九条",
		"《民法典》第1079条",
		"民法典第一千零七十九条",
		"民法典第1079条",
		"民法典1079条",
		"民法典第１０７９條",
		"《民法典》第 1079 条",
		"《民法典》一千零七十九条",
		"《中华人民共和国民法典》（2020年通过）第一千零七十九条",
		"中华人民共和国民法典婚姻家庭编第一千零七十九条",
		"《民法典》第五编第四章第一千零七十九条",
		"《民法典》第一千零七十九条第二款",
		"民法典第1079条第三款第（二）项",
		"民法典第1079条第一款、第三款",
		"民法典第一千〇七十九条第一、二项",
		"《中华人民共和国民法典（2021年版）》第一千零七十九条",
	])("%s", (text) => {
		const text2 = `依照${text}的规定，准予离婚。`;
		expect(cited(text2)).toEqual([`${CIVIL_CODE} 第一千零七十九条 [${text}]`]);
	});

	test("with 之一, also of several", () => {
		expect(
			citedLaws("刑法第一百三十三条之一第一款，第120条之一、之二"),
		).toEqual([
			"刑法第一百三十三条之一",
			"刑法第一百二十条之一",
			"刑法第一百二十条之二",
		]);
	});
});

describe("several provisions of one law", () => {
	test("in a list, each at its own range", () => {
		expect(
			cited("依照《劳动合同法》第三十六条、第三十八条第一款和第四十条的规定"),
		).toEqual([
			`${LABOUR_CONTRACTS} 第三十六条 [《劳动合同法》第三十六条]`,
			`${LABOUR_CONTRACTS} 第三十八条 [第三十八条第一款]`,
			`${LABOUR_CONTRACTS} 第四十条 [第四十条]`,
		]);
	});

	test("in a list that says 条 once", () => {
		expect(cited("劳动合同法第36、38条")).toEqual([
			`${LABOUR_CONTRACTS} 第三十六条 [劳动合同法第36]`,
			`${LABOUR_CONTRACTS} 第三十八条 [38条]`,
		]);
	});

	test.each([
		"第十条至第十二条",
		"第10条到12条",
		"第10-12条",
		"第十至十二条",
		"第十条—第十二条",
	])("in the range %s, each at the whole of it", (range) => {
		const text = `劳动合同法${range}。`;
		expect(cited(text)).toEqual(
			["第十条", "第十一条", "第十二条"].map(
				(number) => `${LABOUR_CONTRACTS} ${number} [劳动合同法${range}]`,
			),
		);
	});

	test("in a range too long to mean each, its two ends", () => {
		expect(citedLaws("民法典第一条至第一千二百六十条")).toEqual([
			"民法典第一条",
			"民法典第一千二百六十条",
		]);
	});
});

describe("a law that is not named right before its 条", () => {
	test.each(["该法", "同法", "该法律", "上述法律", "此法"])(
		"is the one named last: %s",
		(noun) => {
			expect(
				cited(`《劳动合同法》讲得清楚。${noun}第四十七条有算法。`),
			).toEqual([`${LABOUR_CONTRACTS} 第四十七条 [${noun}第四十七条]`]);
		},
	);

	test("is the one named last of its sort", () => {
		const text =
			"《工伤保险条例》第十四条和民法典第一千一百七十九条不同。该条例第三十条管的是医疗费，该法第一千一百八十条是死亡赔偿金。";
		expect(citedLaws(text)).toEqual([
			"工伤保险条例第十四条",
			"民法典第一千一百七十九条",
			"工伤保险条例第三十条",
			"民法典第一千一百八十条",
		]);
	});

	test("is an interpretation by its number in the series, named or not", () => {
		const text =
			"依婚姻家庭编解释（一）第七十八条。婚后父母出资买房，看解释（二）第八条；探望权见同一解释第十二条，也见解释（一）第65条。";
		expect(cited(text)).toEqual([
			`${FAMILY_ONE} 第七十八条 [婚姻家庭编解释（一）第七十八条]`,
			`${FAMILY_TWO} 第八条 [解释（二）第八条]`,
			`${FAMILY_TWO} 第十二条 [同一解释第十二条]`,
			`${FAMILY_ONE} 第六十五条 [解释（一）第65条]`,
		]);
	});

	test("is found by a shortened name", () => {
		const text =
			"依照《最高人民法院关于人民法院办理财产保全案件若干问题的规定》申请。财产保全规定第五条，规定第七条，办法第一条。";
		expect(citedLaws(text)).toEqual([
			"最高人民法院关于人民法院办理财产保全案件若干问题的规定第五条",
			"最高人民法院关于人民法院办理财产保全案件若干问题的规定第七条",
		]);
	});

	test("is what the text said it would call it", () => {
		const text =
			"《苏州市住房租赁管理办法》（以下简称《办法》）和《最高人民法院关于审理预付式消费民事纠纷案件适用法律若干问题的解释》（下称“预付解释”）：《办法》第十条，预付解释第十四条。";
		expect(citedLaws(text)).toEqual([
			"苏州市住房租赁管理办法第十条",
			"最高人民法院关于审理预付式消费民事纠纷案件适用法律若干问题的解释第十四条",
		]);
	});

	test("implements or interprets the law named last", () => {
		expect(
			citedLaws(
				"《道路交通安全法》第二十二条禁止饮酒驾车，实施条例第一百零五条规定检验。",
			),
		).toEqual([
			"道路交通安全法第二十二条",
			"道路交通安全法实施条例第一百零五条",
		]);
	});

	test("is the one of the paragraph, where nothing stands before the 条", () => {
		expect(
			citedLaws(
				"社会保险法第四十五条列了条件。期限见第四十六条（另见第五十一条第二款）。",
			),
		).toEqual([
			"社会保险法第四十五条",
			"社会保险法第四十六条",
			"社会保险法第五十一条",
		]);
	});

	test("is the one cited most, in a paragraph that names none", () => {
		const text =
			"消法第二十四条、第二十五条。\n民法典第五百七十七条也可以用。\n网购看第二十五条第一款：七日。\n超过的，第六百二十一条。";
		expect(citedLaws(text)).toEqual([
			"消费者权益保护法第二十四条",
			"消费者权益保护法第二十五条",
			"民法典第五百七十七条",
			"消费者权益保护法第二十五条",
			"民法典第六百二十一条",
		]);
	});

	test("is the one of the title, until the text names another", () => {
		const text = "找总承包单位。条例第三十条第三款，又见第三十六条。";
		expect(citedLaws(text)).toEqual([]);
		expect(
			citedLaws(text, { title: "《保障农民工工资支付条例》十问" }),
		).toEqual([
			"保障农民工工资支付条例第三十条",
			"保障农民工工资支付条例第三十六条",
		]);
	});
});

describe("in the text of a law", () => {
	const ownLaw = "杭州市养犬管理条例";

	test.each(["本条例第十条", "第十条", "本条例规定第十条"])(
		"%s is its own",
		(text) => {
			expect(citedLaws(`违反${text}规定的`, { ownLaw })).toEqual([
				`${ownLaw}第十条`,
			]);
		},
	);

	test("a 条 is another's only within the sentence that names it", () => {
		expect(
			citedLaws(
				"依照行政处罚法第三十二条、第三十三条处理。违反第十五条的，依照本条例第四十条。",
				{ ownLaw },
			),
		).toEqual([
			"行政处罚法第三十二条",
			"行政处罚法第三十三条",
			`${ownLaw}第十五条`,
			`${ownLaw}第四十条`,
		]);
	});

	test("the 条 that begin its lines are no citations", () => {
		expect(
			cited("第一条 为了规范养犬。\n第二条\n　　第三条　本条例第二条", {
				ownLaw,
			}),
		).toEqual([`${ownLaw} 第二条 [本条例第二条]`]);
	});
});

describe("law that is quoted", () => {
	test("is cited by its name and the heading of the 条 below it", () => {
		const text =
			"相关法条：\n《中华人民共和国民法典》\n第一千零七十九条 夫妻一方要求离婚的……\n第一千零八十七条　离婚时……";
		expect(citedLaws(text)).toEqual([
			"民法典第一千零七十九条",
			"民法典第一千零八十七条",
		]);
	});

	test("says 本法 of itself", () => {
		expect(
			citedLaws("劳动合同法第四十六条：劳动者依照本法第三十八条规定解除的"),
		).toEqual(["劳动合同法第四十六条", "劳动合同法第三十八条"]);
	});

	test("does not make 条 of a contract citations", () => {
		expect(
			cited("劳动合同法要求书面。合同样本如下。\n第一条 工作内容\n第二条 工资"),
		).toEqual([]);
	});
});

describe("a title that the list has not", () => {
	test("is a law as written, if it ends like one", () => {
		expect(cited("《上海市消费者权益保护条例》第五条")).toEqual([
			"上海市消费者权益保护条例 第五条 [《上海市消费者权益保护条例》第五条]",
		]);
		expect(
			citedLaws("《最高人民法院关于适用〈某某法〉若干问题的解释》第三条"),
		).toEqual(["最高人民法院关于适用《某某法》若干问题的解释第三条"]);
	});

	test.each([
		"《房屋租赁合同》第五条约定",
		"《离婚协议书》第三条",
		"《公司章程》第十条",
		"《员工奖惩办法》第四条",
		"《司法解释》第一条",
		"《民法典释义》第三条",
	])("is no law otherwise: %s", (text) => {
		expect(cited(text)).toEqual([]);
	});
});

describe("what only looks like a citation", () => {
	test.each([
		"租赁合同第五条和第六条约定，违反民法典",
		"第一条建议是报警",
		"走第三条路",
		"法国民法典第1382条",
		"韩国《民法》第496条",
		"台湾地区民法第184条",
		"上海市物业管理条例第五条",
		"公司法人第三条",
		"第五条",
		"第十七页、第三款",
		"公司法十条新规",
		"第零条 民法典第0条",
		"民法典第99999条",
	])("is none: %s", (text) => {
		expect(cited(text)).toEqual([]);
	});

	test("what follows a contract is not of the law named before", () => {
		expect(
			citedLaws("依民法典第五百七十七条。合同第八条写明，第九条也是。"),
		).toEqual(["民法典第五百七十七条"]);
	});

	test("the longest name decides", () => {
		expect(
			citedLaws("社会保险法第十条，军人保险法第十条，保险法第十条"),
		).toEqual(["社会保险法第十条", "军人保险法第十条", "保险法第十条"]);
	});
});
