import { lawKey } from "./law-key.ts";
import type { Law } from "./law-list.ts";
import { LawNames, lawsNamedIn } from "./law-names.ts";

/**
 * The laws that texts may name, read when first asked for. Taking in every name costs more than a whole search, so the first query,
 * which may be the only one of its process, takes in just those it may name; from the second on all are known.
 */
export class LawBook {
	readonly #load: (near?: string) => readonly Law[];
	#isFirst = true;
	#all: LawNames | undefined;

	/** @param load reads and parses the lists, but for laws whose lines have no two characters in common with `near`; its errors go to who asks for names */
	constructor(load: (near?: string) => readonly Law[]) {
		this.#load = load;
	}

	/** The names of all laws. */
	all(): LawNames {
		this.#all ??= new LawNames(this.#load());
		return this.#all;
	}

	/** Names enough for this text. */
	namesFor(text: string): LawNames {
		if (this.#isFirst && this.#all === undefined) {
			this.#isFirst = false;
			const near = this.#load(lawKey(text));
			return new LawNames(lawsNamedIn(text, near));
		}
		return this.all();
	}
}
