import { expect, test } from "vitest";
import { TEXT_FIELDS } from "../../src/analysis/fields.ts";
import { createCaches, IndexReader } from "../../src/index/index-reader.ts";
import { NearMatches } from "../../src/present/near-matches.ts";
import type { NearPlan } from "../../src/query/plan.ts";
import { rankedId, searchIndex } from "../../src/search/search-index.ts";
import { DEFAULT_BM25, LengthFactors } from "../../src/search/similarity.ts";
import type { Directory } from "../../src/storage/directory.ts";
import { memoryDirectory } from "../../src/storage/memory-directory.ts";
import { breathe } from "../event-loop.ts";
import { randomArticle } from "../index/random-articles.ts";
import { tinyAnalyzer } from "../index/tiny-analyzer.ts";
import { commitArticles, openTestReader } from "../index/written-index.ts";
import { rangesNear, standsNear } from "../near-oracle.ts";
import { oracleDocument } from "../oracle.ts";
import { runSeed, seededRandom } from "../storage/random.ts";
import { nearPlan } from "./random-plan.ts";

const RUNS = Number(process.env.FASOU_NEAR_RUNS ?? 1000);
const RUNS_PER_INDEX = 40;

/** The index as a release had it that kept no sentences. */
function withoutSentences(directory: Directory): IndexReader {
	const { manifest } = openTestReader(directory);
	const segments = manifest.segments.map((entry) => {
		const files = entry.files.filter(({ kind }) => kind !== "sentences");
		expect(files).toHaveLength(entry.files.length - 1);
		return { ...entry, files };
	});
	const caches = createCaches(1_000_000);
	return new IndexReader(directory, { ...manifest, segments }, caches);
}

function idsNear(reader: IndexReader, near: NearPlan): string[] {
	const { ranked, matches } = searchIndex(reader, near, {
		limit: 1000,
		factors: new LengthFactors(reader, DEFAULT_BM25),
		analyzer: tinyAnalyzer(),
		countsAll: true,
		shouldStop: () => false,
	});
	expect(matches).toBe(ranked.length);
	return ranked.map((place) => rankedId(reader, place)).sort();
}

test(`what stands close together is what trying everything with everything finds, and exactly that is marked, in ${RUNS} runs`, async () => {
	const seed = runSeed();
	console.log(`near: FASOU_SEED=${seed}`);
	const analyzer = tinyAnalyzer();
	let found = 0;
	let apart = 0;
	for (let run = 0; run < RUNS; run += RUNS_PER_INDEX) {
		await breathe();
		const indexSeed = seed + run;
		const random = seededRandom(indexSeed);
		const articles = Array.from({ length: 1 + random.below(40) }, (_, i) =>
			randomArticle(random, `${i}`),
		);
		const directory = memoryDirectory();
		commitArticles(directory, articles);
		const readers = [
			openTestReader(directory),
			withoutSentences(directory),
		] as const;
		const documents = articles.map((article) =>
			oracleDocument(article, analyzer, false),
		);
		const texts = articles.flatMap(({ title, body }) => [title, body]);
		for (let i = 0; i < RUNS_PER_INDEX; i++) {
			const near = nearPlan(random, texts);
			const where = `FASOU_SEED=${indexSeed}, run ${i}: ${JSON.stringify(near)}`;
			const expected = documents.filter((one) => standsNear(one, near));
			const ids = expected.map(({ id }) => id).sort();
			expect(idsNear(readers[0], near), where).toEqual(ids);
			expect(idsNear(readers[1], near), where).toEqual(ids);
			const marks = new NearMatches(analyzer, [near], () => 1, 0);
			for (const document of expected) {
				for (const field of TEXT_FIELDS) {
					const ranges = marks
						.find(document.article, field)
						.map(({ start, end }) => `${start}-${end}`);
					expect(new Set(ranges), where).toEqual(
						rangesNear(document, near, field),
					);
				}
			}
			found += ids.length > 0 ? 1 : 0;
			const must = { kind: "boolean" as const, should: [], mustNot: [] };
			const all = searchIndex(
				readers[0],
				{ ...must, must: near.operands },
				{
					limit: 0,
					factors: new LengthFactors(readers[0], DEFAULT_BM25),
					analyzer,
					countsAll: true,
					shouldStop: () => false,
				},
			);
			apart += all.matches > ids.length ? 1 : 0;
		}
	}
	console.log(`near: ${found} of ${RUNS} found, ${apart} less than AND`);
	expect(found).toBeGreaterThan(RUNS / 8);
	expect(apart).toBeGreaterThan(RUNS / 8);
}, 300_000);
