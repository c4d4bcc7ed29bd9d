import type { Analyzer } from "../analysis/analyzer.ts";
import { findReferences } from "../analysis/references.ts";
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
import {
	literalQuery,
	type ParsedQuery,
	parseQuery,
} from "../query/parse-query.ts";
import {
	type Boosts,
	type NamedProvision,
	type PlannedQuery,
	planQuery,
} from "../query/plan.ts";
import { relatedPlan, tellingTerms } from "../query/related-query.ts";
import type { Directory } from "../storage/directory.ts";
import {
	ANSWER_VERSION,
	type Hit,
	type IndexStats,
	type QuerySuggestion,
	type RankedIds,
	type RelatedPage,
	type SearchPage,
	type SuggestAnswer,
	type VerifyReport,
} from "./answers.ts";
import type { Engine, EngineOptions, SearchOptions } from "./engine.ts";
import { loadIndexAnalyzer } from "./index-analyzer.ts";
import { openPlace } from "./index-place.ts";
import { disposable } from "./open-writer.ts";
import { QueryLaws } from "./query-laws.ts";
import { relatedReasons } from "./related-reasons.ts";
import { Suggestions } from "./suggestions.ts";

const DEFAULT_BOOSTS: Boosts = {
	title: 0.5,
	summary: 0.5,
	body: 1,
	category: 0.2,
};
const DEFAULT_CACHE_BYTES = 80_000_000;
const DEFAULT_LIMIT = 10;
const DEFAULT_RELATED = 5;
const DEFAULT_SUGGESTIONS = 10;
const DEFAULT_SNIPPET_LENGTH = 120;
const MOST_SNIPPETS = 3;
const DEEPEST_HIT = 10_000;
/** A query that names more provisions is about none of them in particular. */
const MOST_PROVISIONS = 20;

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
	readonly #boosts: Boosts;
	readonly #now: () => number;
	readonly #laws: QueryLaws;
	readonly #suggestions: Suggestions;
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
		this.#boosts = { ...DEFAULT_BOOSTS, ...options.boosts };
		this.#suggestions = new Suggestions(
			{ index, analyzer },
			options.dictionary,
		);
		this.#laws = new QueryLaws(options.dictionary);
		this.#now = options.now ?? (() => performance.now());
	}

	get generation(): number {
		return this.#index.generation;
	}

	async search(text: string, options: SearchOptions = {}): Promise<SearchPage> {
		const startMs = this.#now();
		const { parsed, planned, found } = this.#find(text, options, startMs);
		const { offset } = pageOf(options);
		const finder = new MatchFinder(this.#analyzer, planned.matchTerms, (word) =>
			this.#idf(word),
		);
		const hits = found.articles
			.slice(offset)
			.map(({ score, article }, i) =>
				hitOf(article(), offset + i + 1, score, finder, options),
			);
		const meant =
			options.suggestions !== false && offset === 0
				? await this.#suggestions.forPage(text, found.matches > 0)
				: {};
		return {
			version: ANSWER_VERSION,
			query: { text, problems: parsed.problems },
			total: totalOf(found),
			elapsedMs: this.#now() - startMs,
			generation: this.generation,
			...(found.isComplete ? {} : { isPartial: true }),
			...meant,
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

	async get(id: ArticleId): Promise<Article | undefined> {
		this.#requireOpen();
		return this.#index.get(id);
	}

	async related(
		id: ArticleId,
		{ limit = DEFAULT_RELATED }: { readonly limit?: number } = {},
	): Promise<RelatedPage> {
		const article = await this.get(id);
		if (article === undefined) {
			throw new SearchError(
				"unknown-article",
				`${this.#directory.name}: no article has the id ${JSON.stringify(id)}; ids are those that search prints`,
			);
		}
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
		}
		return isNewer;
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
	): { parsed: ParsedQuery; planned: PlannedQuery; found: Found } {
		this.#requireOpen();
		const isLiteral = options.literal === true;
		const parsed = isLiteral ? literalQuery(text) : parseQuery(text);
		const planned = planQuery(parsed.query, this.#analyzer, {
			boosts: this.#boosts,
			isExact: options.exact === true,
			provisions: isLiteral ? [] : this.#provisionsIn(text),
		});
		const { offset, limit } = pageOf(options);
		const endMs = startMs + (options.deadlineMs ?? Number.POSITIVE_INFINITY);
		const found = this.#index.search(planned.plan, {
			limit: offset + limit,
			countsAll: options.countAll === true,
			shouldStop: () => options.signal?.aborted === true || this.#now() > endMs,
		});
		return { parsed, planned, found };
	}

	/** The list of laws is read only for a text that may name a provision. */
	#provisionsIn(text: string): readonly NamedProvision[] {
		if (!/[条條]/.test(text)) {
			return [];
		}
		const laws = this.#laws.namesFor(text);
		return findReferences(text, { laws }).provisions.slice(0, MOST_PROVISIONS);
	}

	/** ln(1 + (N - n + 0.5) / (n + 0.5)) over bodies, as BM25 has it. */
	#idf(word: string): number {
		const { documents, of } = this.#index.documentsWith("body", word);
		return Math.log(1 + (of - documents + 0.5) / (documents + 0.5));
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
		title: markWhole(title, finder.find(title)),
		...(summary !== undefined && {
			summary: markWhole(summary, finder.find(summary)),
		}),
		snippets: chooseSnippets(body, finder.find(body), {
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
