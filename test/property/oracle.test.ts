import { expect, test } from "vitest";
import type { IndexReader } from "../../src/index/index-reader.ts";
import type { Plan } from "../../src/query/plan.ts";
import { rankedId, searchIndex } from "../../src/search/search-index.ts";
import { DEFAULT_BM25, LengthFactors } from "../../src/search/similarity.ts";
import { tinyAnalyzer } from "../index/tiny-analyzer.ts";
import { liveArticles } from "../index/written-index.ts";
import {
	type OracleDocument,
	oracleDocument,
	oracleSearch,
} from "../oracle.ts";
import { type Random, runSeed, seededRandom } from "../storage/random.ts";
import { randomIndex } from "./random-index.ts";
import { nestedPlan, typedPlan } from "./random-plan.ts";

const RUNS = Number(process.env.FASOU_ORACLE_RUNS ?? 2000);
const RUNS_PER_INDEX = 20;

/** Every document of the index, those too that are deleted and still count. */
function documentsOf(reader: IndexReader): OracleDocument[] {
	return reader.segments.flatMap((segment) =>
		Array.from({ length: segment.documents }, (_, doc) =>
			oracleDocument(
				segment.article(doc),
				tinyAnalyzer(),
				segment.isDeleted(doc),
			),
		),
	);
}

function compare(
	reader: IndexReader,
	documents: readonly OracleDocument[],
	plan: Plan,
	random: Random,
): void {
	const bm25 = random.pick([DEFAULT_BM25, { k1: 0.9, b: 0.4 }]);
	const all = oracleSearch(documents, plan, bm25);
	const limit = random.below(all.length + 3);
	const found = searchIndex(reader, plan, {
		limit,
		factors: new LengthFactors(reader, bm25),
		countsAll: random.below(2) === 0,
		shouldStop: () => false,
	});
	const ranked = found.ranked.map((place) => ({
		id: rankedId(reader, place),
		score: place.score,
	}));
	expect(ranked).toEqual(all.slice(0, limit));
	expect(found.matches).toBe(all.length);
	expect([found.isExact, found.isComplete]).toEqual([true, true]);
}

test(`the engine gives the ids and the scores of the naive search, bit for bit, in ${RUNS} runs`, () => {
	const seed = runSeed();
	console.log(`oracle: FASOU_SEED=${seed}`);
	for (let run = 0; run < RUNS; run += RUNS_PER_INDEX) {
		const indexSeed = seed + run;
		const random = seededRandom(indexSeed);
		const { reader, expected } = randomIndex(random);
		const articles = [...expected.values()].sort((a, b) =>
			a.id < b.id ? -1 : 1,
		);
		expect(liveArticles(reader)).toEqual(articles);
		const documents = documentsOf(reader);
		const texts = articles.flatMap(({ title, body }) => [title, body]);
		for (let i = 0; i < RUNS_PER_INDEX; i++) {
			const plan =
				i % 2 === 0 ? typedPlan(random, texts) : nestedPlan(random, texts);
			try {
				compare(reader, documents, plan, random);
			} catch (cause) {
				throw new Error(
					`FASOU_SEED=${indexSeed}, run ${i}: ${JSON.stringify(plan)}`,
					{ cause },
				);
			}
		}
	}
}, 300_000);
