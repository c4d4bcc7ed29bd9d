import type { TextRange } from "../article.ts";
import { SearchError } from "../errors.ts";
import { fold } from "./fold.ts";
import { HashTrie } from "./hash-trie.ts";
import { linesOf } from "./list-lines.ts";

/** A kind of case: the words in which its facts are told, folded, and the provisions that it comes under. */
export interface CaseKind {
	readonly words: readonly string[];
	readonly provisions: readonly string[];
}

/** A kind of case that a text may tell of. */
export interface ToldKind {
	readonly provisions: readonly string[];
	/** How likely it is, beside the likeliest kind; from 0 to 1. */
	readonly share: number;
	/** Where its words stand in the text, each once, ascending. */
	readonly parts: readonly TextRange[];
}

/** Kinds are told that have so much of what the likeliest has, and no more than so many. */
const LEAST_SHARE = 0.6;
const MOST_KINDS = 3;
/** Fewer words, or less weight of them, may stand in any text. */
const LEAST_WORDS = 2;
const LEAST_WEIGHT = 6;

/** Who tells of a suit says one of these, who tells of a crime one of those: then the kinds of the other are none. */
const SUIT = /原告|被告(?!人)|上诉人|申请人|起诉|诉至|诉讼请求/;
const CRIME = /被告人|犯罪|嫌疑|公诉|抓获|民警|警方|派出所|公安|报警|查获|刑/;
const CRIMINAL_LAW = /^刑法/;

const FORM = 'write "word word word > provision, provision"';

/**
 * Reads a list of kinds of cases; the format is in `lists/README.md`. `name` is what errors call the list.
 * @throws SearchError `bad-list`
 */
export function parseCaseFacts(text: string, name: string): CaseKind[] {
	return linesOf(text).flatMap(({ number, text: line }) => {
		const folded = fold(line).trim();
		if (folded === "" || folded.startsWith("#")) {
			return [];
		}
		const sides = folded.split(">");
		const [told = "", under = ""] = sides;
		const words = told.split(/\s+/).filter((word) => word !== "");
		const provisions = under.split(",").map((one) => one.trim());
		if (sides.length !== 2 || words.length === 0 || provisions.includes("")) {
			throw new SearchError(
				"bad-list",
				`${name}, line ${number + 1}: expected words, >, and provisions, found ${JSON.stringify(line)}; ${FORM}`,
			);
		}
		return [{ words: [...new Set(words)], provisions }];
	});
}

/** Tells of what kinds of cases a text tells; the list is read when first asked for. */
export class CaseFacts {
	readonly #load: () => CaseKind[];
	#read: Vocabulary | undefined;

	/** @param load its errors go to who asks */
	constructor(load: () => CaseKind[]) {
		this.#load = load;
	}

	/**
	 * The kinds of which a folded text may tell, the likeliest first: by the words that they have in common with it, each once and by how few kinds
	 * have it (idf as in BM25). How many words a kind has tells nothing: those that are told in many ways have more.
	 */
	kindsOf(folded: string): ToldKind[] {
		this.#read ??= vocabularyOf(this.#load());
		const { kinds } = this.#read;
		const found = wordsIn(folded, this.#read);
		const weights = new Float64Array(kinds.length);
		const parts = kinds.map((): TextRange[] => []);
		const isCrime = CRIME.test(folded);
		const isEither = isCrime === SUIT.test(folded);
		for (const { word, start, end } of found) {
			for (const kind of word.kinds) {
				if (isEither || isCrime === isOfCrime(kinds[kind]!)) {
					weights[kind]! += word.idf;
					parts[kind]!.push({ start, end });
				}
			}
		}
		const most = Math.max(LEAST_WEIGHT, ...weights);
		return kinds
			.map(({ provisions }, kind) => ({
				provisions,
				share: weights[kind]! / most,
				parts: parts[kind]!,
				isSure:
					weights[kind]! >= LEAST_WEIGHT && parts[kind]!.length >= LEAST_WORDS,
			}))
			.filter(({ share, isSure }) => isSure && share >= LEAST_SHARE)
			.sort((a, b) => b.share - a.share)
			.slice(0, MOST_KINDS)
			.map(({ provisions, share, parts }) => ({ provisions, share, parts }));
	}
}

function isOfCrime({ provisions }: CaseKind): boolean {
	return provisions.some((one) => CRIMINAL_LAW.test(one));
}

interface ToldWord {
	readonly kinds: number[];
	idf: number;
}

interface Vocabulary {
	readonly kinds: readonly CaseKind[];
	readonly trie: HashTrie;
	/** The words at their nodes. */
	readonly words: ReadonlyMap<number, ToldWord>;
}

function vocabularyOf(kinds: readonly CaseKind[]): Vocabulary {
	const trie = new HashTrie();
	const words = new Map<number, ToldWord>();
	kinds.forEach((kind, number) => {
		for (const word of kind.words) {
			const node = trie.add(word);
			const known = words.get(node) ?? { kinds: [], idf: 0 };
			known.kinds.push(number);
			words.set(node, known);
		}
	});
	for (const word of words.values()) {
		const having = word.kinds.length;
		word.idf = Math.log(1 + (kinds.length - having + 0.5) / (having + 0.5));
	}
	return { kinds, trie, words };
}

/** The words of the lists that stand in a text, each once, where it stands first; in the order of their beginnings. */
function wordsIn(
	folded: string,
	{ trie, words }: Vocabulary,
): (TextRange & { readonly word: ToldWord })[] {
	const found = new Map<ToldWord, TextRange>();
	for (let start = 0; start < folded.length; start++) {
		let node = 0;
		for (let end = start + 1; end <= folded.length; end++) {
			node = trie.child(node, folded.charCodeAt(end - 1));
			if (node === 0) {
				break;
			}
			const word = words.get(node);
			if (word !== undefined && !found.has(word)) {
				found.set(word, { start, end });
			}
		}
	}
	return [...found].map(([word, range]) => ({ word, ...range }));
}
