import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { findEntities } from "../../src/analysis/entities.ts";
import { LawBook } from "../../src/analysis/law-book.ts";
import { lawKey } from "../../src/analysis/law-key.ts";
import { parseLaws } from "../../src/analysis/law-list.ts";
import { LawNames } from "../../src/analysis/law-names.ts";
import { linesNear, linesStartingWith } from "../../src/analysis/list-lines.ts";
import { parseSynonyms } from "../../src/analysis/synonyms.ts";

const LISTS = new URL("../../src/analysis/lists/", import.meta.url);
const LAWS = readFileSync(new URL("laws.txt", LISTS), "utf8");
const SYNONYMS = readFileSync(new URL("synonyms.txt", LISTS), "utf8");
const SENTENCES = readFileSync(
	new URL("../golden/segmenter/sentences.txt", import.meta.url),
	"utf8",
)
	.trimEnd()
	.split("\n");

describe("the lines near a text", () => {
	const list = "# 表\n甲乙 = 丙丁\n\n乙丙\r\n丁\n甲乙";

	test("share two characters with it, and come in order, each once, with their numbers", () => {
		expect(linesNear(list, "说甲乙丙")).toEqual([
			{ number: 1, text: "甲乙 = 丙丁" },
			{ number: 3, text: "乙丙\r" },
			{ number: 5, text: "甲乙" },
		]);
		expect(linesNear(list, "丁")).toEqual([]);
		expect(linesNear(list, "丙\n丁 = ")).toEqual([]);
		expect(linesNear("", "甲乙")).toEqual([]);
	});

	test("are found by their first sign too", () => {
		expect(linesStartingWith("[a]\nb\n[c]", "[")).toEqual([
			{ number: 0, text: "[a]" },
			{ number: 2, text: "[c]" },
		]);
	});
});

describe("the lists of the package, read as far as a text asks", () => {
	test("of laws give the same entities as read whole", () => {
		const all = parseLaws(LAWS, "laws.txt");
		const laws = new LawNames(all);
		const texts = [
			...SENTENCES,
			...all.map(({ name }) => `按《${name}》第3条怎么办`),
			...all.flatMap(({ otherNames }) => otherNames).map((one) => `${one}解释`),
		];
		for (const text of texts) {
			const book = new LawBook((near) => parseLaws(LAWS, "laws.txt", near));
			expect(findEntities(text, { laws: book.namesFor(text) })).toEqual(
				findEntities(text, { laws }),
			);
		}
	});

	test("of laws have no name whose beginning folding changes, so that it is found by its characters", () => {
		for (const { name, otherNames } of parseLaws(LAWS, "laws.txt")) {
			for (const one of [name, ...otherNames]) {
				const beginning = one.replace(/^中华人民共和国/, "").slice(0, 2);
				expect(lawKey(beginning)).toBe(beginning);
			}
		}
	});

	test("of synonyms have no term of one character, and give every rule whose plain word stands in a text", () => {
		const rules = parseSynonyms(SYNONYMS, "synonyms.txt");
		for (const { plain } of rules) {
			expect(plain.length).toBeGreaterThan(1);
		}
		const texts = [...SENTENCES, ...rules.map(({ plain }) => `${plain}怎么办`)];
		for (const text of texts) {
			const near = new Set(
				parseSynonyms(SYNONYMS, "synonyms.txt", text).map(({ plain }) => plain),
			);
			for (const { plain } of rules) {
				if (text.includes(plain)) {
					expect(near.has(plain)).toBe(true);
				}
			}
		}
	});
});
