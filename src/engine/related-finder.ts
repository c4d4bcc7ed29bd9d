import type { Analyzer } from "../analysis/analyzer.ts";
import { fieldText } from "../analysis/fields.ts";
import type { Article } from "../article.ts";
import type {
	EmbeddedIndex,
	Evidence,
	FoundArticle,
} from "../backend/embedded/embedded-index.ts";
import { priorOfByte } from "../backend/embedded/embedded-index.ts";
import {
	relatedPlan,
	type TellingTerm,
	tellingTerms,
} from "../query/related-query.ts";
import { ReprintFinder } from "./fold-reprints.ts";
import { priorFactor } from "./second-look.ts";

/** An article that is related to another, read. */
export interface RelatedFound {
	readonly article: Article;
	readonly score: number;
}

/** So many of the best by words are weighed again. */
const CANDIDATES = 300;
/** Measured over provisions that answer the same questions (bench/ranking.md). */
const PATH_WEIGHT = 0.4;
/** Texts without a signature say the same with this share of their pairs of characters in common: provisions of law, short texts. */
const SAME_TEXT = 0.9;
/** The search itself has looked at words. */
const OTHER_LAYERS = ["character", "pair"] as const;

/**
 * The articles that share most of what tells about one: BM25 of its telling words, with 0.4 times that of the headings above it, times
 * exp(0.2 · prior). What says the same as the article itself, or as one above, is left out.
 */
export function findRelated(
	article: Article,
	limit: number,
	index: EmbeddedIndex,
	analyzer: Analyzer,
): { terms: readonly TellingTerm[]; related: readonly RelatedFound[] } {
	const terms = tellingTerms(article, analyzer, (term) =>
		index.documentsWith("body", term),
	);
	const path = analyzer.compared(fieldText(article, "path"));
	const found = index.search(relatedPlan(terms, path.word, PATH_WEIGHT), {
		limit: Math.max(CANDIDATES, limit + 1),
		countsAll: false,
		shouldStop: () => false,
	});
	const scores = weighedAgain(
		found.articles.map(({ score }) => score),
		found.evidence(),
		path,
	);
	const order = [...scores.keys()].sort(
		(a, b) => scores[b]! - scores[a]! || a - b,
	);
	const same = new SameTexts();
	const own = index.find(article.id);
	if (own !== undefined) {
		same.isNew(own);
	}
	const related: RelatedFound[] = [];
	for (const i of order) {
		if (related.length === limit) {
			break;
		}
		const candidate = found.articles[i]!;
		if (candidate.place !== own?.place && same.isNew(candidate)) {
			related.push({ article: candidate.article(), score: scores[i]! });
		}
	}
	return { terms, related };
}

function weighedAgain(
	words: readonly number[],
	evidence: Evidence,
	path: ReturnType<Analyzer["compared"]>,
): Float64Array {
	const scores = Float64Array.from(words);
	for (const layer of OTHER_LAYERS) {
		const terms = [...new Set(path[layer])];
		evidence.addTo(scores, "path", layer, terms, () => PATH_WEIGHT);
	}
	const priors = evidence.priors();
	return scores.map((score, i) => score * priorFactor(priorOfByte(priors[i]!)));
}

/** The articles seen so far, to tell those that say the same. */
class SameTexts {
	readonly #reprints = new ReprintFinder();
	readonly #seen: {
		readonly article: FoundArticle;
		readonly pairs: ReadonlySet<number>;
	}[] = [];

	/** Whether none seen before says the same; notes the article where that is so. */
	isNew(article: FoundArticle): boolean {
		const pairs = pairsOf(article.article().body);
		const isSame = this.#seen.some((seen) =>
			article.signature() === undefined ||
			seen.article.signature() === undefined
				? havePairsInCommon(seen.pairs, pairs)
				: this.#reprints.areReprints(seen.article, article),
		);
		if (!isSame) {
			this.#seen.push({ article, pairs });
		}
		return !isSame;
	}
}

/** The distinct pairs of neighbouring UTF-16 units, as numbers. */
function pairsOf(text: string): ReadonlySet<number> {
	const pairs = new Set<number>();
	for (let i = 1; i < text.length; i++) {
		pairs.add(text.charCodeAt(i - 1) * 0x1_0000 + text.charCodeAt(i));
	}
	return pairs;
}

/** Whether two texts have nearly all their pairs in common (Jaccard). */
function havePairsInCommon(
	a: ReadonlySet<number>,
	b: ReadonlySet<number>,
): boolean {
	const [small, large] = a.size < b.size ? [a, b] : [b, a];
	if (small.size < SAME_TEXT * large.size) {
		return false;
	}
	let common = 0;
	for (const pair of small) {
		common += large.has(pair) ? 1 : 0;
	}
	return common >= SAME_TEXT * (a.size + b.size - common);
}
