import { expect, test } from "vitest";
import { parseQuery } from "../../src/query/parse-query.ts";
import { isProse } from "../../src/query/prose.ts";

const read = (text: string) => isProse(text, parseQuery(text).query);

test.each([
	"被告人翻窗进入居民家中，盗走现金若干。来源：某某日报 责任编辑：张三",
	"老板说“干不了就滚”，第二天就不让我进门了！我能要赔偿吗",
	"“我的车被人砸了。”王某报警时说，当晚他把车停在楼下。",
	"原告与被告签订房屋租赁合同，\n被告一直没有付租金。",
])("%j tells something", (text) => {
	expect(read(text)).toBe(true);
});

test.each([
	[
		"a question of one sentence",
		"公司一直拖欠工资三个月，应该去哪里申请劳动仲裁？",
	],
	["what is short", "房东不退押金。怎么办"],
	[
		"a phrase, whatever stands in it",
		"“损失由责任方承担。受害人可以要求赔偿损失。”",
	],
	["what must match", "+“损失由责任方承担。” +“受害人可以要求赔偿损失。” 保险"],
	["what has an operator", "离婚时财产怎么分。 OR 离婚时孩子归谁抚养。"],
	["closeness", "解除劳动合同。 同句 经济补偿金。 同段 工作年限"],
])("%s is a query", (_, text) => {
	expect(read(text)).toBe(false);
});

test.each([
	["！", true],
	["！”", true],
	["？ ", true],
	["。”）", true],
	["“", false],
	["x！", true],
])("reads %j times 50000 as prose or not: %s", (part, isTold) => {
	expect(read(part.repeat(50_000))).toBe(isTold);
});

test("sees no end of a sentence in front of nothing but quotes", () => {
	expect(read(`${"他说".repeat(20)}！${"”".repeat(50_000)}`)).toBe(false);
});
