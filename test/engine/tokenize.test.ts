import { join } from "node:path";
import { expect, test } from "vitest";
import { fold } from "../../src/analysis/fold.ts";
import { buildIndex } from "../../src/engine/build-index.ts";
import { tokenize } from "../../src/engine/tokenize.ts";
import { temporaryFolder } from "./temporary-folder.ts";

test("tokens stand where they say, in both layers, folded", async () => {
	const text = "ＡＢＣ公司 违法解除劳动合同，赔偿！";
	const { version, tokens } = await tokenize(text);
	expect(version).toBe(1);
	for (const { term, start, end } of tokens) {
		expect(text.slice(start, end).toLowerCase().normalize("NFKC")).toBe(term);
	}
	const words = tokens.filter(({ layer }) => layer === "word");
	expect(words.map(({ term }) => term)).toEqual(
		expect.arrayContaining(["abc", "公司", "解除", "劳动", "合同", "劳动合同"]),
	);
	const characters = tokens.filter(({ layer }) => layer === "character");
	expect(characters.map(({ term }) => term).join("")).toBe(
		"abc公司 违法解除劳动合同,赔偿!",
	);
	expect(characters.map(({ position }) => position)).toEqual(
		characters.map((_, i) => i),
	);
});

test("an index cuts with its own words, and others with theirs", async () => {
	const folder = temporaryFolder({ "words.txt": "乙方代持股\n" });
	const index = join(folder, "index");
	const userWords = join(folder, "words.txt");
	const text = "乙方代持股";
	const terms = async (options: Parameters<typeof tokenize>[1]) =>
		(await tokenize(text, options)).tokens
			.filter(({ layer }) => layer === "word")
			.map(({ term }) => term);
	expect(await terms({})).not.toContain(text);
	expect(await terms({ userWords })).toContain(text);
	await buildIndex({ articles: [], index, userWords });
	expect(await terms({ index })).toContain(text);
});

test("a text without words has no tokens in the word layer", async () => {
	const { tokens } = await tokenize("，。 \u200b");
	expect(tokens.map(({ term, layer }) => `${layer} ${term}`)).toEqual([
		"character ,",
		"character 。",
		"pair ,。",
	]);
});

test("each token says what it stands for, where, and why", async () => {
	const text =
		"依《民法典》第１０７９條，最高人民法院判赔２万元，ＫＴＶ老板𠮷某不服";
	const { tokens } = await tokenize(text);
	for (const token of tokens) {
		expect(text.slice(token.start, token.end)).toBe(token.text);
		if (token.layer !== "entity") {
			expect(token.term).toBe(fold(token.text));
		}
	}
	const reasons = new Map(
		tokens
			.filter(({ layer }) => layer === "word" || layer === "entity")
			.map(({ term, reason }) => [term, reason]),
	);
	expect(reasons.get("最高人民法院")).toBe("dictionary");
	expect(reasons.get("法院")).toBe("inside");
	expect(reasons.get("ktv")).toBe("new-word");
	expect(reasons.get("20000元")).toBe("money");
	expect(reasons.get("中华人民共和国民法典第一千零七十九条")).toBe("provision");
	expect(reasons.get("中华人民共和国民法典")).toBe("law");
});
