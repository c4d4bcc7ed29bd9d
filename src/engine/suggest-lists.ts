import { STATE } from "../analysis/law-key.ts";
import type { Law } from "../analysis/law-list.ts";
import { parseSynonyms } from "../analysis/synonyms.ts";
import { parseUserWords } from "../analysis/user-words.ts";
import { readText } from "../storage/read-whole.ts";
import { AlikeCharacters } from "../suggest/alike-characters.ts";
import { type BothRight, parseBothRight } from "../suggest/both-right.ts";
import { parseSimilarCharacters } from "../suggest/similar-characters.ts";
import { Sounds } from "../suggest/sounds.ts";
import { type AssetName, assetPath } from "./assets.ts";

/**
 * What suggestions know beside the corpus; the lists lie beside the dictionary, and each is read when first asked for.
 * @param dictionary the dictionary's path where the caller passes one
 * @throws SearchError `no-file`, `bad-list` from each
 */
export class SuggestLists {
	readonly #dictionary: string | undefined;
	#sounds: Sounds | undefined;

	constructor(dictionary: string | undefined) {
		this.#dictionary = dictionary;
	}

	get sounds(): Sounds {
		this.#sounds ??= new Sounds(this.#read("sounds.txt").text);
		return this.#sounds;
	}

	alikes(): AlikeCharacters {
		const { text, path } = this.#read("similar-characters.txt");
		const similar = parseSimilarCharacters(text, path);
		return new AlikeCharacters(this.sounds, similar);
	}

	bothRight(): BothRight {
		const { text, path } = this.#read("both-right.txt");
		return parseBothRight(text, path);
	}

	legalWords(): string[] {
		const { text, path } = this.#read("legal-words.txt");
		return parseUserWords(text, path).map(({ word }) => word);
	}

	/** What the law says for what people say. */
	termsOfSynonyms(): string[] {
		const { text, path } = this.#read("synonyms.txt");
		return parseSynonyms(text, path).flatMap(({ to }) => to);
	}

	#read(name: AssetName): { readonly text: string; readonly path: string } {
		const path = assetPath(name, this.#dictionary);
		return { text: readText(path), path };
	}
}

/** What a law is called by those who look for it: without the name of the state. */
export function callNames(law: Law): string[] {
	return [law.name, ...law.otherNames].map((name) =>
		name.startsWith(STATE) ? name.slice(STATE.length) : name,
	);
}
