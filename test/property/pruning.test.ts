import { expect, test } from "vitest";
import { LAYERS, TEXT_FIELDS } from "../../src/analysis/fields.ts";
import type { Article } from "../../src/article.ts";
import type { IndexReader } from "../../src/index/index-reader.ts";
import type { Filter } from "../../src/query/filter.ts";
import type { Plan } from "../../src/query/plan.ts";
import { matchSet } from "../../src/search/match-set.ts";
import { rankedId, searchIndex } from "../../src/search/search-index.ts";
import { DEFAULT_BM25, LengthFactors } from "../../src/search/similarity.ts";
import type { OrderPlace } from "../../src/search/top-k.ts";
import { memoryDirectory } from "../../src/storage/memory-directory.ts";
import { breathe } from "../event-loop.ts";
import { randomArticle } from "../index/random-articles.ts";
import { openTestReader, openTestWriter } from "../index/written-index.ts";
import { type Random, runSeed, seededRandom } from "../storage/random.ts";

const RUNS = Number(process.env.FASOU_PRUNING_RUNS ?? 600);
const RUNS_PER_INDEX = 200;
/** Several windows, and lists of many blocks. */
const ARTICLES = 10_000;

function largeIndex(random: Random): IndexReader {
	const directory = memoryDirectory();
	const writer = openTestWriter(directory, {
		memoryLimitBytes: random.pick([8_000_000, 100_000_000]),
	});
	for (let i = 0; i < ARTICLES; i++) {
		// Ids that do not ascend with the documents, so that ties are not in their order.
		writer.put(
			crowded(randomArticle(random, `${(i * 7919) % ARTICLES}`), random),
		);
	}
	for (let i = 0; i < 500; i++) {
		writer.delete(`${random.below(ARTICLES)}`);
	}
	writer.commit();
	writer.close();
	return openTestReader(directory, 100_000_000);
}

/** Some articles say the same word often, so that some blocks hold much higher scores than others. */
function crowded(article: Article, random: Random): Article {
	if (random.below(200) > 0) {
		return article;
	}
	const word = random.pick(["劳动", "公司", "加班费", "起诉"]);
	return { ...article, body: word.repeat(1 + random.below(300)) };
}

/** Terms of the index: those of bodies and titles that many articles have, and any. */
interface Terms {
	readonly common: readonly Term[];
	readonly all: readonly Term[];
}

type Term = Omit<Extract<Plan, { kind: "term" }>, "boost">;

function termsOf(reader: IndexReader): Terms {
	const all: Term[] = [];
	const common: Term[] = [];
	for (const field of TEXT_FIELDS) {
		for (const layer of LAYERS) {
			const table = reader.segments[0]?.terms(field, layer)?.entriesFrom("");
			for (const { key: term, values } of table ?? []) {
				const [documents = 0] = values;
				all.push({ kind: "term", field, layer, term });
				if (documents > ARTICLES / 8) {
					common.push({ kind: "term", field, layer, term });
				}
			}
		}
	}
	return { common, all };
}

function sumPlan({ common, all }: Terms, random: Random): Plan {
	const should: Plan[] = Array.from({ length: 4 + random.below(12) }, () => ({
		...random.pick(random.below(4) === 0 ? all : common),
		boost: random.pick([1, 2, 0.37]),
	}));
	if (random.below(3) === 0) {
		const terms = [...random.pick(["劳动", "合同", "解除合同", "同劳"])];
		should.push({ kind: "phrase", field: "body", terms, boost: 1 });
	}
	const sum: Plan = { kind: "boolean", should, must: [], mustNot: [] };
	const filters = [
		random.pick<Filter>([
			{ column: "day", from: 18_000 },
			{ column: "views", to: random.below(30) },
			{ column: "category", text: "劳动/合同法", match: "is" },
			{ column: "author", text: "张三", match: "is" },
		]),
	].map((filter): Plan => ({ kind: "filter", filter }));
	return random.below(2) === 0
		? sum
		: { kind: "boolean", should: [], must: [...filters, sum], mustNot: [] };
}

function bestOf(
	reader: IndexReader,
	plan: Plan,
	options: {
		limit: number;
		countsAll: boolean;
		behind?: OrderPlace | undefined;
	},
) {
	const found = searchIndex(reader, plan, {
		...options,
		factors: new LengthFactors(reader, DEFAULT_BM25),
		shouldStop: () => false,
	});
	const ranked = found.ranked.map((place) => ({
		id: rankedId(reader, place),
		score: place.score,
	}));
	return { ...found, ranked };
}

test(`leaving out what cannot win changes neither ids nor scores, in ${RUNS} runs`, async () => {
	const seed = runSeed();
	console.log(`pruning: FASOU_SEED=${seed}`);
	let pruned = 0;
	for (let run = 0; run < RUNS; run += RUNS_PER_INDEX) {
		await breathe();
		const random = seededRandom(seed + run);
		const reader = largeIndex(random);
		const terms = termsOf(reader);
		for (let i = 0; i < RUNS_PER_INDEX; i++) {
			const plan = sumPlan(terms, random);
			const limit = random.pick([1, 3, 10, 100, 1000]);
			const all = bestOf(reader, plan, { limit, countsAll: true });
			const best = bestOf(reader, plan, { limit, countsAll: false });
			const where = `FASOU_SEED=${seed + run}, run ${i}: ${JSON.stringify(plan)}`;
			expect(best.ranked, where).toEqual(all.ranked);
			expect(best.matches, where).toBeLessThanOrEqual(all.matches);
			expect(all.isExact, where).toBe(true);
			const { count } = matchSet(reader, plan, {
				factors: new LengthFactors(reader, DEFAULT_BM25),
				shouldStop: () => false,
			});
			expect(count, where).toBe(all.matches);
			const at = random.below(all.ranked.length);
			const behind = all.ranked[at];
			const next = bestOf(reader, plan, { limit: 5, countsAll: false, behind });
			expect(next.ranked.slice(0, limit - at - 1), where).toEqual(
				all.ranked.slice(at + 1, at + 6),
			);
			pruned += best.isExact ? 0 : 1;
		}
	}
	console.log(`pruning: ${pruned} of ${RUNS} searches left something out`);
	expect(pruned).toBeGreaterThan(RUNS / 4);
}, 300_000);
