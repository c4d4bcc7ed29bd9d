import type { Analyzer } from "../analysis/analyzer.ts";
import { fold } from "../analysis/fold.ts";
import { STATE } from "../analysis/law-key.ts";
import {
	type CitedProvision,
	readProvisions,
} from "../analysis/provision-phrase.ts";
import type { Article } from "../article.ts";
import type { EmbeddedIndex } from "../backend/embedded/embedded-index.ts";
import type { TypedProvision } from "../suggest/typed-provision.ts";
import { charactersOf } from "./literal-documents.ts";

/** Provisions that begin alike; more are never looked at. */
const MOST_TITLES = 20;

/** Finds articles by the beginning of their title. */
export class BegunTitles {
	readonly #index: EmbeddedIndex;
	readonly #analyzer: Analyzer;
	/** How titles write the laws that were asked for. */
	readonly #writtenLaws = new Map<string, string>();

	constructor(index: EmbeddedIndex, analyzer: Analyzer) {
		this.#index = index;
		this.#analyzer = analyzer;
	}

	/** The titles that begin so, each once; not those of single provisions. */
	titles(beginning: string, limit: number): string[] {
		const titles = this.#articles(beginning, limit).map(({ title }) => title);
		return [...new Set(titles)].filter((title) => !isProvision(title));
	}

	/** The provisions of a law that the index has and whose number was begun, by number; `law` is its name without that of the state. */
	provisions(law: string, typed: TypedProvision, limit: number): string[] {
		const byNumber = new Map<number, string>();
		for (const start of typed.starts) {
			for (const { value, number } of this.#provisions(law, start)) {
				if (typed.begins(value)) {
					byNumber.set(value, law + number);
				}
			}
			if (byNumber.size >= limit) {
				break;
			}
		}
		return [...byNumber]
			.sort(([a], [b]) => a - b)
			.slice(0, limit)
			.map(([, text]) => text);
	}

	/** Of a law's titles, which give its name in full or without that of the state. */
	#provisions(law: string, start: string): CitedProvision[] {
		const known = this.#writtenLaws.get(law);
		for (const written of known ? [known] : [STATE + law, law]) {
			const found = this.#articles(written + start, MOST_TITLES);
			if (found.length > 0) {
				this.#writtenLaws.set(law, written);
				return found.flatMap(
					({ title }) =>
						readProvisions(fold(title), written.length)?.provisions ?? [],
				);
			}
		}
		return [];
	}

	#articles(beginning: string, limit: number): Article[] {
		const terms = charactersOf(this.#analyzer, beginning);
		const { articles } = this.#index.search(
			{ kind: "phrase", field: "title", terms, atStart: true, boost: 1 },
			{ limit, countsAll: false, shouldStop: () => false },
		);
		return articles.map(({ article }) => article());
	}
}

/** Whether a title is that of a 条: 劳动合同法第三十九条. */
function isProvision(title: string): boolean {
	const folded = fold(title);
	const at = folded.lastIndexOf("第");
	return at > 0 && readProvisions(folded, at)?.end === folded.length;
}
