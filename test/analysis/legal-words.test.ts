import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { Cuts, NOT_IN_DICTIONARY } from "../../src/analysis/cuts.ts";
import { fold } from "../../src/analysis/fold.ts";
import { jiebaSegmenter } from "../../src/analysis/jieba-segmenter.ts";
import {
	parseUserWords,
	type UserWord,
} from "../../src/analysis/user-words.ts";
import { Vocabulary } from "../../src/analysis/vocabulary.ts";
import { compiledDictionary } from "../compiled-dictionary.ts";

const WORDS = parseUserWords(
	readFileSync(
		new URL("../../src/analysis/lists/legal-words.txt", import.meta.url),
		"utf8",
	),
	"legal-words.txt",
);

function cutter(words: readonly UserWord[]): (text: string) => string[] {
	const segmenter = jiebaSegmenter(new Vocabulary(compiledDictionary(), words));
	const cuts = new Cuts();
	return (text) => {
		cuts.clear();
		segmenter.cut(text, "precise", cuts);
		return Array.from({ length: cuts.count }, (_, i) =>
			text.slice(cuts.starts[i], cuts.ends[i]),
		);
	};
}

describe("fasou's own list of legal words", () => {
	const cut = cutter(WORDS);

	test("has at least 3,000, none twice", () => {
		expect(WORDS.length).toBeGreaterThanOrEqual(3000);
		const words = WORDS.map(({ word }) => word);
		expect(words.length).toBe(new Set(words).size);
	});

	test("has Chinese characters alone, as folding leaves them", () => {
		const wrong = WORDS.filter(
			({ word }) => !/^\p{Script=Han}{2,}$/u.test(word) || fold(word) !== word,
		);
		expect(wrong).toEqual([]);
	});

	test("has no word that the dictionary gives as one already", () => {
		const jieba = jiebaSegmenter(new Vocabulary(compiledDictionary(), []));
		const cuts = new Cuts();
		const known = WORDS.filter(({ word }) => {
			cuts.clear();
			jieba.cut(word, "precise", cuts);
			return cuts.count === 1 && cuts.words[0] !== NOT_IN_DICTIONARY;
		});
		expect(known).toEqual([]);
	});

	test("makes each of its words one word", () => {
		const broken = WORDS.map(({ word }) => cut(word)).filter(
			(words) => words.length !== 1,
		);
		expect(broken).toEqual([]);
	});

	test.each([
		"掩饰隐瞒犯罪所得罪",
		"帮助信息网络犯罪活动罪",
		"帮信罪",
		"竞业限制",
		"取保候审",
		"孕检假",
		"盈余公积金",
		"居住权",
		"诉前调解",
		"终本",
		"失信被执行人",
		"建设工程施工合同纠纷",
		"机动车交通事故责任纠纷",
	])("makes %s one word within a sentence", (word) => {
		expect(cut(`关于${word}的规定`)).toContain(word);
	});

	test.each([
		["劳动合同成立的时间", ["劳动合同", "成立"]],
		["没有指定监护人的", ["指定监护人"]],
		["县级以上供水行政主管部门", ["供水行政主管部门"]],
		["可以作为行政执法证据使用", ["证据"]],
		["第一审法院认为", ["第一审法院"]],
		["经营管理人员的责任", ["管理人员"]],
		["征收房屋的决定", ["征收", "房屋"]],
		["他人民事权益受到侵害", ["他人", "民事权益"]],
		["法定代表人应当签字", ["法定代表人"]],
		["最终本院判决", ["最终", "本院", "判决"]],
		["解决水污染问题", ["解决", "水污染"]],
		["服从物业管理", ["服从"]],
		["碰撞车辆的所有人", ["碰撞", "车辆"]],
	])("cuts %s right", (text, words) => {
		expect(cut(text)).toEqual(expect.arrayContaining(words));
	});
});
