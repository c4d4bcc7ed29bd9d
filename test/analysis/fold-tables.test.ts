import { describe, expect, test } from "vitest";
import { foldTables, standardCharacters } from "../../bin/fold-tables.js";
import { COMPATIBLE_FORMS } from "../../src/analysis/compatible-forms.ts";
import { SIMPLIFIED_CHARACTERS } from "../../src/analysis/simplified-characters.ts";
import { VARIANT_SIGNS } from "../../src/analysis/variant-signs.ts";

describe("the tables of folding", () => {
	const tables = foldTables(VARIANT_SIGNS, standardCharacters());

	test("are those that bin/compile-fold-tables.js writes", () => {
		const name = "run node bin/compile-fold-tables.js";
		expect(COMPATIBLE_FORMS.join("") === tables.compatible, name).toBe(true);
		expect(SIMPLIFIED_CHARACTERS.join("") === tables.simplified, name).toBe(
			true,
		);
	});

	test("have each form once, in one of them", () => {
		const forms = [
			...VARIANT_SIGNS.flatMap(([, variants]) => [...variants]),
			...everySecond(tables.compatible),
			...everySecond(tables.simplified),
		];
		expect(new Set(forms).size).toBe(forms.length);
	});

	test("leave out what the standard table has", () => {
		const kept = new Set([...standardCharacters(), "傷"]);
		const { simplified } = foldTables(VARIANT_SIGNS, kept);
		expect(everySecond(tables.simplified)).toContain("傷");
		expect(everySecond(simplified)).not.toContain("傷");
	});
});

function everySecond(text: string): string[] {
	return text.split("").filter((_, i) => i % 2 === 0);
}
