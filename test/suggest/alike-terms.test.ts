import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { AlikeCharacters } from "../../src/suggest/alike-characters.ts";
import { alikeTermsAt } from "../../src/suggest/alike-terms.ts";
import { Lexicon, uncounted } from "../../src/suggest/lexicon.ts";
import { parseSimilarCharacters } from "../../src/suggest/similar-characters.ts";
import { builtList, builtSounds } from "./lists.ts";

const alikes = new AlikeCharacters(
	builtSounds(),
	parseSimilarCharacters(builtList("similar-characters.txt"), "list"),
);

function alikeTerms(
	terms: readonly string[],
	typed: string,
	isUnknown = false,
): string[] {
	const lexicon = new Lexicon(uncounted(terms), 100);
	return alikeTermsAt(
		typed,
		{ start: 0, limit: typed.length, isUnknown: () => isUnknown },
		{ lexicon, alikes },
	).map(({ term, kind, end }) => `${term} ${kind} ${end}`);
}

describe("the terms that may be meant", () => {
	test.each([
		["劳动合同法", "劳动合同发", "sound"],
		["劳动合同法", "劳动和同发", "sound"],
		["诈骗", "杂骗", "sound"],
		["租赁", "租凭", "shape"],
		["劳动合同", "动劳合同", "order"],
		["劳动合同", "劳同合动", "order"],
		["劳动合同法", "劳动合法", "missing"],
		["强制执行", "强制制执行", "extra"],
	])("are %s by %s: %s", (term, typed, kind) => {
		expect(alikeTerms([term], typed)).toContain(
			`${term} ${kind} ${typed.length}`,
		);
	});

	test("hold any other character only where what is typed is nothing known", () => {
		expect(alikeTerms(["经济补偿"], "经济陪偿")).toEqual([]);
		expect(alikeTerms(["经济补偿"], "经济陪偿", true)).toEqual([
			"经济补偿 spelling 4",
		]);
	});

	test("are none where it stands as typed, too short, or too far", () => {
		expect(alikeTerms(["劳动合同"], "劳动合同")).toEqual([]);
		expect(alikeTerms(["法"], "发")).toEqual([]);
		expect(alikeTerms(["合法"], "何发")).toEqual([]);
		expect(alikeTerms(["劳动合同"], "老洞和桐")).toEqual([]);
	});

	test("are found for every term of which one character sounds otherwise the same", () => {
		const terms = ["劳动合同", "竞业限制", "取保候审", "诉讼时效", "合同法"];
		const mistake = fc
			.constantFrom(...terms)
			.chain((term) =>
				fc
					.integer({ min: 0, max: term.length - 1 })
					.chain((at) =>
						fc
							.constantFrom(...alikes.of(term.charCodeAt(at)).keys())
							.map((unit) => ({ term, at, unit })),
					),
			);
		fc.assert(
			fc.property(mistake, ({ term, at, unit }) => {
				const typed =
					term.slice(0, at) + String.fromCharCode(unit) + term.slice(at + 1);
				const found = alikeTerms(terms, typed);
				expect(found.some((one) => one.startsWith(`${term} `))).toBe(true);
			}),
			{ seed: 73, numRuns: 500 },
		);
	});

	test("never take long, whatever was typed", () => {
		const terms = Array.from(
			{ length: 3000 },
			(_, i) =>
				[..."事实是时使式"]
					.map((character, k) => ((i >> k) & 1 ? character : "市"))
					.join("") + i,
		);
		fc.assert(
			fc.property(
				fc.array(fc.constantFrom(..."事实是时使式市十"), { maxLength: 80 }),
				(characters) => {
					expect(
						alikeTerms(terms, characters.join(""), true).length,
					).toBeLessThan(20_001);
				},
			),
			{ seed: 74, numRuns: 20 },
		);
	});
});
