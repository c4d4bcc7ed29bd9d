import { describe, expect, test } from "vitest";
import { findEntities } from "../../src/analysis/entities.ts";
import { fold } from "../../src/analysis/fold.ts";
import { entitiesOf, laws, meaningsOf } from "./entities-of.ts";
import { randomText, seededRandom } from "./random-text.ts";

const CODE = "中华人民共和国民法典";
const PENAL = "中华人民共和国刑法";
const BAN = "第一千零七十九条";

describe("a provision", () => {
	test.each([
		["民法典第1079条", `${BAN} ${CODE}${BAN}`],
		["民法典1079条", `${BAN} ${CODE}${BAN}`],
		["民法典第１０７９條", `${BAN} ${CODE}${BAN}`],
		["《民法典》第 1079 条", `${BAN} ${CODE}${BAN}`],
		["《中华人民共和国民法典》第一千零七十九条", `${BAN} ${CODE}${BAN}`],
		["民法典第一千〇七十九条", `${BAN} ${CODE}${BAN}`],
		["第1079条", BAN],
		["第一千零七十九條", BAN],
		["第１０７９条", BAN],
		["合同第五条", "第五条"],
		[
			"《民法典》第一千零七十九条第二款",
			`${BAN} ${CODE}${BAN} ${CODE}${BAN}第二款`,
		],
		[
			"民法典第1079条第3款第（二）项",
			`${BAN} ${CODE}${BAN} ${CODE}${BAN}第三款 ${CODE}${BAN}第三款第二项`,
		],
		[
			"民法典第1079条第一款、第三款",
			`${BAN} ${CODE}${BAN} ${CODE}${BAN}第一款 ${CODE}${BAN}第三款`,
		],
		[
			"民法典第1079条第三款第（一）、（三）项",
			`${BAN} ${CODE}${BAN} ${CODE}${BAN}第三款 ${CODE}${BAN}第三款第一项 ${CODE}${BAN}第三款第三项`,
		],
		[
			"民法典第1079条第一至三项",
			`${BAN} ${CODE}${BAN} ${CODE}${BAN}第一项 ${CODE}${BAN}第二项 ${CODE}${BAN}第三项`,
		],
		[
			"民法典第1079条第三款第二项第1目",
			`${BAN} ${CODE}${BAN} ${CODE}${BAN}第三款 ${CODE}${BAN}第三款第二项 ${CODE}${BAN}第三款第二项第一目`,
		],
		["刑法第一百三十三条之一", `第一百三十三条之一 ${PENAL}第一百三十三条之一`],
		["刑法第133条之1", `第一百三十三条之一 ${PENAL}第一百三十三条之一`],
		["刑法第133-1条", `第一百三十三条之一 ${PENAL}第一百三十三条之一`],
		[
			"刑法第一百三十三条之一第一款",
			`第一百三十三条之一 ${PENAL}第一百三十三条之一 ${PENAL}第一百三十三条之一第一款`,
		],
		[
			"刑法第十条至第十二条",
			`第十条 第十一条 第十二条 ${PENAL}第十条 ${PENAL}第十一条 ${PENAL}第十二条`,
		],
		["刑法第10-11条", `第十条 第十一条 ${PENAL}第十条 ${PENAL}第十一条`],
	])("%s is %s", (text, terms) => {
		const bare = text.startsWith("合同") ? text.slice(2) : text;
		expect(meaningsOf(text)).toEqual([`${bare} = ${terms}`]);
	});

	test.each([
		["刑法第三十六条、第三十八条", ["刑法第三十六条", "第三十八条"]],
		["刑法第36、38条", ["刑法第36", "38条"]],
	])("of a list has a range of its own: %s", (text, places) => {
		expect(meaningsOf(text)).toEqual([
			`${places[0]} = 第三十六条 ${PENAL}第三十六条`,
			`${places[1]} = 第三十八条 ${PENAL}第三十八条`,
		]);
	});

	test("of the law whose text it is has that law", () => {
		const [entity] = entitiesOf("依照本法第三十条的规定", { ownLaw: PENAL });
		expect(entity?.terms).toEqual(["第三十条", `${PENAL}第三十条`]);
	});

	test("that heads its own text is one too, without a law", () => {
		expect(meaningsOf("第二条　中华人民共和国公民")).toEqual([
			"第二条 = 第二条",
		]);
	});

	test.each(["第三条路", "第一条建议", "第五条件", "第二条线", "第17页"])(
		"is not what only counts: %s",
		(text) => {
			expect(meaningsOf(text)).toEqual([]);
		},
	);
});

describe("a law", () => {
	test.each([
		["消法", "中华人民共和国消费者权益保护法"],
		["《婚姻法》", "中华人民共和国婚姻法"],
		["《某某市养犬条例》", "某某市养犬条例"],
		["《某某市 养犬条例》", "某某市养犬条例"],
		[
			"婚姻家庭编解释（一）",
			"最高人民法院关于适用《中华人民共和国民法典》婚姻家庭编的解释(一)",
		],
	])("%s is its full name: %s", (text, term) => {
		expect(entitiesOf(text)).toEqual([
			{ kind: "law", terms: [term], start: 0, end: text.length },
		]);
	});

	test("stands inside its provision too", () => {
		const text = "依《民法典》第五条";
		expect(
			entitiesOf(text).map(({ kind, start, end }) => [
				kind,
				text.slice(start, end),
			]),
		).toEqual([
			["provision", "《民法典》第五条"],
			["law", "《民法典》"],
		]);
	});
});

describe("entities", () => {
	test("come with the references, from which citations are made", () => {
		const { references } = findEntities("民法典第五条，合同第六条", { laws });
		expect(references.laws).toHaveLength(1);
		expect(references.provisions).toEqual([
			{ law: CODE, number: "第五条", start: 0, end: 6 },
		]);
	});

	test("are found alike in folded and in unfolded texts", () => {
		const text =
			"依《民法典》第１０７９条，罚￥２０，０００，三十日內，（２０１７）湘0405刑初149号";
		const folded = fold(text);
		expect(findEntities(folded, { laws, folded }).entities).toEqual(
			entitiesOf(text),
		);
	});

	test("stand at ranges of the text, in order, apart, in stable terms, whatever the text", () => {
		const seed = 20260714;
		const random = seededRandom(seed);
		const words =
			"民法典 《民法典》 第 条 之一 第三十六条 第一款 至 、 - 2 万 亿 万元 元 ￥ 20,000 .5 人民币 三十 日 天 个月 年 半 周岁 小时 2017 （2017） 湘0405刑初149号 号 〔2020〕 法释 3 月 2017-03-05 / 二〇一七 十 角 分 钱 \n".split(
				" ",
			);
		for (let i = 0; i < 5000; i++) {
			const text = randomText(random, { words, pieces: 60 });
			const message = `seed ${seed}, text ${i}`;
			const ends = new Map<string, number>();
			let start = 0;
			for (const entity of entitiesOf(text)) {
				expect(entity.start, message).toBeGreaterThanOrEqual(start);
				start = entity.start;
				const apart = ends.get(entity.kind) ?? 0;
				expect(start, message).toBeGreaterThanOrEqual(apart);
				expect(entity.end, message).toBeGreaterThan(start);
				expect(entity.end, message).toBeLessThanOrEqual(text.length);
				ends.set(entity.kind, entity.end);
				expect(entity.terms.length, message).toBeGreaterThan(0);
				for (const term of entity.terms) {
					expect(fold(term), message).toBe(term);
					expect(term, message).toMatch(/^\S+$/);
				}
			}
		}
	});

	test.each([
		["1,", 100_000],
		["三十", 100_000],
		["1.", 100_000],
		["1元", 100_000],
		["1至", 100_000],
		["第一、", 50_000],
		["(2017)", 50_000],
		["(2017)民1号", 30_000],
		["1、1号", 50_000],
		["2017年3月5日、", 30_000],
		["2017、", 50_000],
		["1-1-", 70_000],
		["年", 200_000],
		["￥1", 100_000],
		["半个", 100_000],
		["三号", 100_000],
		["半月", 100_000],
		["1 万", 100_000],
		["亿1元", 70_000],
		["刑法第一条第一款、", 20_000],
	])("of %j times %d are read in time", (piece, count) => {
		const text = piece.repeat(count);
		for (const { end } of entitiesOf(text)) {
			expect(end).toBeLessThanOrEqual(text.length);
		}
	});
});
