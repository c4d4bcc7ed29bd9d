import { readDictionarySources } from "../../bin/nodejieba.js";
import type { Analyzer } from "../../src/analysis/analyzer.ts";
import { compileDictionary } from "../../src/analysis/compile-dictionary.ts";
import { readDictionary } from "../../src/analysis/dictionary.ts";
import { parseLaws } from "../../src/analysis/law-list.ts";
import { analyzerOver } from "../analyzer-over.ts";

/** Words with their frequencies; some stand inside others, so that places are shared. */
const WORDS = [
	"劳动 100",
	"合同 90",
	"劳动合同 40",
	"劳动合同法 20",
	"合同法 30",
	"解除 60",
	"解除合同 10",
	"公司 80",
	"工资 50",
	"加班 40",
	"加班费 30",
	"赔偿 45",
	"赔偿金 25",
	"法院 70",
	"人民法院 35",
	"起诉 20",
];

let analyzer: Analyzer | undefined;

/** jieba with a dictionary of a few words: made in a moment, and random texts of these words meet often. */
export function tinyAnalyzer(): Analyzer {
	if (analyzer === undefined) {
		const dictionary = readDictionary(
			compileDictionary({
				dictionary: WORDS.map((word) => `${word} n\n`).join(""),
				hmm: readDictionarySources().hmm,
			}),
		);
		analyzer = analyzerOver(dictionary, {
			laws: parseLaws("[法律]\n中华人民共和国劳动合同法 | | 98", "laws"),
		});
	}
	return analyzer;
}

/** What random texts are made of: words, single characters, and what matching must see through. */
export const TINY_PIECES: readonly string[] = [
	...WORDS.map((word) => word.slice(0, word.indexOf(" "))),
	..."的了不应当第一条",
	"，",
	"。",
	"\n",
	" ",
	"　",
	" \t\n",
	"ABC",
	"ａｂｃ",
	"abc",
	"2017-03",
	"第12条",
	"3个月",
	"c++",
	"\u200b",
	"𠮷",
	"\ud800",
];
