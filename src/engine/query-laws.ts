import type { Law } from "../analysis/law-list.ts";
import { LawNames, lawsNamedIn } from "../analysis/law-names.ts";
import { loadLaws } from "./article-citations.ts";

/**
 * The laws that queries may name. Taking in every name costs more than a whole search, so the first query, which may be the
 * only one of its process, takes in just those it may name; from the second on all are known, and a query costs nothing more.
 */
export class QueryLaws {
	readonly #dictionary: string | undefined;
	#list: readonly Law[] | undefined;
	#all: LawNames | undefined;

	/** @param dictionary the dictionary's path where the caller passes one */
	constructor(dictionary: string | undefined) {
		this.#dictionary = dictionary;
	}

	/** Names enough for this text. @throws SearchError `no-file`, `bad-list` */
	namesFor(text: string): LawNames {
		if (this.#list === undefined) {
			this.#list = loadLaws(this.#dictionary);
			return new LawNames(lawsNamedIn(text, this.#list));
		}
		this.#all ??= new LawNames(this.#list);
		return this.#all;
	}
}
