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
	/** Its part of the body's BM25, by candidate; 0 where it does not stand. */
	readonly parts: ArrayLike<number>;
}

/** All that is known of the candidates of one query, without reading them. Columns have an entry a candidate, all in one order. */
export interface Evidence {
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
	const { first, words, characters, pairs, log } = evidence;
	const count = first.length;
	const none = new Float64Array(count);
	return {
		first: shareOfBest(Float64Array.from(first)),
		word: shareOfBest(sumOf(words, count)),
		character: shareOfBest(sumOf(characters, count)),
		pair: shareOfBest(sumOf(pairs, count)),
		path: shareOfBest(Float64Array.from(evidence.path)),
		title: shareOfBest(Float64Array.from(evidence.title)),
		prior: Float64Array.from(evidence.prior, (value) => value / PRIOR_UNIT),
		coverage: coverageOf(words, count),
		pairCoverage: coverageOf(pairs, count),
		run: longestRuns(pairs, evidence.pairSequence, count),
		length: Float64Array.from(
			evidence.length,
			(value) => Math.log1p(value) / LENGTH_UNIT,
		),
		added: shareOfBest(Float64Array.from(evidence.added)),
		anchor: shareOfBest(Float64Array.from(evidence.anchor)),
		inverse: none.map((_, i) => 1 / (i + RANK_OFFSET)),
		neighbour: Float64Array.from(evidence.neighbour, (value) =>
			first[0] === undefined || first[0] <= 0 ? 0 : value / first[0],
		),
		law: shareOfBest(votesOfOthers(evidence.laws)),
		chapter: shareOfBest(votesOfOthers(evidence.chapters)),
		log: shareOfBest(Float64Array.from(log?.score ?? none)),
		logShare: Float64Array.from(log?.score ?? none, (score) =>
			log === undefined || log.ideal <= 0
				? 0
				: Math.min(1, score / log.ideal) ** 2,
		),
		asked: logarithms(log?.asked ?? none),
		isAsked: whetherAny(log?.asked ?? none),
		logChapter: shareOfBest(Float64Array.from(log?.chapter ?? none)),
		chapterAsked: logarithms(log?.chapterAsked ?? none),
		isChapterAsked: whetherAny(log?.chapterAsked ?? none),
		logLaw: shareOfBest(Float64Array.from(log?.law ?? none)),
		lawAsked: logarithms(log?.lawAsked ?? none),
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
	return Float64Array.from(groups, (group, i) =>
		group === 0 ? 0 : (votes.get(group) ?? 0) - vote(i),
	);
}

function logarithms(counts: ArrayLike<number>): Float64Array {
	return Float64Array.from(counts, (count) => Math.log1p(count) / ASKED_UNIT);
}

function whetherAny(counts: ArrayLike<number>): Float64Array {
	return Float64Array.from(counts, (count) => (count > 0 ? 1 : 0));
}

function shareOfBest(values: Float64Array): Float64Array {
	const best = values.reduce((most, value) => Math.max(most, value), 0);
	return best > 0 ? values.map((value) => value / best) : values;
}

function sumOf(terms: readonly TermEvidence[], count: number): Float64Array {
	const sums = new Float64Array(count);
	for (const { parts } of terms) {
		for (let i = 0; i < count; i++) {
			sums[i] = (sums[i] ?? 0) + (parts[i] ?? 0);
		}
	}
	return sums;
}

/** How much of the query's idf each candidate has. */
function coverageOf(
	terms: readonly TermEvidence[],
	count: number,
): Float64Array {
	const all = terms.reduce((sum, { idf }) => sum + idf, 0);
	const covered = new Float64Array(count);
	for (const { idf, parts } of all > 0 ? terms : []) {
		for (let i = 0; i < count; i++) {
			covered[i] = (covered[i] ?? 0) + ((parts[i] ?? 0) > 0 ? idf / all : 0);
		}
	}
	return covered;
}

/** The most pairs of the query in a row that a candidate has, wherever they stand in it: nearly the longest text in common. */
function longestRuns(
	pairs: readonly TermEvidence[],
	sequence: readonly string[],
	count: number,
): Float64Array {
	const parts = new Map(pairs.map((pair) => [pair.term, pair.parts]));
	const runs = new Float64Array(count);
	for (let i = 0; i < count; i++) {
		let run = 0;
		let longest = 0;
		for (const term of sequence) {
			run = (parts.get(term)?.[i] ?? 0) > 0 ? run + 1 : 0;
			longest = Math.max(longest, run);
		}
		runs[i] = longest / RUN_UNIT;
	}
	return runs;
}
