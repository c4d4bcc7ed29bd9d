import type { Analyzer } from "../analysis/analyzer.ts";
import type { Article, ArticleId } from "../article.ts";
import {
	DEFAULT_BM25,
	EmbeddedIndex,
} from "../backend/embedded/embedded-index.ts";
import {
	readNewestManifest,
	requireSameFingerprint,
	verifyDirectory,
} from "../backend/embedded/embedded-writer.ts";
import { SearchError } from "../errors.ts";
import { MatchFinder } from "../present/find-matches.ts";
import { describePlan } from "../query/describe-plan.ts";
import type { Boosts, MatchTerms } from "../query/plan.ts";
import { searchedRanges } from "../query/query-leaves.ts";
import type { Directory } from "../storage/directory.ts";
import { absentProvisions } from "./absent-provisions.ts";
import {
	ANSWER_VERSION,
	type IndexStats,
	type QueryExplanation,
	type QuerySuggestion,
	type RankedIds,
	type RelatedPage,
	type SearchPage,
	type Snippet,
	type SuggestAnswer,
	type VerifyReport,
} from "./answers.ts";
import { ArticleFinder } from "./article-finder.ts";
import { disposable } from "./disposable.ts";
import type {
	Engine,
	EngineOptions,
	ExplainOptions,
	SearchOptions,
	SnippetOptions,
} from "./engine.ts";
import type { ExplainWith } from "./explain.ts";
import type { ScoreExplanation, WhyNot } from "./explanations.ts";
import { similarOf } from "./fold-reprints.ts";
import { loadIndexAnalyzer } from "./index-analyzer.ts";
import { openPlace } from "./index-place.ts";
import { expansionView, headOf, hitOf, pageOf, snippetsOf } from "./page.ts";
import { type FoundPage, PageFinder } from "./page-finder.ts";
import { DEFAULT_BOOSTS, QueryReader } from "./query-reader.ts";
import { type RankingAssets, rankingAssets } from "./ranking-assets.ts";
import { findRelated } from "./related-finder.ts";
import { relatedReasons } from "./related-reasons.ts";
import { Suggestions } from "./suggestions.ts";
import { wordViews } from "./token-views.ts";

const DEFAULT_RELATED = 5;
const DEFAULT_SUGGESTIONS = 10;
const QUESTION_MARK = /[？?]/;

/** @throws SearchError `no-index`, `corrupt`, `too-old`, `too-new`, `other-analyzer`, `no-segmenter`, `bad-list` */
export async function openEngine(options: EngineOptions): Promise<Engine> {
	const directory = openPlace(options.index);
	const index = new EmbeddedIndex(directory, options.cacheLimitBytes, {
		...DEFAULT_BM25,
		...options.bm25,
	});
	try {
		const { manifest } = index;
		const { analyzer } = loadIndexAnalyzer(directory, manifest, options);
		requireSameFingerprint(
			directory,
			manifest.fingerprint,
			analyzer.fingerprint,
		);
		index.readWith(analyzer);
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
	readonly #articles: ArticleFinder;
	readonly #pages: PageFinder;
	readonly #assets: RankingAssets;
	readonly #suggestions: Suggestions;
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
		const assets = rankingAssets(options, analyzer, index);
		this.#assets = assets;
		this.#queries = new QueryReader(index, analyzer, boosts, options, assets);
		this.#articles = new ArticleFinder(index, analyzer, this.#queries, assets);
		this.#pages = new PageFinder(index, this.#queries, this.#articles, options);
		this.#suggestions = new Suggestions(
			{ index, analyzer },
			options.dictionary,
		);
		this.#now = options.now ?? (() => performance.now());
	}

	get generation(): number {
		return this.#index.generation;
	}

	async search(text: string, options: SearchOptions = {}): Promise<SearchPage> {
		const startMs = this.#now();
		const page = this.#find(text, options, startMs);
		const { query, before } = page;
		const { matchTerms, literal } = query.planned;
		const finder = this.#finder(matchTerms);
		const literalFinder =
			page.literal === 0 || literal === undefined
				? finder
				: this.#finder(literal.matchTerms);
		const firstLiteral = page.articles.length - page.literal;
		const hits = page.hits.map((hit, i) => {
			const { score, article } = hit.first;
			const marks = hit.place >= firstLiteral ? literalFinder : finder;
			const shown = hitOf(article(), before + i + 1, score, marks, options);
			return { ...shown, ...similarOf(hit) };
		});
		const folded = page.articles.length - hits.length;
		// Who tells a case and asks nothing names people and things of which no law has a word: that is no mistake.
		const mayBeMeant =
			options.suggestions !== false &&
			before === 0 &&
			!(query.isTold && !QUESTION_MARK.test(text));
		const meant = mayBeMeant
			? await this.#suggestions.forPage(
					text,
					page.total.value > 0,
					searchedRanges(query.parsed.query.clauses),
				)
			: {};
		const absent = absentProvisions(query.entities, this.#index);
		return {
			version: ANSWER_VERSION,
			query: { text, problems: query.parsed.problems },
			total: page.total,
			elapsedMs: this.#now() - startMs,
			generation: this.generation,
			...ofPage(page),
			...(page.cutPrefixes.length > 0 && { cutPrefixes: page.cutPrefixes }),
			...(page.isRelaxed && { relaxed: true }),
			...(page.hasMore && { hasMore: true }),
			...(query.expansions.length > 0 && {
				expansions: query.expansions.map(expansionView),
			}),
			...(query.learnt.length > 0 && { learnt: query.learnt }),
			...meant,
			...(absent.length > 0 && { absentProvisions: absent }),
			...(folded > 0 && { folded }),
			hits,
		};
	}

	async searchIds(
		text: string,
		options: SearchOptions = {},
	): Promise<RankedIds> {
		const startMs = this.#now();
		const page = this.#find(text, { ...options, fold: false }, startMs);
		return {
			total: page.total,
			elapsedMs: this.#now() - startMs,
			...ofPage(page),
			hits: page.articles.map(({ id, score }) => ({ id: id(), score })),
		};
	}

	async explainQuery(
		text: string,
		options: SearchOptions = {},
	): Promise<QueryExplanation> {
		this.#requireOpen();
		const { matter, parsed, entities, expansions, learnt, planned } =
			this.#queries.read(text, options);
		return {
			version: ANSWER_VERSION,
			query: { text, problems: parsed.problems },
			words: wordViews(text, matter, this.#analyzer),
			entities,
			expansions: expansions.map(expansionView),
			learnt,
			plan: describePlan(planned.plan),
			insideWords: planned.literal?.words ?? [],
		};
	}

	async explain(
		text: string,
		id: ArticleId,
		options: ExplainOptions = {},
	): Promise<ScoreExplanation> {
		await this.#requireArticle(id);
		const { explainArticle } = await import("./explain.ts");
		return explainArticle(text, id, this.#explainWith(options));
	}

	async whyNot(
		text: string,
		id: ArticleId,
		options: ExplainOptions = {},
	): Promise<WhyNot> {
		this.#requireOpen();
		const { whyNotArticle } = await import("./explain.ts");
		return whyNotArticle(text, id, this.#explainWith(options));
	}

	#explainWith(options: ExplainOptions): ExplainWith {
		return {
			index: this.#index,
			analyzer: this.#analyzer,
			finder: this.#articles,
			options,
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
		return snippetsOf(article, this.#finder(matchTerms), options);
	}

	async related(
		id: ArticleId,
		{ limit = DEFAULT_RELATED }: { readonly limit?: number } = {},
	): Promise<RelatedPage> {
		const article = await this.#requireArticle(id);
		const { terms, related } = findRelated(
			article,
			limit,
			this.#index,
			this.#analyzer,
		);
		return {
			version: ANSWER_VERSION,
			article: headOf(article),
			related: related.map(({ score, article: other }) => ({
				article: headOf(other),
				score,
				reasons: relatedReasons(article, other, terms, this.#analyzer),
			})),
		};
	}

	async suggest(
		typed: string,
		{ limit = DEFAULT_SUGGESTIONS }: { readonly limit?: number } = {},
	): Promise<SuggestAnswer> {
		this.#requireOpen();
		pageOf({ limit });
		return {
			version: ANSWER_VERSION,
			suggestions: await this.#suggestions.suggest(typed, limit),
		};
	}

	async corrections(text: string): Promise<readonly QuerySuggestion[]> {
		this.#requireOpen();
		return this.#suggestions.corrections(text);
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
		const isNewer = this.#index.refresh();
		if (isNewer) {
			this.#suggestions.refresh();
			this.#assets.refresh();
		}
		return isNewer;
	}

	async close(): Promise<void> {
		if (!this.#isClosed) {
			this.#isClosed = true;
			this.#index.close();
		}
	}

	#find(text: string, options: SearchOptions, startMs: number): FoundPage {
		this.#requireOpen();
		const endMs = startMs + (options.deadlineMs ?? Number.POSITIVE_INFINITY);
		return this.#pages.find(
			text,
			options,
			() => options.signal?.aborted === true || this.#now() > endMs,
		);
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

/** What answers with and without articles say of a page. */
function ofPage({ isComplete, facets, facetValues, cursor }: FoundPage) {
	return {
		...(isComplete ? {} : { isPartial: true as const }),
		...(facets && { facets }),
		...(facetValues && { facetValues }),
		...(cursor !== undefined && { cursor }),
	};
}

export function verifyReport(directory: Directory): VerifyReport {
	const verification = verifyDirectory(directory);
	return {
		version: ANSWER_VERSION,
		ok: verification.problems.length === 0,
		...verification,
	};
}
