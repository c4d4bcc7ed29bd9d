import type { Analyzer } from "./analyzer.ts";
import { fold } from "./fold.ts";
import {
	type Expansion,
	expand,
	indexSynonyms,
	type SynonymIndex,
	type SynonymRule,
} from "./synonyms.ts";
import { TokenColumns } from "./token-columns.ts";

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
	expansions(text: string, analyzer: Analyzer): Expansion[] {
		const folded = fold(text);
		const borders = new Set<number>();
		for (const { start, end } of analyzer.tokens(
			text,
			"word",
			new TokenColumns(),
		)) {
			borders.add(start).add(end);
		}
		return expand(folded, this.#indexFor(folded), (at) => borders.has(at));
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
