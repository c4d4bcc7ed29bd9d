import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { Analyzer } from "../../src/analysis/analyzer.ts";
import type { IndexReader } from "../../src/index/index-reader.ts";
import { parseQuery } from "../../src/query/parse-query.ts";
import { type Plan, planQuery } from "../../src/query/plan.ts";
import { matchSet } from "../../src/search/match-set.ts";
import { rankedId, searchIndex } from "../../src/search/search-index.ts";
import {
	type Bm25,
	DEFAULT_BM25,
	LengthFactors,
} from "../../src/search/similarity.ts";
import { memoryDirectory } from "../../src/storage/memory-directory.ts";
import { analyzerOver } from "../analyzer-over.ts";
import { compiledDictionary } from "../compiled-dictionary.ts";
import { breathe } from "../event-loop.ts";
import { tinyAnalyzer } from "../index/tiny-analyzer.ts";
import {
	article,
	liveArticles,
	openTestReader,
	openTestWriter,
} from "../index/written-index.ts";
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
function documentsOf(
	reader: IndexReader,
	analyzer: Analyzer,
): OracleDocument[] {
	return reader.segments.flatMap((segment) =>
		Array.from({ length: segment.documents }, (_, doc) =>
			oracleDocument(segment.article(doc), analyzer, segment.isDeleted(doc)),
		),
	);
}

function compare(
	reader: IndexReader,
	documents: readonly OracleDocument[],
	plan: Plan,
	random: Random,
	analyzer = tinyAnalyzer(),
): void {
	const bm25 = random.pick([DEFAULT_BM25, { k1: 0.9, b: 0.4 }]);
	const all = oracleSearch(documents, plan, bm25);
	const limit = random.below(all.length + 3);
	const found = searchIndex(reader, plan, {
		limit,
		factors: new LengthFactors(reader, bm25),
		analyzer,
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
	compareMatches(reader, plan, all, analyzer);
	compareBehind(reader, plan, { all, bm25, analyzer }, random);
}

/** All that matches, without scores. */
function compareMatches(
	reader: IndexReader,
	plan: Plan,
	all: readonly { readonly id: string }[],
	analyzer: Analyzer,
): void {
	const factors = new LengthFactors(reader, DEFAULT_BM25);
	const shouldStop = () => false;
	const set = matchSet(reader, plan, { factors, analyzer, shouldStop });
	const ids = set.docs.flatMap((docs, segment) =>
		Array.from(docs, (doc) => rankedId(reader, { segment, doc })),
	);
	expect(ids.sort()).toEqual(all.map(({ id }) => id).sort());
	expect([set.count, set.isComplete]).toEqual([all.length, true]);
}

/** What comes behind any hit, and what is found among a few articles. */
function compareBehind(
	reader: IndexReader,
	plan: Plan,
	of: {
		readonly all: readonly { readonly id: string; readonly score: number }[];
		readonly bm25: Bm25;
		readonly analyzer: Analyzer;
	},
	random: Random,
): void {
	const at = random.below(of.all.length + 1);
	const rest = of.all.slice(at);
	const some = rest.filter(() => random.below(2) === 0);
	const only = reader.segments.map(
		({ documents }) => new Int32Array(Math.ceil(documents / 32)),
	);
	for (const { id } of some) {
		const { segment, doc } = reader.placeOf(id) ?? { segment: 0, doc: 0 };
		only[segment]![doc >>> 5]! |= 1 << (doc & 31);
	}
	const limits = {
		limit: 1 + random.below(9),
		factors: new LengthFactors(reader, of.bm25),
		analyzer: of.analyzer,
		countsAll: false,
		shouldStop: () => false,
		behind: of.all[at - 1],
	};
	for (const [wanted, among] of [
		[rest, undefined],
		[some, only],
	] as const) {
		const { ranked } = searchIndex(reader, plan, { ...limits, only: among });
		expect(ranked.map((place) => rankedId(reader, place))).toEqual(
			wanted.slice(0, limits.limit).map(({ id }) => id),
		);
	}
}

test(`the engine gives the ids and the scores of the naive search, bit for bit, in ${RUNS} runs`, async () => {
	const seed = runSeed();
	console.log(`oracle: FASOU_SEED=${seed}`);
	for (let run = 0; run < RUNS; run += RUNS_PER_INDEX) {
		await breathe();
		const indexSeed = seed + run;
		const random = seededRandom(indexSeed);
		const { reader, expected } = randomIndex(random);
		const articles = [...expected.values()].sort((a, b) =>
			a.id < b.id ? -1 : 1,
		);
		expect(liveArticles(reader)).toEqual(articles);
		const documents = documentsOf(reader, tinyAnalyzer());
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

test("so it does with the real dictionary, on sentences of laws and what people write", () => {
	const seed = runSeed();
	console.log(`oracle, real dictionary: FASOU_SEED=${seed}`);
	const random = seededRandom(seed);
	const dictionary = compiledDictionary();
	const analyzer = analyzerOver(dictionary);
	const path = new URL("../golden/segmenter/sentences.txt", import.meta.url);
	const sentences = readFileSync(path, "utf8").trimEnd().split("\n");
	const directory = memoryDirectory();
	const writer = openTestWriter(directory, {
		analyzer,
		memoryLimitBytes: 100_000,
	});
	for (let id = 0; id < 500; id++) {
		const body = [1, 2, 3].map(() => random.pick(sentences)).join("\n");
		writer.put(article(`${id}`, random.pick(sentences), body));
	}
	writer.commit();
	writer.close();
	const reader = openTestReader(directory);
	const documents = documentsOf(reader, analyzer);
	for (let run = 0; run < 100; run++) {
		const text = [1, 2].map(() => {
			const sentence = random.pick(sentences);
			const start = random.below(sentence.length);
			const part = sentence.slice(start, start + 2 + random.below(12));
			return random.pick(["", "+", "-", '"', "同句 ", "near/30 "]) + part;
		});
		const typed = text.join(" ");
		const { plan } = planQuery(typed, parseQuery(typed).query, analyzer, {
			boosts: { title: 2, summary: 1, body: 1, category: 0.5, path: 0.3 },
			isExact: false,
			entities: analyzer.queryEntities(typed).entities,
			expansions: [],
			meant: [],
			isTold: false,
			namedTimes: new Map(),
			learnt: [],
		});
		compare(reader, documents, plan, random, analyzer);
	}
});
