import type { ArticleId } from "../article.ts";
import { SearchError } from "../errors.ts";
import type { Total } from "./answers.ts";
import type { EngineOptions, SearchOptions } from "./engine.ts";

/** The place of an article in an order by relevance. */
export type RelevancePlace = {
	/** 0: articles with every word of a short query; 1: with some of the words; 2: that hold them only inside other words. */
	readonly tier: number;
	/** What its score was multiplied by, so that scores fall from tier to tier. */
	readonly scale: number;
} & (
	| {
			/** Of those that were looked at again. */
			readonly kind: "head";
			readonly rank: number;
	  }
	| {
			/** Of those behind them, by score and id. */
			readonly kind: "rest";
			/** Its score by words. */
			readonly key: number;
	  }
);

/** The place of an article in an order by numbers and ids. */
export interface SortedPlace {
	readonly kind: "sorted";
	/** 0: articles that have the words; 1: those behind them, that hold the words only inside other words. */
	readonly block: number;
	/** Whether block 0 is those with every word. */
	readonly isOfAllWords: boolean;
	readonly key: number;
}

/** How far the reading of pages has come. */
export interface ReadingState {
	/** Of the last hit. */
	readonly at: RelevancePlace | SortedPlace;
	readonly id: ArticleId;
	readonly score: number;
	/** Hits so far. */
	readonly hits: number;
	/** Of the first page. */
	readonly total: Total;
	readonly isRelaxed: boolean;
}

/** What a cursor belongs to. */
export interface CursorOwner {
	/** Of the query and all options by which its hits are what they are. */
	readonly query: string;
	/** The state of the index. */
	readonly index: string;
}

const VERSION = 1;

/** The text and the options that a cursor's next page must be asked with. */
export function queryKey(
	text: string,
	options: SearchOptions,
	engine: EngineOptions,
): string {
	const { literal, exact, synonyms, ranking, filters, sort } = options;
	const { bm25, synonyms: list, translations, model, log, boosts } = engine;
	const own = [
		text,
		literal === true,
		exact === true,
		synonyms !== false,
		ranking ?? "model",
		Object.entries(filters ?? {}).sort(([a], [b]) => (a < b ? -1 : 1)),
		sort ?? "relevance",
		[bm25, list, translations, model, log, boosts],
	];
	return hash(JSON.stringify(own));
}

/** FNV-1a over UTF-16 units, twice with different beginnings. */
function hash(text: string): string {
	let a = 0x811c_9dc5;
	let b = 0x1234_5678;
	for (let i = 0; i < text.length; i++) {
		a = Math.imul(a ^ text.charCodeAt(i), 0x0100_0193);
		b = Math.imul(b ^ text.charCodeAt(i), 0x0100_0193);
	}
	return (a >>> 0).toString(36) + (b >>> 0).toString(36);
}

export function cursorOf(state: ReadingState, owner: CursorOwner): string {
	const json = JSON.stringify([VERSION, owner, state]);
	return Buffer.from(`${hash(json)}:${json}`).toString("base64url");
}

/**
 * Where a cursor goes on. An order by relevance is that of one state of the index; one by date or views goes on in any.
 * @throws SearchError `bad-argument` where it is none, or of another query; `expired-cursor`
 */
export function readCursor(cursor: string, owner: CursorOwner): ReadingState {
	const [version, of, state] = decoded(cursor);
	if (version !== VERSION || of?.query !== owner.query || state === undefined) {
		throw new SearchError(
			"bad-argument",
			"cursor: expected that of the page before, of the same query with the same filters, sort and other options; found that of another one",
		);
	}
	if (state.at.kind !== "sorted" && of.index !== owner.index) {
		throw new SearchError(
			"expired-cursor",
			"cursor: the index has changed since the page before, and with it all scores; begin again with the first page, or sort by date or views, which goes on in a changed index",
		);
	}
	return state;
}

/** What `cursorOf` wrote: what its hash agrees with is of its form. */
function decoded(
	cursor: string,
): readonly [version?: number, owner?: CursorOwner, state?: ReadingState] {
	const text = Buffer.from(String(cursor), "base64url").toString();
	const colon = text.indexOf(":");
	const json = text.slice(colon + 1);
	return text.slice(0, Math.max(0, colon)) === hash(json)
		? JSON.parse(json)
		: [];
}
