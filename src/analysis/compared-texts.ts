import type { Analyzer } from "./analyzer.ts";

type Compared = ReturnType<Analyzer["compared"]>;

/** More than the learnt table has terms. */
const MOST_TEXTS = 20_000;

/** The terms of texts that are compared again and again: of the query at hand, and of what is added to queries. All are forgotten when they are too many. */
export class ComparedTexts {
	readonly #analyzer: Analyzer;
	readonly #known = new Map<string, Compared>();

	constructor(analyzer: Analyzer) {
		this.#analyzer = analyzer;
	}

	compared(text: string): Compared {
		const known = this.#known.get(text);
		if (known !== undefined) {
			return known;
		}
		if (this.#known.size >= MOST_TEXTS) {
			this.#known.clear();
		}
		const compared = this.#analyzer.compared(text);
		this.#known.set(text, compared);
		return compared;
	}
}
