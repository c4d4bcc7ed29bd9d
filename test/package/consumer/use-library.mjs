// What the README shows, in a folder that has fasou installed: node use-library.mjs CORPUS QUESTION
import { buildIndex, openEngine, openWriter } from "fasou";

const [corpus, question] = process.argv.slice(2);
const index = "library-index";
const report = await buildIndex({ corpus, index, rebuild: true });
const engine = await openEngine({ index });
const page = await engine.search(question, { limit: 5 });
if (page.hits.length === 0) {
	throw new Error(`no hits for ${question}`);
}

const writer = await openWriter({ index });
await writer.add({
	id: "my-article",
	title: "量子纠缠与合同",
	body: "一篇刚刚写成的文章。",
});
await writer.commit();
await writer.close();
if ((await engine.search("量子纠缠")).hits.length !== 0) {
	throw new Error("an open engine changed beneath its caller");
}
await engine.refresh();
const fresh = await engine.search("量子纠缠");
if (fresh.hits[0]?.article.id !== "my-article") {
	throw new Error("the new article was not found");
}
await engine.close();
console.log(`${report.indexed} articles, ${page.hits.length} hits`);
