import { describe, expect, it } from "vitest";
import { fold } from "../../src/analysis/fold.ts";
import { parseLaws } from "../../src/analysis/law-list.ts";
import { TokenColumns } from "../../src/analysis/token-columns.ts";
import { MatchFinder } from "../../src/present/find-matches.ts";
import { randomText, seededRandom } from "../analysis/random-text.ts";
import { analyzerOver } from "../analyzer-over.ts";
import { compiledDictionary } from "../compiled-dictionary.ts";

const analyzer = analyzerOver(compiledDictionary(), {
	laws: parseLaws("[法律]\n中华人民共和国民法典 | | 1260", "laws"),
});

const WORDS = [
	"劳动合同法",
	"最高人民法院",
	"解除",
	"竞业限制",
	"加班费",
	"，",
	"。",
	"\n",
];

interface Wanted {
	readonly words?: readonly string[];
	readonly addedWords?: readonly string[];
	readonly phrases?: readonly string[];
	readonly entities?: readonly string[];
}

function find(
	text: string,
	{ words = [], addedWords = [], phrases = [], entities = [] }: Wanted,
) {
	const finder = new MatchFinder(
		analyzer,
		{
			words: new Set(words),
			addedWords: new Set(addedWords),
			phrases,
			prefixes: [],
			entities: new Set(entities),
			nears: [],
		},
		() => 1,
	);
	return finder.find({ title: "", body: text, category: [] }, "body");
}

function rangesOf(text: string, wanted: Wanted) {
	return find(text, wanted).map(({ start, end }) => text.slice(start, end));
}

describe("finding matches", () => {
	it("marks a word where the analyzer has it, not where its characters happen to meet", () => {
		expect(
			rangesOf("他对加班费有异议，加班到很晚。", { words: ["加班"] }),
		).toEqual(["加班", "加班"]);
		expect(rangesOf("产品和服务，买了和服。", { words: ["和服"] })).toEqual([
			"和服",
		]);
	});

	it("marks a phrase as one range, across words, width and case", () => {
		expect(rangesOf("签了ＡＰＰ协议", { phrases: ["app协"] })).toEqual([
			"ＡＰＰ协",
		]);
		expect(rangesOf("甲　　乙", { phrases: ["甲 乙"] })).toEqual(["甲　　乙"]);
	});

	it("marks an entity as one range, however it is written", () => {
		const entities = ["中华人民共和国民法典第一千零七十九条"];
		const text = "依照《民法典》第１０７９条、民法典第一千零八十条。";
		expect(rangesOf(text, { entities })).toEqual(["《民法典》第１０７９条"]);
	});

	it("marks traditional characters for simplified ones, and simplified for traditional", () => {
		const query = analyzer
			.tokens("工傷認定", "word", new TokenColumns())
			.map(({ term }) => term);
		const marked = rangesOf("申請工傷認定，再申请工伤认定", { words: query });
		expect(new Set(marked)).toEqual(new Set(["工傷", "認定", "工伤", "认定"]));
		expect(rangesOf("「工傷」認定", { phrases: ['"工伤"认'] })).toEqual([
			"「工傷」認",
		]);
	});

	it("finds in stretches what cutting the whole text finds", () => {
		const seed = Number(process.env.FASOU_SEED ?? Date.now() % 1_000_000);
		console.log(`matches: FASOU_SEED=${seed}`);
		const random = seededRandom(seed);
		const columns = new TokenColumns();
		for (let run = 0; run < 1500; run++) {
			const text = randomText(random, {
				words: WORDS,
				pieces: 1 + Math.floor(random() * 40),
			});
			const tokens = analyzer.tokens(text, "word", columns);
			const words = tokens
				.filter(() => random() < 0.2)
				.map(({ term }) => term)
				.concat(fold("合同"));
			const expected = tokens
				.filter(({ term }) => words.includes(term))
				.map(({ start, end }) => [start, end])
				.sort(([a = 0, b = 0], [c = 0, d = 0]) => a - c || d - b);
			const found = find(text, { words }).map(({ start, end }) => [start, end]);
			expect([text, found]).toEqual([text, expected]);
		}
	});

	it("marks words that were added and words of asking, which tell less", () => {
		const found = find("怎么认定工伤，解除劳动合同怎么办", {
			words: ["怎么", "认定", "工伤", "解除"],
			addedWords: ["解除"],
		});
		const weights = Object.fromEntries(
			found.map(({ term, weight }) => [term, weight]),
		);
		expect(weights[1]).toBe(1);
		expect(weights[2]).toBe(1);
		expect(weights[0]).toBeLessThan(0.01);
		expect(weights[3]).toBeGreaterThan(0.01);
		expect(weights[3]).toBeLessThan(1);
	});
});
