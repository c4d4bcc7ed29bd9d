import type { Analyzer, Token } from "../analysis/analyzer.ts";
import { CaseFacts, parseCaseFacts } from "../analysis/case-facts.ts";
import type { Entity } from "../analysis/entity.ts";
import { fold } from "../analysis/fold.ts";
import { type ReadExpansion, SynonymBook } from "../analysis/synonym-book.ts";
import { parseSynonyms } from "../analysis/synonyms.ts";
import { TokenColumns } from "../analysis/token-columns.ts";
import type { TextRange } from "../article.ts";
import type { EmbeddedIndex } from "../backend/embedded/embedded-index.ts";
import { filtered, filterPlans } from "../query/filter-options.ts";
import { withoutQuestionWords } from "../query/function-words.ts";
import {
	literalQuery,
	type ParsedQuery,
	parseQuery,
} from "../query/parse-query.ts";
import { type Boosts, type PlannedQuery, planQuery } from "../query/plan.ts";
import { isProse } from "../query/prose.ts";
import type { Query } from "../query/query.ts";
import { isAllPlainText, leavesOf } from "../query/query-leaves.ts";
import { type AddedTerm, mergeAdded } from "../rank/added-terms.ts";
import { TRANSLATE_DEFAULTS, translate } from "../rank/translate.ts";
import { readText } from "../storage/read-whole.ts";
import { assetPath } from "./assets.ts";
import type { EngineOptions, SearchOptions } from "./engine.ts";
import {
	citedIn,
	type NamedProvisions,
	namedIn,
	type ToldExpansion,
	withoutProcedure,
} from "./named-provisions.ts";
import type { RankingAssets } from "./ranking-assets.ts";

/** A query as it was understood. */
export interface ReadQuery {
	/** What the text asks about: with blanks in place of words that only ask. */
	readonly matter: string;
	readonly parsed: ParsedQuery;
	readonly entities: readonly Entity[];
	readonly expansions: readonly ReadExpansion[];
	readonly named: NamedProvisions;
	/** Terms learnt from questions. */
	readonly learnt: readonly AddedTerm[];
	/** All that is searched for beside the words: of the lists, and learnt. */
	readonly added: readonly AddedTerm[];
	readonly planned: PlannedQuery;
	/** Whether it is prose, in which no signs were read. */
	readonly isTold: boolean;
	/** And tells more than a question does. */
	readonly isLongTale: boolean;
}

/** Only texts with a numeral, or a part of what laws, cases and amounts are called, can name one: the list of laws is not read for others. */
const ENTITY_SIGN =
	/[\d０-９〇零一二三四五六七八九十百千万亿两廿半条條法典例释则規规約约案号號¥￥$€£《]|[协協议議决決]定|办法|辦法|解答|章程/;

export type { Boosts };

/** How much a match in each field counts, by words. */
export const DEFAULT_BOOSTS: Boosts = {
	title: 0.25,
	summary: 0.5,
	body: 1,
	category: 0.2,
	path: 0.4,
};

/** The table was learnt from questions; of fewer words than this a query names what it wants. */
const LEAST_WORDS_OF_QUESTION = 4;
/** So many characters told are more than a question has. */
const LONG_TALE = 100;

/** A query of which names of provisions are so much asks for these provisions. */
const MEANT_SHARE = 0.5;

/** A term of the lists beside a word that was typed, in the second look; measured by folds (bench/ranking.md). */
const LISTED_WEIGHT = 0.3;
/** And one that stands for a word that hardly an article has. */
const REPLACING_WEIGHT = 0.7;

/** Understands what is typed: syntax, entities, and what to search for beside. */
export class QueryReader {
	readonly #analyzer: Analyzer;
	readonly #boosts: Boosts;
	readonly #synonyms: SynonymBook;
	readonly #caseFacts: CaseFacts;
	readonly #assets: RankingAssets;
	readonly #index: Pick<EmbeddedIndex, "isRareWord">;
	readonly #columns = new TokenColumns();

	constructor(
		index: Pick<EmbeddedIndex, "isRareWord">,
		analyzer: Analyzer,
		boosts: Boosts,
		options: EngineOptions,
		assets: RankingAssets,
	) {
		this.#index = index;
		this.#assets = assets;
		this.#analyzer = analyzer;
		this.#boosts = boosts;
		this.#synonyms = synonymBook(options, analyzer);
		this.#caseFacts = caseFacts(options);
	}

	/** @throws SearchError `bad-argument` of the filters; `no-file`, `bad-list` of the lists that a text may need */
	read(text: string, options: SearchOptions): ReadQuery {
		const isLiteral = options.literal === true;
		const isExact = options.exact === true;
		const { typed, isTold } = typedIn(text, isLiteral);
		const isLoose = !isLiteral && !isExact;
		const words = isLoose
			? this.#analyzer.tokens(text, "word", this.#columns)
			: [];
		const matter = isLoose ? matterOf(text, words, typed.query, isTold) : text;
		const parsed = matter === text ? typed : readingAs(matter, typed);
		const entities =
			isLiteral || !ENTITY_SIGN.test(text)
				? []
				: this.#analyzer.queryEntities(askedText(matter, parsed)).entities;
		const adds = isLoose && options.synonyms !== false;
		const told = adds && isTold ? this.#toldKinds(text) : [];
		const listed = adds ? this.#listed(text, words, isTold) : [];
		const expansions = [...listed, ...told];
		const isLongTale = isTold && text.length >= LONG_TALE;
		const learnt =
			adds && !isLongTale && options.ranking !== "words"
				? this.#learnt(matter)
				: [];
		const ofLists = expansions.flatMap(({ plain, to, replaces }) => {
			const weight = replaces ? REPLACING_WEIGHT : LISTED_WEIGHT;
			return to.map((term) => ({ term, weight, for: [plain] }));
		});
		const cited = isTold ? citedIn(entities) : [];
		const named = namedIn(words, { expansions, told, cited });
		const filters = filterPlans(options.filters ?? {}, this.#analyzer);
		const plannedText = planQuery(matter, parsed.query, this.#analyzer, {
			boosts: this.#boosts,
			isExact,
			entities,
			expansions,
			isTold,
			meant: named.share >= MEANT_SHARE ? [...named.times.keys()] : [],
			namedTimes: named.times,
			learnt,
		});
		const planned = filtered(plannedText, filters);
		// Where the query names a place in the law or has signs, nothing that was learnt is asked.
		const asked = planned.plainText === "" ? [] : learnt;
		const added = mergeAdded(ofLists, asked);
		return {
			matter,
			parsed,
			entities,
			expansions,
			named,
			learnt: asked,
			added,
			planned,
			isTold,
			isLongTale,
		};
	}

	/** What the lists have beside the words of a text. */
	#listed(
		text: string,
		words: readonly Token[],
		isTold: boolean,
	): readonly ReadExpansion[] {
		const listed = this.#synonyms.expansions(text, words);
		return (isTold ? withoutProcedure(listed) : listed).map((expansion) =>
			this.#weighed(expansion, words),
		);
	}

	/** Tells whether what stands beside a plain word replaces it; of several words each may tell something. */
	#weighed(expansion: ReadExpansion, words: readonly Token[]): ReadExpansion {
		const inside = words.filter(
			({ isInner, start, end }) =>
				!isInner && start < expansion.end && end > expansion.start,
		);
		const isRare =
			inside.length === 1 && this.#index.isRareWord(inside[0]!.term);
		return isRare ? { ...expansion, replaces: true } : expansion;
	}

	/** The kinds of cases of which a text tells, as what is searched for beside it. */
	#toldKinds(text: string): ToldExpansion[] {
		const folded = fold(text);
		return this.#caseFacts.kindsOf(folded).map(({ parts, ...kind }) => {
			const starts = parts.map(({ start }) => start);
			const ends = parts.map(({ end }) => end);
			const words = parts.map(({ start, end }) => folded.slice(start, end));
			return {
				start: Math.min(...starts),
				end: Math.max(...ends),
				plain: words.join(" "),
				to: [],
				parts,
				provisions: kind.provisions.flatMap((one) =>
					this.#synonyms.provisionsOf(one),
				),
				share: kind.share,
			};
		});
	}

	#learnt(text: string): AddedTerm[] {
		const { word } = this.#analyzer.compared(text);
		const distinct = new Set(word);
		if (distinct.size < LEAST_WORDS_OF_QUESTION) {
			return [];
		}
		const table = this.#assets.translationsOf([...distinct]);
		return translate(word, table, TRANSLATE_DEFAULTS);
	}
}

/** What was typed, by the signs of the query language or as it stands; and whether it tells something, so that it has none. */
function typedIn(
	text: string,
	isLiteral: boolean,
): { readonly typed: ParsedQuery; readonly isTold: boolean } {
	if (isLiteral) {
		return { typed: literalQuery(text), isTold: false };
	}
	const parsed = parseQuery(text);
	const isTold = isProse(text, parsed.query);
	return { typed: isTold ? literalQuery(text) : parsed, isTold };
}

/** What a text asks about: a question in plain words without those that only ask. */
function matterOf(
	text: string,
	words: readonly Token[],
	query: Query,
	isTold: boolean,
): string {
	return isAllPlainText(query.clauses)
		? withoutQuestionWords(text, words, isTold)
		: text;
}

/** A query in plain words, with another text of the same length; parts of which nothing is left are dropped. */
function readingAs(text: string, typed: ParsedQuery): ParsedQuery {
	const clauses = typed.query.clauses.flatMap((clause) => {
		const { start, end } = clause.query;
		const query = { ...clause.query, text: text.slice(start, end) };
		return query.text.trim() === "" ? [] : [{ ...clause, query }];
	});
	return { ...typed, query: { ...typed.query, clauses } };
}

function caseFacts({ dictionary }: EngineOptions): CaseFacts {
	const path = assetPath("case-facts.txt", dictionary);
	return new CaseFacts(() => parseCaseFacts(readText(path), path));
}

/** The text with commas for operators, brackets, quotes and names of fields: NEAR/10 30日 names thirty days. */
function askedText(text: string, { query }: ParsedQuery): string {
	let asked = "";
	for (const { start, end } of leavesOf(query.clauses).sort(byStart)) {
		asked += text.slice(asked.length, start).replace(/\S/g, "，");
		asked += text.slice(asked.length, end);
	}
	return asked + text.slice(asked.length).replace(/\S/g, "，");
}

function byStart(a: TextRange, b: TextRange): number {
	return a.start - b.start;
}

function synonymBook(
	{ dictionary, synonyms }: EngineOptions,
	analyzer: Analyzer,
): SynonymBook {
	const paths = [
		assetPath("synonyms.txt", dictionary),
		assetPath("provision-names.txt", dictionary),
		...(synonyms === undefined ? [] : [synonyms]),
	];
	return new SynonymBook(
		(near) =>
			paths.flatMap((path) => parseSynonyms(readText(path), path, near)),
		analyzer,
	);
}
