import type { Analyzer } from "../../analysis/analyzer.ts";
import type { Layer, TextField } from "../../analysis/fields.ts";
import type { Article, ArticleId } from "../../article.ts";
import {
	createCaches,
	type DocumentPlace,
	IndexReader,
	type TermScan,
} from "../../index/index-reader.ts";
import type { Manifest } from "../../index/manifest.ts";
import { readNewestManifest, sizesOf } from "../../index/manifest.ts";
import { LENGTH_OF_NORM } from "../../index/norms.ts";
import { isProvisionByte, NO_PRIOR, priorOfByte } from "../../index/priors.ts";
import type { LoggedQuestion } from "../../index/question-log.ts";
import type { Plan } from "../../query/plan.ts";
import {
	CandidateSlots,
	type Evidence,
	type TermParts,
} from "../../search/evidence.ts";
import {
	PlanExplainer,
	type PlanExplanation,
} from "../../search/explain-plan.ts";
import {
	FACETS,
	FacetCounter,
	type FacetName,
	type FacetValue,
} from "../../search/facets.ts";
import { matchSet } from "../../search/match-set.ts";
import { type CutPrefix, cutPrefixes } from "../../search/prefix-terms.ts";
import {
	type LogFields,
	type SaidField,
	type SaidFields,
	saidFields,
} from "../../search/said-field.ts";
import { type SearchLimits, searchIndex } from "../../search/search-index.ts";
import {
	type Bm25,
	DEFAULT_BM25,
	LengthFactors,
} from "../../search/similarity.ts";
import type { NumberOrder } from "../../search/sort-matches.ts";
import type { OrderPlace, RankedDoc } from "../../search/top-k.ts";
import type { Directory } from "../../storage/directory.ts";
import { Found } from "./found.ts";
import { type FoundArticle, foundArticle } from "./found-article.ts";
import {
	type FieldLayerStats,
	type IndexSizes,
	indexSizes,
} from "./index-sizes.ts";
import { logInMemory } from "./log-in-memory.ts";
import { bitsOf, Matches, placeKey } from "./matches.ts";

export {
	type Bm25,
	type CutPrefix,
	DEFAULT_BM25,
	type DocumentPlace,
	type Evidence,
	FACETS,
	type FacetName,
	type FacetValue,
	type FieldLayerStats,
	type Found,
	type FoundArticle,
	isProvisionByte,
	LENGTH_OF_NORM,
	type LogFields,
	type LoggedQuestion,
	Matches,
	type NumberOrder,
	type OrderPlace,
	type PlanExplanation,
	placeKey,
	priorOfByte,
	type SaidField,
	type SaidFields,
	type TermParts,
};

/** How far a plan is searched. */
export interface PlanLimits
	extends Omit<SearchLimits, "factors" | "analyzer" | "only"> {
	/** Only these articles are looked at. */
	readonly among?: readonly DocumentPlace[];
}

/** Articles that are found without a plan, or not though it matches them. */
export interface MatchedBesides {
	readonly also?: readonly DocumentPlace[];
	readonly without?: readonly DocumentPlace[];
}

const LEAST_CACHE_BYTES = 80_000_000;
/** Common words' lists grow with an index, and are looked into by most questions. */
const CACHE_SHARE = 1 / 2;

function defaultCacheBytes(manifest: Manifest): number {
	return Math.max(
		LEAST_CACHE_BYTES,
		sizesOf(manifest).indexBytes * CACHE_SHARE,
	);
}

/** A word is rare where at most one body of so many has it. */
const RARE_ONE_OF = 2000;

/** The embedded engine: an index in a directory, answering from one generation until refreshed. */
export class EmbeddedIndex {
	readonly #directory: Directory;
	/** What is kept is of the files of one reader, and of a size for its manifest. */
	readonly #cachesFor: (manifest: Manifest) => IndexReader["caches"];
	readonly #bm25: Bm25;
	#reader: IndexReader;
	#factors: LengthFactors;
	#analyzer: Analyzer | undefined;
	#facets: FacetCounter;
	#slots = new CandidateSlots();
	#said: SaidFields | undefined;

	/** @throws SearchError `no-index`, `corrupt`, `too-old`, `too-new` */
	constructor(
		directory: Directory,
		cacheLimitBytes: number | undefined,
		bm25: Bm25,
	) {
		this.#directory = directory;
		this.#cachesFor = (manifest) =>
			createCaches(cacheLimitBytes ?? defaultCacheBytes(manifest));
		this.#reader = IndexReader.open(directory, this.#cachesFor);
		this.#bm25 = bm25;
		this.#factors = new LengthFactors(this.#reader, bm25);
		this.#facets = new FacetCounter(this.#reader);
	}

	/** With what to read articles where a search needs their texts: the analyzer of the index, which is known once its manifest is. */
	readWith(analyzer: Analyzer): void {
		this.#analyzer = analyzer;
	}

	get manifest(): Manifest {
		return this.#reader.manifest;
	}

	get generation(): number {
		return this.#reader.generation;
	}

	/** Another where anything was changed by which scores come about. */
	get state(): string {
		return this.#reader.state;
	}

	/** @param except places of articles that are left out of the best, though not of the count */
	search(
		plan: Plan,
		{ among, ...limits }: PlanLimits,
		except: ReadonlySet<string> = new Set(),
	): Found {
		const reader = this.#reader;
		const { ranked: best, ...counts } = searchIndex(reader, plan, {
			factors: this.#factors,
			analyzer: this.#analyzer,
			only: among && bitsOf(reader, among),
			...limits,
			limit: limits.limit + except.size,
		});
		const ranked = best
			.filter((place) => !except.has(placeKey(place)))
			.slice(0, limits.limit);
		const slots = this.#slots;
		return new Found(
			{ reader, factors: this.#factors, slots, except },
			ranked,
			counts,
		);
	}

	/** All that a plan matches and some besides, or all but some, to be counted and sorted. */
	matches(
		plan: Plan,
		shouldStop: () => boolean,
		{ also, without }: MatchedBesides = {},
	): Matches {
		const reader = this.#reader;
		const options = { factors: this.#factors, analyzer: this.#analyzer };
		const set = matchSet(
			reader,
			plan,
			{ shouldStop, ...options },
			{
				also: also && bitsOf(reader, also),
				without: without && bitsOf(reader, without),
			},
		);
		const facets = this.#facets;
		const articleAt = (ranked: RankedDoc) => foundArticle(reader, ranked);
		return new Matches({ reader, ...options, facets, articleAt }, plan, set);
	}

	/** An article as a search would find it, without a score. */
	find(id: ArticleId): FoundArticle | undefined {
		const place = this.#reader.placeOf(id);
		return place && foundArticle(this.#reader, { ...place, score: 0 });
	}

	/** What each part of a plan is for an article; undefined where there is none of the id. */
	explain(plan: Plan, id: ArticleId): PlanExplanation | undefined {
		const place = this.#reader.placeOf(id);
		const explainer = new PlanExplainer(this.#reader, {
			factors: this.#factors,
			analyzer: this.#analyzer,
		});
		return place && explainer.explain(plan, place);
	}

	/** The prior byte of an article; that of no prior where there is none of the id. */
	priorByteOf(id: ArticleId): number {
		const place = this.#reader.placeOf(id);
		return place === undefined
			? NO_PRIOR
			: this.#reader.priors(place.segment)[place.doc]!;
	}

	/** Whether at most one body of 2,000 has a word. */
	isRareWord(term: string): boolean {
		let documents = 0;
		for (const segment of this.#reader.segments) {
			documents += segment.postings("body", "word", term)?.documents ?? 0;
		}
		return documents * RARE_ONE_OF <= this.#reader.articles;
	}

	/** Whether an article is no provision of a former edition of its law. */
	isOfNewestEdition(id: ArticleId): boolean {
		const place = this.#reader.placeOf(id);
		return (
			place === undefined ||
			this.#reader.isOfNewestEdition(place.segment, place.doc)
		);
	}

	/** The prefixes of a plan that stand for more words than are searched for. */
	cutPrefixes(plan: Plan): readonly CutPrefix[] {
		return cutPrefixes(this.#reader, plan);
	}

	get(id: ArticleId): Article | undefined {
		return this.#reader.find(id);
	}

	/** What others say of the articles, as it was at the commit. */
	get said(): SaidFields {
		this.#said ??= saidFields(this.#reader.said);
		return this.#said;
	}

	/** A log that is not the index's own, of the articles that there are now; undefined where it knows none of them. */
	logOf(
		questions: readonly LoggedQuestion[],
		analyzer: Analyzer,
	): LogFields | undefined {
		return logInMemory(this.#reader, questions, analyzer, this.#reader.caches);
	}

	/** The place of a document by its number among those of all segments (`SaidField.best`). */
	placeOfKey(key: number): DocumentPlace {
		return this.#reader.placeOfKey(key);
	}

	/** In how many articles' field a term stands, deleted ones included; and of how many with that field. */
	documentsWith(
		field: TextField,
		term: string,
		layer: Layer = "word",
	): { documents: number; of: number } {
		let documents = 0;
		for (const segment of this.#reader.segments) {
			documents += segment.postings(field, layer, term)?.documents ?? 0;
		}
		return { documents, of: this.#reader.stats(field, layer).documents };
	}

	/** Whether any article's signature is known. */
	get hasSignatures(): boolean {
		return this.manifest.segments.some(({ files }) =>
			files.some(({ kind }) => kind === "signatures"),
		);
	}

	get articleCount(): number {
		return this.#reader.articles;
	}

	/** Every article that is not deleted. */
	*articles(): Generator<Article> {
		for (const segment of this.#reader.segments) {
			for (let doc = 0; doc < segment.documents; doc++) {
				if (!segment.isDeleted(doc)) {
					yield segment.article(doc);
				}
			}
		}
	}

	/** Walks over terms and their documents, as `IndexReader.scanTerms` does. */
	scanTerms(
		scan: TermScan,
		visit: (term: string, documents: number, segment: number) => boolean,
	): void {
		this.#reader.scanTerms(scan, visit);
	}

	sizes(): IndexSizes {
		return indexSizes(this.#directory, this.#reader);
	}

	/** Moves to the newest generation; returns whether there was a newer one. */
	refresh(): boolean {
		const newest = readNewestManifest(this.#directory);
		if (newest === undefined || newest.generation === this.generation) {
			return false;
		}
		const reader = IndexReader.open(this.#directory, this.#cachesFor);
		this.close();
		this.#reader = reader;
		this.#factors = new LengthFactors(reader, this.#bm25);
		this.#facets = new FacetCounter(reader);
		this.#slots = new CandidateSlots();
		this.#said = undefined;
		return true;
	}

	close(): void {
		this.#reader.close();
		this.#reader.caches.lists.clear();
		this.#reader.caches.pages.clear();
		this.#reader.caches.chunks.clear();
	}
}
