import type { Analyzer } from "../analysis/analyzer.ts";
import type { ArticleId } from "../article.ts";
import { SearchError } from "../errors.ts";
import type { LinearModel } from "../rank/linear-model.ts";
import { parseModel } from "../rank/model-file.ts";
import { GROUP_SIDE, SideField, type SideText } from "../rank/side-field.ts";
import { indexTranslations, type TranslationTable } from "../rank/translate.ts";
import { parseTranslations } from "../rank/translation-list.ts";
import { readText } from "../storage/read-whole.ts";
import { assetPath } from "./assets.ts";
import type { EngineOptions } from "./engine.ts";
import type { SideFields, StageWeights } from "./second-look.ts";

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
	readonly sides: SideFields;
	/** In place of our weights, for an evaluation. */
	readonly weights?: Partial<StageWeights>;
	/** Asks anew of which chapters and laws the logged articles are: call it when the index has changed. */
	refresh(): void;
}

/** Nothing learnt. */
export const NO_ASSETS: RankingAssets = {
	translationsOf: () => new Map(),
	model: undefined,
	sides: {},
	refresh: () => {},
};

/** What the package comes with, or the files that the options name; `false` leaves a part out. */
export function rankingAssets(
	options: EngineOptions,
	analyzer: Analyzer,
	groupsOf: GroupsOf,
): RankingAssets {
	const { dictionary } = options;
	const model = options.log === undefined ? MODEL_FILE : LOG_MODEL_FILE;
	return new FileAssets(
		pathOf(options.translations, assetPath(TRANSLATIONS_FILE, dictionary)),
		pathOf(options.model, assetPath(model, dictionary)),
		options.log,
		analyzer,
		groupsOf,
	);
}

function pathOf(
	option: string | false | undefined,
	standard: string,
): string | undefined {
	return option === false ? undefined : (option ?? standard);
}

class FileAssets implements RankingAssets {
	readonly #translationsPath: string | undefined;
	readonly #modelPath: string | undefined;
	readonly #logPath: string | undefined;
	readonly #analyzer: Analyzer;
	readonly #groupsOf: GroupsOf;
	#translations: ReadonlyMap<string, string> | undefined;
	#model: LinearModel | undefined;
	#sides: SideFields | undefined;

	constructor(
		translationsPath: string | undefined,
		modelPath: string | undefined,
		logPath: string | undefined,
		analyzer: Analyzer,
		groupsOf: GroupsOf,
	) {
		this.#groupsOf = groupsOf;
		this.#translationsPath = translationsPath;
		this.#modelPath = modelPath;
		this.#logPath = logPath;
		this.#analyzer = analyzer;
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

	get model(): LinearModel | undefined {
		if (this.#model === undefined && this.#modelPath !== undefined) {
			this.#model = parseModel(readText(this.#modelPath), this.#modelPath);
		}
		return this.#model;
	}

	get sides(): SideFields {
		this.#sides ??=
			this.#logPath === undefined
				? {}
				: logSides(readLog(this.#logPath), this.#analyzer, this.#groupsOf);
		return this.#sides;
	}

	refresh(): void {
		this.#sides = undefined;
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

/** The numbers of the law and the chapter that an article is a provision of; 0 where it is none. */
export type GroupsOf = (
	id: ArticleId,
) => { readonly law: number; readonly chapter: number } | undefined;

/** A log of questions as a field of the articles that answer them, and of their chapters and laws. */
export function logSides(
	texts: readonly SideText[],
	analyzer: Analyzer,
	groupsOf: GroupsOf,
): SideFields {
	const cut = (text: string) =>
		new Map(Object.entries(analyzer.compared(text)));
	const ofGroup = (which: "law" | "chapter") => {
		const asked = new Set<string>();
		const ofGroups = texts.flatMap((text) => {
			const group = groupsOf(text.article)?.[which] ?? 0;
			// A question that several provisions of the group answer was asked once.
			const key = `${group} ${text.text}`;
			const isNew = group !== 0 && !asked.has(key);
			asked.add(key);
			return isNew ? [{ ...text, article: String(group) }] : [];
		});
		return new SideField(ofGroups, cut, GROUP_SIDE);
	};
	return {
		log: {
			articles: new SideField(texts, cut),
			chapters: ofGroup("chapter"),
			laws: ofGroup("law"),
		},
	};
}

/**
 * A log of questions and the articles that answered them, a line of JSON each: {"query", "article"} or {"query", "relevant": [ids]}, and
 * how often in "times".
 * @throws SearchError `no-file`, `bad-list`
 */
function readLog(path: string): SideText[] {
	return readText(path)
		.split("\n")
		.flatMap((line, i) => {
			if (line.trim() === "") {
				return [];
			}
			const texts = sideTexts(line);
			if (texts === undefined) {
				throw new SearchError(
					"bad-list",
					`${path}, line ${i + 1}: expected {"query","article"} or {"query","relevant":[ids]}, found ${JSON.stringify(line.slice(0, 80))}; write one object a line`,
				);
			}
			return texts;
		});
}

function sideTexts(line: string): SideText[] | undefined {
	let value: unknown;
	try {
		value = JSON.parse(line);
	} catch {
		return undefined;
	}
	if (typeof value !== "object" || value === null || !("query" in value)) {
		return undefined;
	}
	const { query } = value;
	const article = "article" in value ? value.article : undefined;
	const relevant = "relevant" in value ? value.relevant : [article];
	const times = "times" in value ? value.times : 1;
	const isWhole =
		typeof query === "string" &&
		Array.isArray(relevant) &&
		relevant.every((id) => typeof id === "string") &&
		typeof times === "number" &&
		times > 0;
	return isWhole
		? relevant.map((id: string) => ({ article: id, text: query, times }))
		: undefined;
}
