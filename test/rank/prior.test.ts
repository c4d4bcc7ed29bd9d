import { expect, test } from "vitest";
import { standardPrior } from "../../src/rank/prior.ts";

const head = (more: object) => ({
	id: "a",
	title: "甲",
	category: [],
	source: "a",
	...more,
});

test.each([
	["中华人民共和国民法典", [], 2],
	["民事诉讼法", [], 2],
	["劳动合同法", ["社会法"], 1],
	["最高人民法院关于审理民间借贷案件适用法律若干问题的规定", ["司法解释"], 0.5],
	["最高人民法院关于适用《民法典》有关担保制度的解释", [], 0.5],
	["物业管理条例", ["行政法规"], 0],
	["机动车登记规定", ["部门规章", "公安部"], -0.5],
	["机动车登记规定", [], -0.5],
	["北京市物业管理条例", [], -1],
	["深圳经济特区物业管理条例", ["地方性法规"], -1],
	["城市房地产管理法", [], 1],
	["证券市场禁入规定", [], -0.5],
	["深圳市物业管理条例", [], -1],
	["最高人民法院关于审理旅游纠纷案件适用法律若干问题的规定", [], 0.5],
	["某某", [], 0],
])("%s of %j counts %d", (law, category, prior) => {
	expect(standardPrior(head({ law, category }))).toBe(prior);
});

test("the rank that the source gives decides before the name", () => {
	const law = "某某管理办法";
	expect(standardPrior(head({ law, level: "法律" }))).toBe(1);
	expect(standardPrior(head({ law, level: "部门规章" }))).toBe(-0.5);
});

test("the whole of a law, or its table of contents, counts one less than a provision", () => {
	const law = "中华人民共和国劳动合同法";
	const whole = standardPrior(head({ law, title: law }));
	const provision = standardPrior(head({ law, title: `${law}第一条` }));
	expect([whole, provision]).toEqual([0, 1]);
});

test.each([
	["刑法修正案（十一）", 0],
	["最高人民法院关于修改《甲》等二十七件民事类司法解释的决定", -0.5],
	["最高人民法院关于《刑法修正案（九）》时间效力问题的解释", 0.5],
	[
		"最高人民法院关于修改后的民事诉讼法施行时未结案件适用法律若干问题的规定",
		0.5,
	],
])(
	"what amends other laws counts one less, what is about them does not: %s",
	(law, prior) => {
		const category = law.startsWith("最高") ? ["司法解释"] : ["刑法"];
		expect(standardPrior(head({ law, category }))).toBe(prior);
	},
);

test("a repealed law counts one less", () => {
	const isRepealed = (law: string) => law === "婚姻法";
	expect(standardPrior(head({ law: "婚姻法" }), isRepealed)).toBe(0);
	expect(standardPrior(head({ law: "劳动法" }), isRepealed)).toBe(1);
});

test("other articles count by their views, which never make more than 1", () => {
	expect(standardPrior(head({}))).toBe(0);
	expect(standardPrior(head({ views: 1000 }))).toBe(0.5);
	expect(standardPrior(head({ views: 1e9 }))).toBeLessThanOrEqual(1);
	expect(standardPrior(head({ views: -5 }))).toBe(0);
});
