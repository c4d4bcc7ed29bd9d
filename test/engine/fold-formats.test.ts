import { copyFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { buildIndex } from "../../src/engine/build-index.ts";
import type { IndexPlace } from "../../src/engine/index-place.ts";
import { openEngine } from "../../src/engine/open-engine.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const PAGE = fileURLToPath(
	new URL("../../corpus/pages/minjian-jiedai-lilv.txt", import.meta.url),
);

async function opened(corpus: string) {
	const index: IndexPlace = { memory: true };
	await buildIndex({ corpus, index });
	return openEngine({ index });
}

test("a saved page, a Markdown file and a web page of one article are one hit", async () => {
	const folder = temporaryFolder();
	copyFileSync(PAGE, join(folder, "page.txt"));
	const first = await opened(folder);
	const article = await first.get("page.txt");
	const paragraphs = article?.body.split("\n") ?? [];
	expect(paragraphs.length).toBeGreaterThan(5);
	writeFileSync(
		join(folder, "article.md"),
		`# ${article?.title}\n\n${paragraphs.map((line) => (line.length < 20 ? `## ${line}` : line)).join("\n\n")}\n`,
	);
	writeFileSync(
		join(folder, "article.html"),
		`<!doctype html><meta charset="utf-8"><title>${article?.title}</title><nav><a href="/">首页</a></nav>
<article><h1>${article?.title}</h1>${paragraphs.map((line) => `<p>${line}</p>`).join("\n")}</article><footer>版权所有</footer>`,
	);
	const engine = await opened(folder);
	const { hits, total } = await engine.search("民间借贷利息");
	expect(total.value).toBe(3);
	expect(hits).toHaveLength(1);
	expect(hits[0]?.similar).toHaveLength(2);
	const { related } = await engine.related("page.txt");
	expect(related).toEqual([]);
});
