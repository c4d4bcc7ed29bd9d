// Bundled into one file; the dictionary and the worker then stand where the application puts them.
import { fileURLToPath } from "node:url";
import { buildIndex, openEngine } from "fasou";

const [corpus, question] = process.argv.slice(2);
const beside = (name) =>
	fileURLToPath(new URL(`fasou/${name}`, import.meta.url));
const place = { index: "index", dictionary: beside("dictionary.fasou") };
const worker = beside("worker.js");
const report = await buildIndex({ ...place, worker, corpus });
const engine = await openEngine(place);
const page = await engine.search(question);
await engine.close();
if (page.hits.length === 0) {
	throw new Error(`no hits for ${question}`);
}
console.log(`${report.indexed} articles, ${page.hits.length} hits`);
