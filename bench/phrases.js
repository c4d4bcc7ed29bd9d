// Quoted phrases of 2 to 8 characters from the articles themselves, warm: node bench/phrases.js INDEX FOLDER [--count 1000] [--seed 1]
import { builtFile, readInputs } from "./inputs.js";
import { loadSourceParts } from "./load-source-parts.js";
import { percentiles } from "./percentiles.js";
import { readProvisions } from "./provisions.js";
import { randomFrom } from "./random.js";
import { table } from "./table.js";

const { inputs, options } = readInputs(["INDEX", "FOLDER"], {
	count: { type: "string", default: "1000" },
	seed: { type: "string", default: "1" },
	api: { type: "string" },
});
const { openEngine } = await import(options.api ?? builtFile("api.js"));
const { articles } = await readProvisions(
	await loadSourceParts(),
	inputs.FOLDER,
);
const random = randomFrom(Number(options.seed));
const phrases = new Map();
for (let length = 2; length <= 8; length++) {
	phrases.set(length, []);
}
for (let i = 0; i < Number(options.count); i++) {
	const length = 2 + (i % 7);
	const { body } = articles[Math.floor(random() * articles.length)];
	const start = Math.floor(random() * Math.max(1, body.length - length));
	const phrase = body.slice(start, start + length).replace(/["“”\n]/g, "");
	if (phrase.trim() !== "") {
		phrases.get(length).push(`“${phrase}”`);
	}
}
const engine = await openEngine({ index: inputs.INDEX });
const rows = [];
const all = [];
for (const [length, texts] of phrases) {
	const times = [];
	for (let pass = 0; pass < 3; pass++) {
		for (const text of texts) {
			const startMs = performance.now();
			await engine.searchIds(text);
			if (pass > 0) {
				times.push(performance.now() - startMs);
			}
		}
	}
	all.push(...times);
	rows.push([`${length} characters`, ...shown(times)]);
}
rows.push(["all", ...shown(all)]);
console.log(
	table(["phrase", "p50 ms", "p90 ms", "p99 ms", "longest ms"], rows),
);
await engine.close();

function shown(times) {
	const { p50, p90, p99, max } = percentiles(times);
	return [p50, p90, p99, max].map((ms) => ms.toFixed(2));
}
