import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import type { Article } from "../../src/article.ts";
import { crawl } from "../../src/corpus/crawl.ts";
import { readWhole } from "../../src/corpus/read-source.ts";
import { loadAnalyzer } from "../../src/engine/load-analyzer.ts";

const CORPUS = fileURLToPath(new URL("../../corpus", import.meta.url));
const TABLE = new URL("../golden/sample-corpus.tsv", import.meta.url);

/** What the writers of the sample corpus say each article cites: source → 《law》第X条. */
function expectedCitations(): Map<string, Set<string>> {
	const [head = "", ...rows] = readFileSync(TABLE, "utf8").trim().split("\n");
	const column = head.split("\t").indexOf("citations");
	return new Map(
		rows.map((row) => {
			const cells = row.split("\t");
			const cited = (cells[column] ?? "").split("；").filter(Boolean);
			return [cells[0] ?? "", new Set(cited)];
		}),
	);
}

async function foundCitations(): Promise<Map<string, Set<string>>> {
	const { analyzer } = loadAnalyzer({});
	const { files } = await crawl([CORPUS]);
	const articles: Article[] = files.flatMap((file) => readWhole(file).articles);
	return new Map(
		articles.map((article) => [
			article.source,
			new Set(
				analyzer
					.articleEntities(article, "body")
					.references.provisions.map(({ law, number }) => law + number),
			),
		]),
	);
}

describe("the provisions that the sample articles cite", () => {
	it("are found, all but 3 in 100, and hardly any other", async () => {
		const found = await foundCitations();
		let right = 0;
		let expected = 0;
		let given = 0;
		for (const [source, cited] of expectedCitations()) {
			const mine = found.get(source) ?? new Set();
			expected += cited.size;
			given += mine.size;
			right += [...cited].filter((one) => mine.has(one)).length;
		}
		console.log(
			`citations: ${expected} expected, ${given} found, ${right} of them right`,
		);
		expect(right / expected).toBeGreaterThan(0.97);
		expect(right / given).toBeGreaterThan(0.97);
	});
});
