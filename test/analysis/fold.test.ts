import { describe, expect, test } from "vitest";
import { standardCharacters } from "../../bin/fold-tables.js";
import { fold } from "../../src/analysis/fold.ts";
import {
	UNIT_IGNORED,
	UNIT_SPACE,
	unitClass,
} from "../../src/analysis/unit-classes.ts";
import { randomText, seededRandom } from "./random-text.ts";

const UNITS = Array.from({ length: 0x1_0000 }, (_, unit) =>
	String.fromCharCode(unit),
);

describe("folding", () => {
	test.each([
		["traditional characters", "工傷認定", "工伤认定"],
		["those of Taiwan", "為眾人裡群", "为众人里群"],
		["those of Hong Kong", "爲衆人裏羣，説衞綫", "为众人里群,说卫线"],
		["many to one", "頭髮發現，後來皇后", "头发发现,后来皇后"],
		["numerals of contracts", "貳萬億兩", "贰万亿两"],
		["variants in statutes", "槍砲彈藥", "枪炮弹药"],
		["capital letters", "WTO Ｔ恤 Ä Я", "wto t恤 ä я"],
		["full-width digits and signs", "第１０７９条（％）", "第1079条(%)"],
		["digits of Arabic and Persian", "٣٦۴", "364"],
		["raised and lowered digits", "㎡ m² CO₂", "㎡ m2 co2"],
		["half-width signs and kana", "｢ﾊﾝ｣､。｡", '"ハン"、。。'],
		["small and vertical forms", "﹙︵﹚︶﹐︑︒﹕︽︾", "(()),、。:《》"],
		["characters of old encodings", "\uf914\uf96f", "乐说"],
		["radicals for whole characters", "⼯⼈⺠法典⻓", "工人民法典长"],
		["curly, low and prime quotes", "“甲”„乙‟″", '"甲""乙""'],
		["single quotes", "‘甲’‚乙‛′", "'甲''乙''"],
		["corner quotes", "「甲」『乙』﹁丙﹂", '"甲""乙""丙"'],
		["dashes", "十–十二—―‐‑‒−－─", "十-十二--------"],
		["middle dots", "甲·乙‧丙•丁・戊･己", "甲·乙·丙·丁·戊·己"],
		[
			"brackets of document numbers",
			"〔2020〕［2020］【2020】",
			"[2020][2020][2020]",
		],
		["waves and ratios", "１～２〜３　１∶１", "1~2~3 1:1"],
		["yuan signs", "￥20 ¥20", "¥20 ¥20"],
		["spaces", "a\u3000b\u00a0c\u2002d", "a b c d"],
	])("makes %s one form", (_, text, folded) => {
		expect(fold(text)).toBe(folded);
	});

	test.each([
		["the marks of titles", "《关于〈民法典〉的解释》、。…"],
		["Chinese numerals", "零〇○一二三四五六七八九十百千万亿廿卅卌两"],
		["those of contracts", "壹贰叁肆伍陆柒捌玖拾佰仟"],
		["numbers in circles and brackets", "①⑳㈠㈩⒈⑴❶㊀"],
		["Roman and Suzhou numbers", "ⅠⅣⅫⅰⅻ〡〸〹〺"],
		[
			"characters of today's laws",
			"二噁英、白鱀豚、乾健门、著作权、宫商角徵羽",
		],
		["what takes more than one unit", "℃㎡№½ﬁİ𠮷"],
		["line breaks and what matching does not see", "a\n\r\t\u200b\u00ad\ufeff"],
		["halves of surrogate pairs", "\ud842 \udfb7"],
	])("leaves %s", (_, text) => {
		expect(fold(text)).toBe(text);
	});

	test("changes no character of the standard table", () => {
		const standard = [...standardCharacters()];
		expect(standard).toHaveLength(8105);
		expect(
			standard.filter((character) => fold(character) !== character),
		).toEqual([]);
	});

	test("makes one unit of each, and once is enough", () => {
		const wrong = UNITS.filter((unit) => {
			const folded = fold(unit);
			return folded.length !== 1 || fold(folded) !== folded;
		});
		expect(wrong).toEqual([]);
	});

	test("makes no space or ignored unit of another, nor another of those", () => {
		const classOf = (unit: string) => unitClass(unit.charCodeAt(0));
		const wrong = UNITS.filter((unit) =>
			[UNIT_SPACE, UNIT_IGNORED].some(
				(kind) => (classOf(unit) === kind) !== (classOf(fold(unit)) === kind),
			),
		);
		expect(wrong).toEqual([]);
	});

	test("folds a text unit by unit, so that offsets stay", () => {
		const seed = 20261125;
		const random = seededRandom(seed);
		const words = ["工傷認定", "〔2020〕", "Article", "劳动合同", "article 12"];
		for (let i = 0; i < 3000; i++) {
			const text = randomText(random, { words, pieces: 40 });
			const folded = fold(text);
			const units = Array.from({ length: text.length }, (_, at) =>
				fold(text.charAt(at)),
			);
			expect(folded === units.join(""), `seed ${seed}, text ${i}`).toBe(true);
			expect(fold(folded) === folded, `seed ${seed}, text ${i}`).toBe(true);
		}
	});
});
