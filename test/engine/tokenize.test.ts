import { join } from "node:path";
import { expect, test } from "vitest";
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
