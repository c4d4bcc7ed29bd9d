import type { Analyzer } from "../analysis/analyzer.ts";
import type {
	EmbeddedIndex,
	LoggedQuestion,
	SaidFields,
} from "../backend/embedded/embedded-index.ts";
import type { LinearModel } from "../rank/linear-model.ts";
import { parseModel } from "../rank/model-file.ts";
import { indexTranslations, type TranslationTable } from "../rank/translate.ts";
import { parseTranslations } from "../rank/translation-list.ts";
import { readText } from "../storage/read-whole.ts";
import { assetPath } from "./assets.ts";
import type { EngineOptions } from "./engine.ts";
import { parseLog } from "./parse-log.ts";
import type { StageWeights } from "./second-look.ts";

/** What `fasou train` writes, and the package comes with. */
export const TRANSLATIONS_FILE = "translations.txt";
export const MODEL_FILE = "ranking-model.json";
/** The model where a log of questions is given: it weighs what that says, too. */
export const LOG_MODEL_FILE = "ranking-model-log.json";

/** What was learnt, for ranking: each part is read when it is first needed. */
export interface RankingAssets {
	/** The learnt terms of these words. */
	translationsOf(words: readonly string[]): TranslationTable;
	readonly model: LinearModel | undefined;
	/** What others say of the articles. */
	readonly said: SaidFields;
	/** In place of our weights, for an evaluation. */
	readonly weights?: Partial<StageWeights>;
	/** Looks anew what is said of which article: call it when the index has changed. */
	refresh(): void;
}

/** Nothing learnt. */
export const NO_ASSETS: RankingAssets = {
	translationsOf: () => new Map(),
	model: undefined,
	said: {},
	refresh: () => {},
};

/** What the package comes with, or the files that the options name; `false` leaves a part out. */
export function rankingAssets(
	options: EngineOptions,
	analyzer: Analyzer,
	index: EmbeddedIndex,
): RankingAssets {
	return new FileAssets(options, analyzer, index);
}

function pathOf(
	option: string | false | undefined,
	standard: string,
): string | undefined {
	return option === false ? undefined : (option ?? standard);
}

class FileAssets implements RankingAssets {
	readonly #options: EngineOptions;
	readonly #analyzer: Analyzer;
	readonly #index: EmbeddedIndex;
	readonly #translationsPath: string | undefined;
	#translations: ReadonlyMap<string, string> | undefined;
	/** By their paths. */
	readonly #models = new Map<string, LinearModel>();
	#questions: readonly LoggedQuestion[] | undefined;
	#said: SaidFields | undefined;

	constructor(
		options: EngineOptions,
		analyzer: Analyzer,
		index: EmbeddedIndex,
	) {
		const { translations, dictionary } = options;
		this.#options = options;
		this.#analyzer = analyzer;
		this.#index = index;
		this.#translationsPath = pathOf(
			translations,
			assetPath(TRANSLATIONS_FILE, dictionary),
		);
	}

	/** Only the rows of the words are parsed: a search has some twenty, the table thousands. */
	translationsOf(words: readonly string[]): TranslationTable {
		const path = this.#translationsPath;
		if (path === undefined) {
			return new Map();
		}
		this.#translations ??= rowsByWord(readText(path));
		const table = this.#translations;
		const rows = words.flatMap((word) => table.get(word) ?? []);
		return indexTranslations(parseTranslations(rows.join("\n"), path));
	}

	/** The model that weighs the log where there is one. */
	get model(): LinearModel | undefined {
		const { model, dictionary } = this.#options;
		const standard = this.said.log === undefined ? MODEL_FILE : LOG_MODEL_FILE;
		const path = pathOf(model, assetPath(standard, dictionary));
		if (path === undefined) {
			return undefined;
		}
		const known = this.#models.get(path);
		if (known !== undefined) {
			return known;
		}
		const parsed = parseModel(readText(path), path);
		this.#models.set(path, parsed);
		return parsed;
	}

	get said(): SaidFields {
		this.#said ??= this.#read();
		return this.#said;
	}

	refresh(): void {
		this.#said = undefined;
	}

	/** What the index says, with the log of the options in place of its own where one is given. */
	#read(): SaidFields {
		const { log: path } = this.#options;
		const { said } = this.#index;
		if (path === undefined) {
			return said;
		}
		const { anchors } = said;
		const log = path === false ? undefined : this.#logOf(path);
		return { ...(anchors && { anchors }), ...(log && { log }) };
	}

	#logOf(path: string): SaidFields["log"] {
		this.#questions ??= parseLog(readText(path).split("\n"), path);
		return this.#index.logOf(this.#questions, this.#analyzer);
	}
}

/** The lines of a table by what stands in them before the first tab; of several the first. */
function rowsByWord(text: string): ReadonlyMap<string, string> {
	const rows = new Map<string, string>();
	for (let start = 0; start < text.length; ) {
		const lineEnd = text.indexOf("\n", start);
		const end = lineEnd < 0 ? text.length : lineEnd;
		const row = text.slice(start, end);
		const word = row.slice(0, Math.max(0, row.indexOf("\t")));
		if (!rows.has(word)) {
			rows.set(word, row);
		}
		start = end + 1;
	}
	return rows;
}
