// Legal entities of every file, whole and cut at each 条: node bench/entities.js FOLDER [--rounds N]
import { readFileSync } from "node:fs";
import { join } from "node:path";
import glob from "fast-glob";
import { readInputs } from "./inputs.js";
import { loadSourceParts } from "./load-source-parts.js";
import { median } from "./percentiles.js";
import { count, table } from "./table.js";

const LAWS = new URL("../src/analysis/lists/laws.txt", import.meta.url);
const { inputs, options } = readInputs(["FOLDER"], {
	rounds: { type: "string", default: "5" },
});
const parts = await loadSourceParts();
const { findEntities, findReferences, fold, scanEntities } = parts;
const laws = new parts.LawNames(
	parts.parseLaws(readFileSync(LAWS, "utf8"), "laws.txt"),
);
const rounds = Number(options.rounds);
const files = (await glob("**/*", { cwd: inputs.FOLDER })).sort();
const whole = files.map((file) =>
	readFileSync(join(inputs.FOLDER, file), "utf8"),
);
console.log(
	`medians of ${rounds} interleaved rounds, one thread, Node ${process.version}`,
);
measure("files", whole);
measure(
	"条",
	whole.flatMap((text) => text.split(/^(?=第[^\s条]{1,10}条)/m)),
);
countKinds(whole);

function measure(unit, texts) {
	const characters = texts.reduce((sum, text) => sum + text.length, 0);
	const folded = texts.map(fold);
	const steps = {
		fold,
		"money, periods, dates, case numbers": (_, i) => scanEntities(folded[i]),
		"laws and provisions": (text, i) =>
			findReferences(text, { laws, folded: folded[i] }),
		"all entities": (text, i) =>
			findEntities(text, { laws, folded: folded[i] }),
	};
	const times = Object.fromEntries(Object.keys(steps).map((key) => [key, []]));
	for (let round = 0; round < rounds; round++) {
		for (const [name, step] of Object.entries(steps)) {
			const started = performance.now();
			for (let i = 0; i < texts.length; i++) {
				step(texts[i], i);
			}
			times[name].push(performance.now() - started);
		}
	}
	const rows = Object.entries(times).map(([name, all]) => [
		name,
		median(all).toFixed(0),
		(characters / median(all) / 1000).toFixed(1),
	]);
	console.log(
		`\n${count(texts.length)} ${unit}, ${count(characters)} characters`,
	);
	console.log(table(["", "ms", "M chars/s"], rows));
}

function countKinds(texts) {
	const kinds = new Map();
	for (const text of texts) {
		for (const { kind, terms } of findEntities(text, { laws }).entities) {
			const { places = 0, all = 0 } = kinds.get(kind) ?? {};
			kinds.set(kind, { places: places + 1, all: all + terms.length });
		}
	}
	const rows = [...kinds]
		.sort(([a], [b]) => (a < b ? -1 : 1))
		.map(([kind, { places, all }]) => [kind, count(places), count(all)]);
	console.log(`\n${table(["kind", "places", "terms"], rows)}`);
}
