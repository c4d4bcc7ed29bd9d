import { dirname, join } from "node:path";
import { Analyzer } from "../analysis/analyzer.ts";
import type { Segmenter } from "../analysis/cuts.ts";
import {
	type Dictionary,
	readDictionary,
	withoutLegalWords,
} from "../analysis/dictionary.ts";
import {
	ANALYSIS_VERSION,
	type Fingerprint,
	listFingerprint,
} from "../analysis/fingerprint.ts";
import { fold } from "../analysis/fold.ts";
import { jiebaSegmenter } from "../analysis/jieba-segmenter.ts";
import { LawBook } from "../analysis/law-book.ts";
import { parseLaws } from "../analysis/law-list.ts";
import { parseUserWords, type UserWord } from "../analysis/user-words.ts";
import { Vocabulary } from "../analysis/vocabulary.ts";
import type { IndexLists } from "../backend/embedded/embedded-writer.ts";
import { SearchError } from "../errors.ts";
import { readBytes, readText } from "../storage/read-whole.ts";
import { assetPath } from "./assets.ts";
import { loadNodejieba } from "./load-nodejieba.ts";

/** What all doors take: how text is cut. */
export interface AnalyzerOptions {
	/** Path of the compiled dictionary, for those who bundle fasou into their own file; the lists lie beside it. By default all lie beside the package's code. */
	readonly dictionary?: string;
	/** Path of a list of words to add to the dictionary: one a line, with or without frequency. */
	readonly userWords?: string;
	/** Path of a list of laws to add to the package's: one a line, with short names, number of 条, end and successor. */
	readonly laws?: string;
	/** `nodejieba` needs that package installed beside fasou. */
	readonly segmenter?: "fasou" | "nodejieba";
}

/** What an index was made with: it opens with its own lists, whatever the package ships now. */
export interface KeptAnalysis {
	readonly fingerprint: Fingerprint;
	/** Where it is, for messages. */
	readonly name: string;
	/** Reads the copies that the index keeps. */
	readonly lists: () => IndexLists;
	/** Take the package's lists in place of the index's copies of former ones; the user's own stay. */
	readonly takesPackageLists?: true;
}

export interface LoadedAnalyzer {
	readonly analyzer: Analyzer;
	/** The texts of all lists it goes by: what an index made with it keeps. */
	readonly lists: () => IndexLists;
}

/** A list as text, and what messages call it. */
interface ListText {
	readonly text: string;
	readonly name: string;
}

type ListName = keyof IndexLists;

/**
 * @param bytes those of the compiled dictionary, where they are in memory already
 * @throws SearchError `no-file`, `corrupt` (dictionary), `bad-list`, `no-segmenter`, `bad-argument`
 */
export function loadAnalyzer(
	options: AnalyzerOptions,
	kept?: KeptAnalysis,
	bytes?: Uint8Array,
): LoadedAnalyzer {
	const path = options.dictionary ?? assetPath("dictionary.fasou", undefined);
	const compiled = readDictionary(bytes ?? readBytes(path));
	const sources = new ListSources(options, dirname(path), compiled, kept);
	const userWords = sources.textOf("userWords");
	const ownWords = parsed(userWords);
	const otherLegalWords = sources.isPackages("legalWords")
		? undefined
		: sources.textOf("legalWords");
	const dictionary =
		otherLegalWords === undefined ? compiled : withoutLegalWords(compiled);
	const words = [...parsed(otherLegalWords), ...ownWords];
	const vocabulary = new Vocabulary(dictionary, words);
	const laws = new LawBook((near) =>
		(["laws", "userLaws"] as const).flatMap((name) => {
			const list = sources.textOf(name);
			// A mistake in a user's list is told at once, wherever it stands.
			const part = name === "laws" ? near : undefined;
			return list === undefined ? [] : parseLaws(list.text, list.name, part);
		}),
	);
	const { segmenter, version } = segmenterOf(
		options.segmenter ?? "fasou",
		vocabulary,
		() => [...parsed(sources.textOf("legalWords")), ...ownWords],
	);
	const fingerprint: Fingerprint = {
		analysisVersion: ANALYSIS_VERSION,
		segmenter: options.segmenter ?? "fasou",
		dictionary: version,
		legalWords: sources.fingerprintOf("legalWords"),
		laws: sources.fingerprintOf("laws"),
		userWords: listFingerprint(userWords?.text ?? ""),
		userLaws: sources.fingerprintOf("userLaws"),
	};
	return {
		analyzer: new Analyzer(segmenter, vocabulary, laws, fingerprint),
		lists: () => sources.all(),
	};
}

/** Words are looked for in folded text. */
function parsed(list: ListText | undefined): UserWord[] {
	return list === undefined
		? []
		: parseUserWords(list.text, list.name).map((entry) => ({
				...entry,
				word: fold(entry.word),
			}));
}

function segmenterOf(
	name: "fasou" | "nodejieba",
	vocabulary: Vocabulary,
	allWords: () => readonly UserWord[],
): { segmenter: Segmenter; version: string } {
	switch (name) {
		case "fasou":
			return {
				segmenter: jiebaSegmenter(vocabulary),
				version: vocabulary.dictionary.fingerprint,
			};
		case "nodejieba":
			return loadNodejieba(allWords(), vocabulary);
		default: {
			const never: never = name;
			throw new SearchError(
				"bad-argument",
				`segmenter: expected "fasou" or "nodejieba", found ${JSON.stringify(never)}`,
			);
		}
	}
}

/** Where each list comes from: a file of the user's, the copy of an index, or the package; read when first asked for. */
class ListSources {
	readonly #options: AnalyzerOptions;
	readonly #folder: string;
	readonly #compiled: Dictionary;
	readonly #kept: KeptAnalysis | undefined;
	readonly #texts = new Map<ListName, ListText | undefined>();
	#copies: IndexLists | undefined;

	constructor(
		options: AnalyzerOptions,
		folder: string,
		compiled: Dictionary,
		kept: KeptAnalysis | undefined,
	) {
		this.#options = options;
		this.#folder = folder;
		this.#compiled = compiled;
		this.#kept = kept;
	}

	/** Whether an index's list is the one that the package ships, so that the package's will do. */
	isPackages(name: "legalWords" | "laws"): boolean {
		return (
			this.#kept === undefined ||
			this.#kept.takesPackageLists === true ||
			this.#kept.fingerprint[name] === this.#compiled.lists[name]
		);
	}

	fingerprintOf(name: "legalWords" | "laws" | "userLaws"): string {
		if (name !== "userLaws" && this.isPackages(name)) {
			return this.#compiled.lists[name];
		}
		return this.#isUsers(name) || this.#kept === undefined
			? listFingerprint(this.textOf(name)?.text ?? "")
			: this.#kept.fingerprint[name];
	}

	textOf(name: ListName): ListText | undefined {
		if (!this.#texts.has(name)) {
			this.#texts.set(name, this.#read(name));
		}
		return this.#texts.get(name);
	}

	all(): IndexLists {
		const lists: { [name in ListName]?: string } = {};
		for (const name of LIST_NAMES) {
			const list = this.textOf(name);
			if (list !== undefined) {
				lists[name] = list.text;
			}
		}
		return lists;
	}

	#isUsers(name: ListName): boolean {
		return this.#pathOf(name) !== undefined;
	}

	#pathOf(name: ListName): string | undefined {
		return name === "userWords"
			? this.#options.userWords
			: name === "userLaws"
				? this.#options.laws
				: undefined;
	}

	#read(name: ListName): ListText | undefined {
		const path = this.#pathOf(name);
		if (path !== undefined) {
			return { text: readText(path), name: path };
		}
		if (name === "legalWords" || name === "laws") {
			if (this.isPackages(name)) {
				const file = join(this.#folder, FILES[name]);
				return { text: readText(file), name: file };
			}
		}
		if (this.#kept === undefined || this.#kept.fingerprint[name] === "") {
			return undefined;
		}
		this.#copies ??= this.#kept.lists();
		const text = this.#copies[name];
		return text === undefined
			? undefined
			: { text, name: `${this.#kept.name} (its own ${name})` };
	}
}

const LIST_NAMES = ["legalWords", "laws", "userWords", "userLaws"] as const;

const FILES = { legalWords: "legal-words.txt", laws: "laws.txt" } as const;
