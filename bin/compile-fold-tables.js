#!/usr/bin/env node
// Writes the tables that folding reads, src/analysis/compatible-forms.ts and simplified-characters.ts: node bin/compile-fold-tables.js
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { foldTables, standardCharacters } from "./fold-tables.js";
import { loadSource } from "./load-source.js";

const PAIRS_A_LINE = 32;

const { VARIANT_SIGNS } = await loadSource("src/analysis/variant-signs.ts");
const tables = foldTables(VARIANT_SIGNS, standardCharacters());
write("compatible-forms", {
	name: "COMPATIBLE_FORMS",
	comment:
		"Each pair of units: a capital letter or another form, and what it is folded to. Escaped, for some are marks, and some look alike.",
	lines: lines(tables.compatible, 8).map(escaped),
});
write("simplified-characters", {
	name: "SIMPLIFIED_CHARACTERS",
	comment:
		"Each pair: a traditional character or a variant, and the simplified one. Derived from OpenCC, see THIRD-PARTY-NOTICES.md.",
	lines: lines(tables.simplified, PAIRS_A_LINE),
});

function write(file, { name, comment, lines }) {
	const path = fileURLToPath(
		new URL(`../src/analysis/${file}.ts`, import.meta.url),
	);
	const rows = lines.map((line) => `\t"${line}",\n`).join("");
	writeFileSync(
		path,
		`// Written by bin/compile-fold-tables.js.\n/** ${comment} */\nexport const ${name}: readonly string[] = [\n${rows}];\n`,
	);
	console.error(`${path}: ${lines.length} lines`);
}

function lines(text, pairsALine) {
	const size = 2 * pairsALine;
	return Array.from({ length: Math.ceil(text.length / size) }, (_, i) =>
		text.slice(i * size, (i + 1) * size),
	);
}

function escaped(line) {
	const units = Array.from({ length: line.length }, (_, i) =>
		line.charCodeAt(i).toString(16).padStart(4, "0"),
	);
	return units.map((unit) => `\\u${unit}`).join("");
}
