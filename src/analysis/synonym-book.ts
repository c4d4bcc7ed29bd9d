import { contains } from "../article.ts";
import type { Analyzer, Token } from "./analyzer.ts";
import { isWholeProvision, wholeProvisions } from "./entity.ts";
import { fold } from "./fold.ts";
import {
	type Expansion,
	expand,
	expandGapped,
	indexSynonyms,
	type SynonymIndex,
	type SynonymRule,
} from "./synonyms.ts";

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
	/** Hardly an article has the plain word: what stands beside it stands for it. */
	readonly replaces?: true;
}

/** Lists of synonyms, read when first asked for; the first text takes in only the lines it may need, as `LawBook` does. */
export class SynonymBook {
	readonly #load: (near?: string) => SynonymRule[];
	readonly #analyzer: Analyzer;
	/** What targets were found to be: a name comes again, and its law is looked for among a thousand. */
	readonly #provisions = new Map<string, readonly NamedProvision[]>();
	#all: SynonymIndex | undefined;
	#isFirst = true;

	/** @param load parses the lists, but for lines that have no two characters in common with `near`; its errors go to who asks */
	constructor(load: (near?: string) => SynonymRule[], analyzer: Analyzer) {
		this.#load = load;
		this.#analyzer = analyzer;
	}

	/**
	 * What to search for beside a text, at ranges of it.
	 * @param words of the text
	 */
	expansions(text: string, words: readonly Token[]): ReadExpansion[] {
		const folded = fold(text);
		const borders = new Set<number>();
		for (const { term, start, end } of words) {
			borders.add(start).add(end);
			// What no list has was joined by a guess: 包会 in 顶包会判刑吗.
			if (this.#analyzer.listOf(term) === undefined) {
				for (let at = start + 1; at < end; at++) {
					borders.add(at);
				}
			}
		}
		const index = this.#indexFor(folded);
		const isBorder = (at: number) => borders.has(at);
		const single = expand(folded, index, isBorder).map((one) =>
			this.#read(one),
		);
		const names = single.filter(({ provisions }) => provisions.length > 0);
		// The longer name tells more: 口头遗嘱 than 遗嘱 in 遗嘱…有效, 信用卡诈骗罪 than 信用卡…诈骗, and 怀孕…降薪 than 降薪.
		const gapped = expandGapped(folded, index, isBorder)
			.filter((one) => !names.some((name) => contains(name, one)))
			.map((one) => this.#read(one));
		const parts = gapped.flatMap((one) => one.parts ?? []);
		const others = single.map((one) =>
			parts.some((part) => contains(part, one))
				? { ...one, provisions: [] }
				: one,
		);
		return oneAtEachRange([...gapped, ...others])
			.filter(({ to, provisions }) => to.length + provisions.length > 0)
			.sort((a, b) => a.start - b.start || b.end - a.end);
	}

	#read(expansion: Expansion): ReadExpansion {
		const { to } = expansion;
		return {
			...expansion,
			provisions: to.flatMap((one) => this.provisionsOf(one)),
			to: to.filter((one) => this.provisionsOf(one).length === 0),
		};
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

	/** The provision that a target is from end to end; none where it is anything else, or the law is unknown. */
	provisionsOf(text: string): readonly NamedProvision[] {
		if (!isWholeProvision(text)) {
			return [];
		}
		let found = this.#provisions.get(text);
		if (found === undefined) {
			found = this.#analyzer
				.queryEntities(text)
				.entities.filter(
					({ kind, start, end }) =>
						kind === "provision" && start === 0 && end === text.length,
				)
				.flatMap(({ terms }) => wholeProvisions(terms))
				.map((term) => ({ text, term }));
			this.#provisions.set(text, found);
		}
		return found;
	}
}

/** What stands at the same place is told once: words of one list, and provisions of another. */
function oneAtEachRange(
	expansions: readonly ReadExpansion[],
): readonly ReadExpansion[] {
	const byRange = new Map<string, ReadExpansion>();
	for (const one of expansions) {
		const range = `${one.start}-${one.end}`;
		const known = byRange.get(range);
		byRange.set(
			range,
			known === undefined
				? one
				: {
						...known,
						to: [...new Set([...known.to, ...one.to])],
						provisions: [...known.provisions, ...one.provisions],
					},
		);
	}
	return [...byRange.values()];
}
