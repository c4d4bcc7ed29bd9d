import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { readLists } from "../../src/index/lists.ts";
import { readSources } from "../../src/index/sources.ts";
import { verifyDirectory } from "../../src/index/verify.ts";
import { rankedId, searchIndex } from "../../src/search/search-index.ts";
import { DEFAULT_BM25, LengthFactors } from "../../src/search/similarity.ts";
import { diskDirectory } from "../../src/storage/disk-directory.ts";
import { type Answers, recordGoldenIndex } from "./record-golden-index.ts";
import { liveArticles, openTestReader } from "./written-index.ts";

/** Every format version that this release reads. */
const VERSIONS = ["index-v1"];

function folderOf(version: string): string {
	return fileURLToPath(new URL(`../golden/${version}`, import.meta.url));
}

const answersOf: Answers = (directory, plans) => {
	const reader = openTestReader(directory);
	const { generation, sources, lists } = reader.manifest;
	const searches = plans.map((plan) => {
		const { ranked, matches } = searchIndex(reader, plan, {
			limit: 5,
			factors: new LengthFactors(reader, DEFAULT_BM25),
			countsAll: true,
			shouldStop: () => false,
		});
		const hits = ranked.map((place) => ({
			id: rankedId(reader, place),
			score: place.score,
		}));
		return { matches, hits };
	});
	const articles = liveArticles(reader);
	return {
		generation,
		articles: articles.length,
		sample: articles.filter((_, i) => i % 25 === 0),
		blocksOfOneList: Math.max(
			...reader.segments.map(
				(segment) => segment.postings("body", "word", "劳动")?.blocks ?? 0,
			),
		),
		searches,
		sources: sources && readSources(directory, sources),
		lists: lists && readLists(directory, lists),
	};
};

test.each(VERSIONS)(
	"the golden index %s opens and answers as it did",
	(version) => {
		const folder = folderOf(version);
		if (process.env.FASOU_RECORD_GOLDEN === version) {
			recordGoldenIndex(folder, answersOf);
		}
		const { plans, answers } = JSON.parse(
			readFileSync(join(folder, "answers.json"), "utf8"),
		);
		const directory = diskDirectory(join(folder, "files"));
		expect(answersOf(directory, plans)).toEqual(answers);
		expect(verifyDirectory(directory)).toMatchObject({
			problems: [],
			strays: [],
		});
	},
);
