// Realistic articles of any number, as JSONL: node bench/generate-corpus.js FOLDER COUNT [--seed N] > FILE (FOLDER or FASOU_DATA: laws in Markdown)
import { once } from "node:events";
import { readInputs } from "./inputs.js";
import { loadSourceParts } from "./load-source-parts.js";
import { readProvisions } from "./provisions.js";
import { syntheticArticles } from "./synthetic-articles.js";

const { inputs, options } = readInputs(["FOLDER", "COUNT"], {
	seed: { type: "string", default: "1" },
});
const { articles } = await readProvisions(
	await loadSourceParts(),
	inputs.FOLDER,
);
const made = syntheticArticles(articles, {
	seed: Number(options.seed),
	count: Number(inputs.COUNT),
});
for (const article of made) {
	if (!process.stdout.write(`${JSON.stringify(article)}\n`)) {
		await once(process.stdout, "drain");
	}
}
