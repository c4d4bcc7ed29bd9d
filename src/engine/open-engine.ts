import type { Analyzer } from "../analysis/analyzer.ts";
import type { Expansion } from "../analysis/synonyms.ts";
import type { Article, ArticleHead, ArticleId } from "../article.ts";
import {
	DEFAULT_BM25,
	EmbeddedIndex,
	type Found,
} from "../backend/embedded/embedded-index.ts";
import {
	readNewestManifest,
	requireSameFingerprint,
	verifyDirectory,
} from "../backend/embedded/embedded-writer.ts";
import { SearchError } from "../errors.ts";
import { MatchFinder } from "../present/find-matches.ts";
import { markWhole } from "../present/highlight.ts";
import { chooseSnippets } from "../present/snippet.ts";
import { describePlan } from "../query/describe-plan.ts";
import type { Boosts, MatchTerms, Plan } from "../query/plan.ts";
import { relatedPlan, tellingTerms } from "../query/related-query.ts";
import type { Directory } from "../storage/directory.ts";
import {
	ANSWER_VERSION,
	type Hit,
	type IndexStats,
	type QueryExpansion,
	type QueryExplanation,
	type RankedIds,
	type RelatedPage,
	type SearchPage,
	type Snippet,
	type VerifyReport,
} from "./answers.ts";
import { disposable } from "./disposable.ts";
import type {
	Engine,
	EngineOptions,
	SearchOptions,
	SnippetOptions,
} from "./engine.ts";
import { loadIndexAnalyzer } from "./index-analyzer.ts";
import { openPlace } from "./index-place.ts";
import { QueryReader, type ReadQuery } from "./query-reader.ts";
import { relatedReasons } from "./related-reasons.ts";
import { wordViews } from "./token-views.ts";

const DEFAULT_BOOSTS: Boosts = {
	title: 0.5,
	summary: 0.5,
	body: 1,
	category: 0.2,
};
const DEFAULT_CACHE_BYTES = 80_000_000;
const DEFAULT_LIMIT = 10;
const DEFAULT_RELATED = 5;
const DEFAULT_SNIPPET_LENGTH = 120;
const MOST_SNIPPETS = 3;
const DEEPEST_HIT = 10_000;
/** Where the words are found in fewer articles than this, those that hold them only inside other words follow. */
const FEW_ARTICLES = 1000;

/** @throws SearchError `no-index`, `corrupt`, `too-old`, `too-new`, `other-analyzer`, `no-segmenter`, `bad-list` */
export async function openEngine(options: EngineOptions): Promise<Engine> {
	const directory = openPlace(options.index);
	const index = new EmbeddedIndex(
		directory,
		options.cacheLimitBytes ?? DEFAULT_CACHE_BYTES,
		{ ...DEFAULT_BM25, ...options.bm25 },
	);
	try {
		const { manifest } = index;
		const { analyzer } = loadIndexAnalyzer(directory, manifest, options);
		requireSameFingerprint(
			directory,
			manifest.fingerprint,
			analyzer.fingerprint,
		);
		return disposable<Engine>(
			new OpenEngine(directory, index, analyzer, options),
		);
	} catch (cause) {
		index.close();
		throw cause;
	}
}

class OpenEngine implements Engine {
	readonly #directory: Directory;
	readonly #index: EmbeddedIndex;
	readonly #analyzer: Analyzer;
	readonly #queries: QueryReader;
	readonly #now: () => number;
	#isClosed = false;

	constructor(
		directory: Directory,
		index: EmbeddedIndex,
		analyzer: Analyzer,
		options: EngineOptions,
	) {
		this.#directory = directory;
		this.#index = index;
		this.#analyzer = analyzer;
		const boosts: Boosts = { ...DEFAULT_BOOSTS, ...options.boosts };
		this.#queries = new QueryReader(analyzer, boosts, options);
		this.#now = options.now ?? (() => performance.now());
	}

	get generation(): number {
		return this.#index.generation;
	}

	async search(text: string, options: SearchOptions = {}): Promise<SearchPage> {
		const startMs = this.#now();
		const { query, found } = this.#find(text, options, startMs);
		const { offset } = pageOf(options);
		const { matchTerms, literal } = query.planned;
		const finder = this.#finder(matchTerms);
		const literalFinder =
			found.literal === 0 || literal === undefined
				? finder
				: this.#finder(literal.matchTerms);
		const firstLiteral = found.articles.length - found.literal;
		const hits = found.articles.slice(offset).map(({ score, article }, i) => {
			const isLiteral = offset + i >= firstLiteral;
			const marks = isLiteral ? literalFinder : finder;
			return hitOf(article(), offset + i + 1, score, marks, options);
		});
		return {
			version: ANSWER_VERSION,
			query: { text, problems: query.parsed.problems },
			total: totalOf(found),
			elapsedMs: this.#now() - startMs,
			generation: this.generation,
			...(found.isComplete ? {} : { isPartial: true }),
			...(query.expansions.length > 0 && {
				expansions: query.expansions.map(expansionView),
			}),
			hits,
		};
	}

	async searchIds(
		text: string,
		options: SearchOptions = {},
	): Promise<RankedIds> {
		const startMs = this.#now();
		const { found } = this.#find(text, options, startMs);
		return {
			total: totalOf(found),
			elapsedMs: this.#now() - startMs,
			hits: found.articles
				.slice(pageOf(options).offset)
				.map(({ id, score }) => ({ id: id(), score })),
		};
	}

	async explainQuery(
		text: string,
		options: SearchOptions = {},
	): Promise<QueryExplanation> {
		this.#requireOpen();
		const { parsed, entities, expansions, planned } = this.#queries.read(
			text,
			options,
		);
		return {
			version: ANSWER_VERSION,
			query: { text, problems: parsed.problems },
			words: wordViews(text, this.#analyzer),
			entities,
			expansions: expansions.map(expansionView),
			plan: describePlan(planned.plan),
			insideWords: planned.literal?.words ?? [],
		};
	}

	async get(id: ArticleId): Promise<Article | undefined> {
		this.#requireOpen();
		return this.#index.get(id);
	}

	async snippets(
		id: ArticleId,
		text: string,
		options: SnippetOptions = {},
	): Promise<readonly Snippet[]> {
		const article = await this.#requireArticle(id);
		const { matchTerms } = this.#queries.read(text, options).planned;
		const matches = this.#finder(matchTerms).find(article, "body");
		return chooseSnippets(article.body, matches, {
			length: options.snippetLength ?? DEFAULT_SNIPPET_LENGTH,
			count: Math.min(MOST_SNIPPETS, options.snippets ?? 1),
		});
	}

	async related(
		id: ArticleId,
		{ limit = DEFAULT_RELATED }: { readonly limit?: number } = {},
	): Promise<RelatedPage> {
		const article = await this.#requireArticle(id);
		const terms = tellingTerms(article, this.#analyzer, (term) =>
			this.#index.documentsWith("body", term),
		);
		const { articles } = this.#index.search(relatedPlan(terms), {
			limit: limit + 1,
			countsAll: false,
			shouldStop: () => false,
		});
		return {
			version: ANSWER_VERSION,
			article: headOf(article),
			related: articles
				.filter((found) => found.id() !== id)
				.slice(0, limit)
				.map(({ score, article: read }) => {
					const other = read();
					return {
						article: headOf(other),
						score,
						reasons: relatedReasons(article, other, terms, this.#analyzer),
					};
				}),
		};
	}

	async stats(): Promise<IndexStats> {
		this.#requireOpen();
		const { manifest } = this.#index;
		return {
			version: ANSWER_VERSION,
			generation: this.generation,
			...this.#index.sizes(),
			fingerprint: JSON.stringify(manifest.fingerprint),
		};
	}

	async verify(): Promise<VerifyReport> {
		this.#requireOpen();
		return verifyReport(this.#directory);
	}

	async refresh(): Promise<boolean> {
		this.#requireOpen();
		const newest = readNewestManifest(this.#directory);
		if (newest !== undefined) {
			requireSameFingerprint(
				this.#directory,
				newest.fingerprint,
				this.#analyzer.fingerprint,
			);
		}
		return this.#index.refresh();
	}

	async close(): Promise<void> {
		if (!this.#isClosed) {
			this.#isClosed = true;
			this.#index.close();
		}
	}

	#find(
		text: string,
		options: SearchOptions,
		startMs: number,
	): { query: ReadQuery; found: FoundInTiers } {
		this.#requireOpen();
		const query = this.#queries.read(text, options);
		const { plan, literal } = query.planned;
		const { offset, limit } = pageOf(options);
		const wanted = offset + limit;
		const endMs = startMs + (options.deadlineMs ?? Number.POSITIVE_INFINITY);
		const search = (part: Plan, most: number) =>
			this.#index.search(part, {
				limit: most,
				countsAll: options.countAll === true,
				shouldStop: () =>
					options.signal?.aborted === true || this.#now() > endMs,
			});
		const found = search(plan, wanted);
		if (literal === undefined || !found.isComplete) {
			return { query, found: { ...found, literal: 0 } };
		}
		const isFew = found.matches < Math.max(wanted, FEW_ARTICLES);
		if (!isFew && options.countAll !== true) {
			return { query, found: { ...found, isExact: false, literal: 0 } };
		}
		const inside = search(literal.plan, wanted - found.articles.length);
		return {
			query,
			found: {
				articles: [...found.articles, ...inside.articles],
				literal: inside.articles.length,
				matches: found.matches + inside.matches,
				isExact: found.isExact && inside.isExact,
				isComplete: inside.isComplete,
			},
		};
	}

	#finder(terms: MatchTerms): MatchFinder {
		return new MatchFinder(this.#analyzer, terms, (word) => this.#idf(word));
	}

	/** ln(1 + (N - n + 0.5) / (n + 0.5)) over bodies, as BM25 has it. */
	#idf(word: string): number {
		const { documents, of } = this.#index.documentsWith("body", word);
		return Math.log(1 + (of - documents + 0.5) / (documents + 0.5));
	}

	async #requireArticle(id: ArticleId): Promise<Article> {
		const article = await this.get(id);
		if (article === undefined) {
			throw new SearchError(
				"unknown-article",
				`${this.#directory.name}: no article has the id ${JSON.stringify(id)}; ids are those that search prints`,
			);
		}
		return article;
	}

	#requireOpen(): void {
		if (this.#isClosed) {
			throw new SearchError(
				"closed",
				`${this.#directory.name}: this engine was closed; open another one`,
			);
		}
	}
}

/** What was found by the words themselves, and behind that so many articles that hold them only inside other words. */
interface FoundInTiers extends Found {
	readonly literal: number;
}

function expansionView({ start, end, plain, to }: Expansion): QueryExpansion {
	return { start, end, text: plain, to };
}

function pageOf({ limit = DEFAULT_LIMIT, offset = 0 }: SearchOptions): {
	limit: number;
	offset: number;
} {
	const isWhole = (value: number) => Number.isInteger(value) && value >= 0;
	if (!isWhole(limit) || !isWhole(offset) || offset + limit > DEEPEST_HIT) {
		throw new SearchError(
			"bad-argument",
			`limit and offset: expected whole numbers from 0, together at most ${DEEPEST_HIT}, found ${limit} and ${offset}`,
		);
	}
	return { limit, offset };
}

function totalOf({ matches, isExact }: Found): SearchPage["total"] {
	return { value: matches, exact: isExact };
}

function hitOf(
	article: Article,
	rank: number,
	score: number,
	finder: MatchFinder,
	options: SearchOptions,
): Hit {
	const { title, summary, body } = article;
	return {
		rank,
		score,
		article: headOf(article),
		title: markWhole(title, finder.find(article, "title")),
		...(summary !== undefined && {
			summary: markWhole(summary, finder.find(article, "summary")),
		}),
		snippets: chooseSnippets(body, finder.find(article, "body"), {
			length: options.snippetLength ?? DEFAULT_SNIPPET_LENGTH,
			count: Math.min(MOST_SNIPPETS, options.snippets ?? 1),
		}),
	};
}

/** The article without its text. */
function headOf(article: Article): ArticleHead {
	const { body, headings, citations, editorRelated, extra, ...head } = article;
	return head;
}

export function verifyReport(directory: Directory): VerifyReport {
	const verification = verifyDirectory(directory);
	return {
		version: ANSWER_VERSION,
		ok: verification.problems.length === 0,
		...verification,
	};
}
