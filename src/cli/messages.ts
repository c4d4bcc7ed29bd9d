import type { QueryProblem } from "../engine/answers.ts";
import type { SearchError } from "../errors.ts";
import type { ExplainMessages } from "./messages-explain.ts";
import type { ReplMessages } from "./repl-messages.ts";
import type { Origin } from "./settings.ts";

/** Everything that the command line says by itself, in one language. */
export interface Messages {
	readonly about: string;
	readonly headings: ReadonlyMap<string, string>;
	/** What arguments and values of options are called where a usage line or a list of options names them; as they are where it says nothing. */
	readonly placeholders: ReadonlyMap<string, string>;
	readonly commands: Readonly<Record<CommandName, string>>;
	readonly words: Readonly<Record<ArgumentName, string>>;
	readonly options: Readonly<Record<OptionName, string>>;
	readonly labels: Readonly<Record<Label, string>>;
	readonly stages: Readonly<
		Record<"crawling" | "reading" | "writing" | "committing", string>
	>;
	readonly reasons: Readonly<
		Record<"editor" | "law" | "provision" | "category" | "term", string>
	>;
	total(count: string, isExact: boolean, elapsed: string): string;
	/** Some of the hits shown hold only some of the words; `count` hold all. */
	othersFollow(count: string): string;
	noneWithEveryWord: string;
	expanded(added: readonly string[]): string;
	readonly nothingFound: string;
	readonly nothingRelated: string;
	readonly nothingSuggested: string;
	/** What a suggestion is. */
	readonly suggestions: Readonly<
		Record<"law" | "provision" | "term" | "title", string>
	>;
	absentProvision(provision: string): string;
	unknownWord(word: string): string;
	/** `typed` is the part of the query that another stands for in `query`. */
	didYouMean(query: string, typed: string): string;
	/** The same where what was typed is right as well. */
	alsoRight(query: string, typed: string): string;
	nextPage(offset: number): string;
	nextCursor(cursor: string): string;
	/** Heads the values of a facet: so many of all. */
	facet(
		name: "category" | "author" | "year" | "law" | "cites",
		shown: string,
		all: string,
	): string;
	problem(part: string, problem: QueryProblem): string;
	/** Articles folded into a hit. */
	similar(count: string): string;
	views(count: string): string;
	indexed(counts: {
		readonly indexed: string;
		readonly unchanged: string;
		readonly deleted: string;
		readonly kept: string;
		readonly rejected: string;
	}): string;
	holds(articles: string, indexSize: string, sourceSize: string): string;
	took(elapsed: string, rate: string): string;
	cutAnew(stale: string, articles: string, elapsed: string): string;
	learned(questions: string, elapsed: string): string;
	restored(count: string): string;
	watching(folders: string): string;
	notWatching(folder: string, reason: string): string;
	repaired(counts: {
		readonly damaged: string;
		readonly kept: string;
		readonly salvaged: string;
		readonly sources: string;
		readonly articles: string;
		readonly elapsed: string;
	}): string;
	lost(count: string): string;
	moreRejected(count: string): string;
	progress(articles: string, rate: string): string;
	timeLeft(duration: string): string;
	badLines(count: string): string;
	rejectedLines(count: string): string;
	missingArticles(count: string): string;
	unanswerable(count: string, ids: string): string;
	unranked(count: string, ids: string): string;
	withoutAnswer(count: string, ids: string): string;
	tooLongAnswers(count: string, ids: string): string;
	compared(pairs: string, rounds: string, seed: number): string;
	uncompared(onlyNow: string, onlyFormerly: string): string;
	healthy(files: string, size: string): string;
	damaged(count: string): string;
	/** What explain and why-not say; loaded when they do. */
	explain(): Promise<ExplainMessages>;
	/** Of the words that begin with `prefix` only the most frequent were searched for. */
	cutPrefix(prefix: string, words: string, searched: string): string;
	/** The search was ended before it was done. */
	readonly partial: string;
	/** What an option is without being given. */
	defaultValue(value: string): string;
	/** Where the value of a setting is from. */
	origin(origin: Origin): string;
	/** The config file in force, or that there is none. */
	configFile(path: string | undefined): string;
	/** An error of the caller or of the world. */
	error(error: SearchError): string;
	readonly repl: ReplMessages;
	readonly interrupted: string;
	readonly ownMistake: string;
}

export type CommandName =
	| "index"
	| "search"
	| "show"
	| "related"
	| "suggest"
	| "tokens"
	| "explain"
	| "explain-query"
	| "why-not"
	| "stats"
	| "verify"
	| "repair"
	| "learn"
	| "eval"
	| "evalRelated"
	| "evalSnippets"
	| "train"
	| "repl"
	| "config"
	| "completion"
	| "help";

export type ArgumentName =
	| "sources"
	| "words"
	| "id"
	| "text"
	| "judgements"
	| "questions"
	| "answers"
	| "prefix"
	| "shell";

export type OptionName =
	| "author"
	| "batch"
	| "bm25"
	| "boost"
	| "category"
	| "checkContent"
	| "cites"
	| "color"
	| "compare"
	| "cursor"
	| "data"
	| "date"
	| "exact"
	| "explainQuery"
	| "facetLimit"
	| "facets"
	| "folds"
	| "help"
	| "idExplained"
	| "index"
	| "json"
	| "k"
	| "law"
	| "laws"
	| "learnt"
	| "length"
	| "limit"
	| "literal"
	| "map"
	| "memory"
	| "format"
	| "limits"
	| "offset"
	| "noFold"
	| "noSynonyms"
	| "output"
	| "progress"
	| "queries"
	| "rebuild"
	| "workers"
	| "recallK"
	| "run"
	| "saveRun"
	| "seed"
	| "segmenter"
	| "snippets"
	| "sort"
	| "source"
	| "split"
	| "stale"
	| "synonyms"
	| "userWords"
	| "version"
	| "views"
	| "watch"
	| "lang"
	| "config"
	| "noConfig"
	| "jsonl"
	| "translations"
	| "noTranslations"
	| "model"
	| "noModel"
	| "log"
	| "noLog"
	| "addLog"
	| "forgetLog"
	| "history"
	| "noHistory";

export type Label =
	| "source"
	| "summary"
	| "citations"
	| "editorRelated"
	| "extra"
	| "related"
	| "similar"
	| "articles"
	| "deletedArticles"
	| "sources"
	| "segments"
	| "generation"
	| "indexSize"
	| "sourceSize"
	| "fingerprint"
	| "field"
	| "layer"
	| "terms"
	| "tokens"
	| "size"
	| "file"
	| "term"
	| "position"
	| "range"
	| "reason"
	| "written"
	| "words"
	| "entities"
	| "expansions"
	| "plan"
	| "insideWords"
	| "learnt"
	| "strays"
	| "queries"
	| "fold"
	| "allFolds"
	| "answers"
	| "inSnippet"
	| "inLead"
	| "measure"
	| "difference"
	| "wins"
	| "losses"
	| "ties"
	| "rank"
	| "score"
	| "title"
	| "passage"
	| "category"
	| "law"
	| "level"
	| "author"
	| "publishedAt"
	| "views"
	| "url"
	| "id"
	| "reasons"
	| "suggestion"
	| "kind"
	| "figure"
	| "value"
	| "setting"
	| "variable"
	| "origin";
