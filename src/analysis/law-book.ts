import type { Law } from "./law-list.ts";
import { LawNames, lawsNamedIn } from "./law-names.ts";

/**
 * The laws that texts may name, read when first asked for. Taking in every name costs more than a whole search, so the first query,
 * which may be the only one of its process, takes in just those it may name; from the second on all are known.
 */
export class LawBook {
	readonly #load: () => readonly Law[];
	#list: readonly Law[] | undefined;
	#all: LawNames | undefined;

	/** @param load reads and parses the lists; its errors go to who asks for names */
	constructor(load: () => readonly Law[]) {
		this.#load = load;
	}

	/** The names of all laws. */
	all(): LawNames {
		this.#list ??= this.#load();
		this.#all ??= new LawNames(this.#list);
		return this.#all;
	}

	/** Names enough for this text. */
	namesFor(text: string): LawNames {
		if (this.#list === undefined) {
			this.#list = this.#load();
			return new LawNames(lawsNamedIn(text, this.#list));
		}
		return this.all();
	}
}
