import type { Analyzer } from "./analyzer.ts";
import { isBareNumber, isWholeProvision } from "./entity.ts";
import { fold } from "./fold.ts";
import {
	type Expansion,
	expand,
	indexSynonyms,
	type SynonymIndex,
	type SynonymRule,
} from "./synonyms.ts";
import { TokenColumns } from "./token-columns.ts";

/** A provision that a plain word is a name of: 帮信罪 is one of 刑法第二百八十七条之二. */
export interface NamedProvision {
	/** As the list has it. */
	readonly text: string;
	/** Its term in the layer of entities. */
	readonly term: string;
}

/** An expansion, of which the provisions stand apart from the words. */
export interface ReadExpansion extends Expansion {
	readonly provisions: readonly NamedProvision[];
}

/** Lists of synonyms, read when first asked for; the first text takes in only the lines it may need, as `LawBook` does. */
export class SynonymBook {
	readonly #load: (near?: string) => SynonymRule[];
	#all: SynonymIndex | undefined;
	#isFirst = true;

	/** @param load parses the lists, but for lines that have no two characters in common with `near`; its errors go to who asks */
	constructor(load: (near?: string) => SynonymRule[]) {
		this.#load = load;
	}

	/** What to search for beside a text, at ranges of it. */
	expansions(text: string, analyzer: Analyzer): ReadExpansion[] {
		const folded = fold(text);
		const borders = new Set<number>();
		for (const { start, end } of analyzer.tokens(
			text,
			"word",
			new TokenColumns(),
		)) {
			borders.add(start).add(end);
		}
		const index = this.#indexFor(folded);
		return expand(folded, index, (at) => borders.has(at)).map((expansion) => {
			const provisions = expansion.to.flatMap((target) =>
				namedProvision(target, analyzer),
			);
			const to = expansion.to.filter((target) =>
				provisions.every(({ text }) => text !== target),
			);
			return { ...expansion, to, provisions };
		});
	}

	#indexFor(folded: string): SynonymIndex {
		if (this.#all !== undefined) {
			return this.#all;
		}
		if (this.#isFirst) {
			this.#isFirst = false;
			return indexSynonyms(this.#load(folded));
		}
		this.#all = indexSynonyms(this.#load());
		return this.#all;
	}
}

/** The provision that a target is from end to end; none where it is anything else, or the law is unknown. */
function namedProvision(text: string, analyzer: Analyzer): NamedProvision[] {
	if (!isWholeProvision(text)) {
		return [];
	}
	return analyzer
		.queryEntities(text)
		.entities.filter(
			({ kind, start, end }) =>
				kind === "provision" && start === 0 && end === text.length,
		)
		.flatMap(({ terms }) => terms)
		.filter((term) => isWholeProvision(term) && !isBareNumber(term))
		.map((term) => ({ text, term }));
}
