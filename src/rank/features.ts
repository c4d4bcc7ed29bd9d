/** What the re-ranker looks at where no log of questions is used. */
export const FEATURES_WITHOUT_LOG = [
	"first",
	"word",
	"character",
	"pair",
	"path",
	"title",
	"prior",
	"coverage",
	"pairCoverage",
	"run",
	"length",
	"added",
	"anchor",
	"inverse",
	"neighbour",
	"law",
	"chapter",
] as const;

/** What the re-ranker looks at, in the order in which models store weights. */
export const FEATURES = [
	...FEATURES_WITHOUT_LOG,
	"log",
	"logShare",
	"asked",
	"isAsked",
	"logChapter",
	"chapterAsked",
	"isChapterAsked",
	"logLaw",
	"lawAsked",
] as const;

export type FeatureName = (typeof FEATURES)[number];

/** The features of a query's candidates: a column each, with an entry a candidate. */
export type FeatureColumns = Readonly<Record<FeatureName, Float64Array>>;

/** What one distinct term of the query gives each candidate. */
export interface TermEvidence {
	readonly term: string;
	readonly idf: number;
	/** Its part of the body's BM25; 0 where it does not stand. */
	readonly parts: ArrayLike<number>;
}

/** All that is known of the candidates of one query, without reading them. Columns have an entry a candidate, all in one order. */
export interface Evidence {
	/** For each candidate its entry in the parts of terms. */
	readonly order: readonly number[];
	/** The score of the first stage, falling; above 0. */
	readonly first: ArrayLike<number>;
	readonly words: readonly TermEvidence[];
	readonly characters: readonly TermEvidence[];
	readonly pairs: readonly TermEvidence[];
	/** The query's pairs as they follow each other, repeated ones too. */
	readonly pairSequence: readonly string[];
	/** BM25 of the headings above the article, of its title, and of the terms added to the query; of all layers. */
	readonly path: ArrayLike<number>;
	readonly title: ArrayLike<number>;
	readonly added: ArrayLike<number>;
	/** BM25 of the provisions that the query has names of, in titles and where they are cited. */
	readonly named: ArrayLike<number>;
	/** How much of the query these names are; from 0 to 1. */
	readonly namedShare: number;
	readonly anchor: ArrayLike<number>;
	readonly prior: ArrayLike<number>;
	/** The best score of the first stage among the provisions just before and behind it. */
	readonly neighbour: ArrayLike<number>;
	/** The numbers of its law and its chapter; 0 where it is no provision. */
	readonly laws: ArrayLike<number>;
	readonly chapters: ArrayLike<number>;
	/** Words of the body. */
	readonly length: ArrayLike<number>;
	/** Of the log of questions; absent where there is none. */
	readonly log?: LogEvidence;
}

export interface LogEvidence {
	readonly score: ArrayLike<number>;
	/** What a logged text with every term of the query would score. */
	readonly ideal: number;
	/** Logged questions that the candidate answers. */
	readonly asked: ArrayLike<number>;
	/** Scores of all questions whose answers stand in the candidate's chapter, and in its law. */
	readonly chapter: ArrayLike<number>;
	readonly law: ArrayLike<number>;
	/** Logged questions whose answers stand there. */
	readonly chapterAsked: ArrayLike<number>;
	readonly lawAsked: ArrayLike<number>;
}

/** So that every feature is of the order of 1. */
const PRIOR_UNIT = 2;
const LENGTH_UNIT = 5;
const RUN_UNIT = 10;
const ASKED_UNIT = 3;
/** So that the first hit is not too far above the second. */
const RANK_OFFSET = 3;
/** So that a law with many candidates in the middle counts beside one with few at the top. */
const VOTE_OFFSET = 10;

/**
 * The features of each candidate. Parts of the score are taken as shares of the best candidate's, because scores of one query
 * cannot be compared with those of another.
 */
export function featuresOf(evidence: Evidence): FeatureColumns {
	const { first, words, characters, pairs, order } = evidence;
	// How much of the query is a name of the candidate: of that it needs no words.
	const named = mapped(
		shareOfBest(evidence.named),
		(value) => value * evidence.namedShare,
	);
	const withName = (shares: Float64Array) =>
		mapped(shares, (share, i) => share + (1 - share) * named[i]!);
	return {
		first: shareOfBest(first),
		word: shareOfBest(sumOf(words, order)),
		character: withName(shareOfBest(sumOf(characters, order))),
		pair: shareOfBest(sumOf(pairs, order)),
		path: shareOfBest(evidence.path),
		title: shareOfBest(evidence.title),
		prior: mapped(evidence.prior, (value) => value / PRIOR_UNIT),
		coverage: withName(coverageOf(words, order)),
		pairCoverage: withName(coverageOf(pairs, order)),
		run: longestRuns(pairs, evidence.pairSequence, order),
		length: mapped(evidence.length, (value) => Math.log1p(value) / LENGTH_UNIT),
		added: shareOfBest(evidence.added),
		anchor: shareOfBest(evidence.anchor),
		inverse: mapped(first, (_, i) => 1 / (i + RANK_OFFSET)),
		neighbour: mapped(evidence.neighbour, (value) =>
			first[0] === undefined || first[0] <= 0 ? 0 : value / first[0],
		),
		law: shareOfBest(votesOfOthers(evidence.laws)),
		chapter: shareOfBest(votesOfOthers(evidence.chapters)),
		...logFeatures(evidence.log, order.length),
	};
}

type LogFeatureName = Exclude<
	FeatureName,
	(typeof FEATURES_WITHOUT_LOG)[number]
>;

function logFeatures(
	log: LogEvidence | undefined,
	count: number,
): Pick<FeatureColumns, LogFeatureName> {
	if (log === undefined) {
		const none = new Float64Array(count);
		return {
			log: none,
			logShare: none,
			asked: none,
			isAsked: none,
			logChapter: none,
			chapterAsked: none,
			isChapterAsked: none,
			logLaw: none,
			lawAsked: none,
		};
	}
	return {
		log: shareOfBest(log.score),
		logShare: mapped(log.score, (score) =>
			log.ideal <= 0 ? 0 : Math.min(1, score / log.ideal) ** 2,
		),
		asked: logarithms(log.asked),
		isAsked: whetherAny(log.asked),
		logChapter: shareOfBest(log.chapter),
		chapterAsked: logarithms(log.chapterAsked),
		isChapterAsked: whetherAny(log.chapterAsked),
		logLaw: shareOfBest(log.law),
		lawAsked: logarithms(log.lawAsked),
	};
}

/** How high the other candidates of the same group stand: Σ 1 / (rank + 10) over them, ranks from 0; 0 where it is of no group. */
function votesOfOthers(groups: ArrayLike<number>): Float64Array {
	const vote = (rank: number) => 1 / (rank + VOTE_OFFSET);
	const votes = new Map<number, number>();
	for (let i = 0; i < groups.length; i++) {
		const group = groups[i] ?? 0;
		votes.set(group, (votes.get(group) ?? 0) + vote(i));
	}
	return mapped(groups, (group, i) =>
		group === 0 ? 0 : (votes.get(group) ?? 0) - vote(i),
	);
}

function logarithms(counts: ArrayLike<number>): Float64Array {
	return mapped(counts, (count) => Math.log1p(count) / ASKED_UNIT);
}

function whetherAny(counts: ArrayLike<number>): Float64Array {
	return mapped(counts, (count) => (count > 0 ? 1 : 0));
}

function shareOfBest(values: ArrayLike<number>): Float64Array {
	let best = 0;
	for (let i = 0; i < values.length; i++) {
		best = Math.max(best, values[i] ?? 0);
	}
	return mapped(values, (value) => (best > 0 ? value / best : value));
}

/** As `Float64Array.from`, but without its iterator: a second look makes a dozen columns of hundreds. */
function mapped(
	values: ArrayLike<number>,
	of: (value: number, i: number) => number,
): Float64Array {
	const result = new Float64Array(values.length);
	for (let i = 0; i < result.length; i++) {
		result[i] = of(values[i] ?? 0, i);
	}
	return result;
}

function sumOf(
	terms: readonly TermEvidence[],
	order: readonly number[],
): Float64Array {
	const sums = new Float64Array(order.length);
	for (const { parts } of terms) {
		for (let i = 0; i < sums.length; i++) {
			sums[i] = (sums[i] ?? 0) + partOf(parts, order, i);
		}
	}
	return sums;
}

function partOf(
	parts: ArrayLike<number>,
	order: readonly number[],
	i: number,
): number {
	return parts[order[i] ?? 0] ?? 0;
}

/** How much of the query's idf each candidate has. */
function coverageOf(
	terms: readonly TermEvidence[],
	order: readonly number[],
): Float64Array {
	const all = terms.reduce((sum, { idf }) => sum + idf, 0);
	const covered = new Float64Array(order.length);
	for (const { idf, parts } of all > 0 ? terms : []) {
		const share = idf / all;
		for (let i = 0; i < covered.length; i++) {
			const isThere = partOf(parts, order, i) > 0;
			covered[i] = (covered[i] ?? 0) + (isThere ? share : 0);
		}
	}
	return covered;
}

/** The most pairs of the query in a row that a candidate has, wherever they stand in it: nearly the longest text in common. */
function longestRuns(
	pairs: readonly TermEvidence[],
	sequence: readonly string[],
	order: readonly number[],
): Float64Array {
	const partsOf = new Map(pairs.map(({ term, parts }) => [term, parts]));
	const run = new Int32Array(order.length);
	const longest = new Int32Array(order.length);
	for (const term of sequence) {
		const parts = partsOf.get(term);
		for (let i = 0; i < run.length; i++) {
			const isThere = parts !== undefined && partOf(parts, order, i) > 0;
			run[i] = isThere ? (run[i] ?? 0) + 1 : 0;
			longest[i] = Math.max(longest[i] ?? 0, run[i] ?? 0);
		}
	}
	return mapped(longest, (pairsInARow) => pairsInARow / RUN_UNIT);
}
