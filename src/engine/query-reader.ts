import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Analyzer } from "../analysis/analyzer.ts";
import type { Entity } from "../analysis/entity.ts";
import { SynonymBook } from "../analysis/synonym-book.ts";
import { type Expansion, parseSynonyms } from "../analysis/synonyms.ts";
import {
	literalQuery,
	type ParsedQuery,
	parseQuery,
} from "../query/parse-query.ts";
import { type Boosts, type PlannedQuery, planQuery } from "../query/plan.ts";
import { readText } from "../storage/read-whole.ts";
import { assetUrl } from "./assets.ts";
import type { EngineOptions, SearchOptions } from "./engine.ts";

/** A query as it was understood. */
export interface ReadQuery {
	readonly parsed: ParsedQuery;
	readonly entities: readonly Entity[];
	readonly expansions: readonly Expansion[];
	readonly planned: PlannedQuery;
}

/** Only texts with a numeral, or a part of what laws, cases and amounts are called, can name one: the list of laws is not read for others. */
const ENTITY_SIGN =
	/[\d０-９〇零一二三四五六七八九十百千万亿两廿半条條法典例释则規规約约案号號¥￥$€£《]|[协協议議决決]定|办法|辦法|解答|章程/;

/** Understands what is typed: syntax, entities, and what to search for beside. */
export class QueryReader {
	readonly #analyzer: Analyzer;
	readonly #boosts: Boosts;
	readonly #synonyms: SynonymBook;

	constructor(analyzer: Analyzer, boosts: Boosts, options: EngineOptions) {
		this.#analyzer = analyzer;
		this.#boosts = boosts;
		this.#synonyms = synonymBook(options);
	}

	/** @throws SearchError `no-file`, `bad-list` of the lists that a text may need */
	read(text: string, options: SearchOptions): ReadQuery {
		const isLiteral = options.literal === true;
		const isExact = options.exact === true;
		const parsed = isLiteral ? literalQuery(text) : parseQuery(text);
		const entities =
			isLiteral || !ENTITY_SIGN.test(text)
				? []
				: this.#analyzer.queryEntities(text).entities;
		const expansions =
			isLiteral || isExact || options.synonyms === false
				? []
				: this.#synonyms.expansions(text, this.#analyzer);
		const planned = planQuery(text, parsed.query, this.#analyzer, {
			boosts: this.#boosts,
			isExact,
			entities,
			expansions,
		});
		return { parsed, entities, expansions, planned };
	}
}

function synonymBook({ dictionary, synonyms }: EngineOptions): SynonymBook {
	const folder = dirname(
		dictionary ?? fileURLToPath(assetUrl("dictionary.fasou")),
	);
	const paths = [
		join(folder, "synonyms.txt"),
		...(synonyms === undefined ? [] : [synonyms]),
	];
	return new SynonymBook((near) =>
		paths.flatMap((path) => parseSynonyms(readText(path), path, near)),
	);
}
