import type { Messages } from "./messages.ts";
import { replEnglish } from "./repl-messages.ts";

export const english: Messages = {
	about: "Full-text search for Chinese legal articles (法搜).",
	headings: new Map(),
	placeholders: new Map(),
	commands: {
		index: "index files and folders; together they are the whole corpus",
		search: "search the index, best articles first",
		show: "print one article",
		related: "list the articles related to one",
		suggest: "tell how what was typed may go on (characters, pinyin, initials)",
		tokens: "show how a text is cut into terms",
		explain: "show why an article has its score and its place",
		"why-not": "show why an article is not found, or not higher",
		"explain-query": "show how a query is read",
		stats: "tell what the index holds",
		verify: "check every byte of the index",
		repair: "mend a damaged index; reads again only what it must",
		learn:
			"take a log of questions and the articles that answered them into the index",
		eval: "measure the ranking by judged queries",
		evalRelated:
			"measure related articles: those that answer one query belong together",
		evalSnippets:
			"measure snippets: how many hold the passage that answers the query",
		train:
			"learn from judged questions what plain words stand for, and how to rank",
		repl: "ask one query after another; the index is opened once",
		config: "show the settings in force, and where each is from",
		completion: "print a script that completes commands and options in a shell",
		help: "explain a command",
	},
	words: {
		sources:
			"folders and files: .txt .md .json .jsonl .jsonl.gz .html, saved pages, laws",
		words: 'what to search for: 工伤 "竞业限制" +必须 -除外',
		id: "the article's id, as search prints it",
		prefix: "what was typed so far: 劳动, laodong, ldht, 民法典107",
		text: "any text",
		shell: "bash, zsh or fish",
		judgements:
			'JSONL, .gz or not: {"id","query","relevant":[ids]}, or "relevant":{id: grade}; or TREC qrels',
		questions:
			'JSONL, .gz or not: {"query","article"} or {"query","relevant":[ids]}; "times" where it was asked often',
		answers: 'JSONL, .gz or not: {"id","query","article","answer"}',
	},
	options: {
		author: "only articles by this author",
		category:
			"only articles of this category: a level, or several like 婚姻家庭/离婚",
		cites: "only articles that cite a law or a place in it: 民法典/1079",
		cursor: "the page behind the one that gave this cursor",
		date: "only articles of these days: 2024, 2024-03..2026, >=2024-03-01",
		facets:
			"count all that is found by category, author, year, law or cites: category,year",
		facetLimit: "values counted by that are shown, at most",
		law: "only provisions of this law",
		sort: "relevance, date or views; date-ascending and views-ascending for the other way round",
		source: "only articles whose source's path holds this",
		views: "only articles read so often: >300, 100..500",
		batch:
			'ask every line of a JSONL file ({"id","query"}; - is stdin), one line of JSON each',
		bm25: "parameters of BM25: k1=1.2,b=0.75",
		boost: "how much each field counts: title=0.5,body=1",
		checkContent: "compare the content of every file, not size and time first",
		color: "mark what matched in colour: auto, always or never",
		compare:
			"former --output, or a TREC run: difference, and p of a paired randomisation test",
		data: "where the judgements are from and under which licence, for the files' heads",
		exact: "words only as whole words, not inside longer ones",
		explainQuery: "do not search, show how the query is read",
		help: "explain this command",
		idExplained: "the article's id, as search prints it",
		folds:
			"deal the queries into so many folds by their ids, and tell each one's means",
		format:
			"form of the results: list (on a terminal), table, plain (a line each, when piped), md or csv",
		index: "folder of the index",
		json: "print one JSON object",
		laws: "file of further laws, one a line",
		learnt:
			"folder for translations.txt, ranking-model.json and ranking-model-log.json",
		k: "hits that nDCG, MRR and precision look at",
		length: "characters of a snippet",
		limit: "at most so many",
		limits:
			"what one source may cost: maxBytes=N, maxUnpackedBytes, maxLineBytes, maxDepth, maxMs",
		literal: "no query syntax: every character is searched for",
		map: "names of the source's fields: body=text,publishedAt=date",
		noFold: "show near-identical texts one by one, not as one hit",
		noSynonyms: "no synonyms and legal terms of plain words",
		memory: "memory for what waits to be written, in MB (512)",
		offset: "leave out the first so many",
		output: "write each query's measures and hits, one line of JSON each",
		progress: "auto (a line on a terminal), json (objects on stderr) or none",
		queries:
			'texts of the queries of qrels: JSONL of {"id","query"}, or id, tab, text',
		rebuild: "index everything anew, also with other --split or --map",
		recallK: "hits that recall looks at",
		run: "measure this TREC run instead of asking the index",
		saveRun: "write the rankings as a TREC run",
		seed: "seed of the test of --compare",
		segmenter: "what cuts words: fasou, or nodejieba where installed",
		snippets: "passages shown of each article, 0 to 3",
		split: "index statutes as one article a provision (条)",
		stale:
			"read no sources, cut anew only what other lists of words or laws change",
		synonyms: "file of further synonyms",
		userWords: "file of further words, one a line",
		version: "print the version",
		lang: "language of the messages: zh, en or auto (by locale)",
		config: "config file; without, the nearest fasou.config.json upward",
		noConfig: "no config file",
		jsonl: "print one JSON object for each result, a line each",
		translations: "learnt terms of plain words (fasou train) in place of ours",
		noTranslations: "no learnt terms of plain words",
		model: "ranking model (fasou train) in place of ours",
		noModel: "rank without a model",
		log: "questions and the articles that answered them, JSONL, in place of what the index learnt",
		noLog: "rank without what the index learnt of questions",
		addLog: "add to what was learnt, not in its place",
		forgetLog: "forget what was learnt",
		history: "file that keeps what was typed",
		noHistory: "keep nothing of what is typed",
		watch: "go on: index again whenever files change, until Ctrl-C",
		workers: "threads that read and cut (as many as cores)",
	},
	labels: {
		source: "Source",
		summary: "Summary",
		citations: "Cites",
		editorRelated: "The editor's related articles",
		extra: "Further fields",
		related: "Related",
		similar: "similar",
		articles: "articles",
		deletedArticles: "deleted, not merged yet",
		sources: "sources",
		segments: "segments",
		generation: "generation",
		indexSize: "size of the index",
		sourceSize: "size of the text",
		fingerprint: "analyzer",
		field: "field",
		layer: "layer",
		terms: "terms",
		tokens: "tokens",
		size: "size",
		file: "file",
		term: "term",
		position: "position",
		range: "range",
		reason: "reason",
		written: "as written",
		words: "words",
		entities: "legal entities",
		expansions: "also searched for",
		plan: "plan",
		learnt: "learnt terms",
		insideWords: "then, only inside other words",
		strays: "not part of the index",
		queries: "queries",
		fold: "fold",
		allFolds: "all",
		answers: "answers",
		inSnippet: "in the snippet",
		inLead: "in the lead",
		measure: "measure",
		difference: "difference",
		wins: "better",
		losses: "worse",
		ties: "equal",
		rank: "#",
		score: "score",
		title: "title",
		passage: "passage",
		category: "category",
		law: "law",
		level: "level",
		author: "author",
		publishedAt: "published",
		views: "views",
		url: "url",
		id: "id",
		reasons: "reasons",
		suggestion: "suggestion",
		kind: "kind",
		figure: "figure",
		value: "value",
		setting: "setting",
		variable: "variable",
		origin: "from",
	},
	stages: {
		crawling: "looking for files",
		reading: "indexing",
		writing: "writing",
		committing: "committing",
	},
	reasons: {
		editor: "chosen by the editor",
		law: "law",
		provision: "both cite",
		category: "category",
		term: "words",
	},
	total: (count, isExact, elapsed) =>
		`${isExact ? "" : "at least "}${count} found in ${elapsed}`,
	othersFollow: (count) =>
		`${count} with every word; the others hold some of them`,
	noneWithEveryWord: "no article has every word; these hold some of them",
	expanded: (added) => `also searched for: ${added.join("; ")}`,
	nothingFound: "nothing found",
	nothingRelated: "no related articles",
	nothingSuggested: "nothing to suggest",
	suggestions: {
		law: "law",
		provision: "provision",
		term: "term",
		title: "title",
	},
	absentProvision: (provision) =>
		`no article is ${provision}, and none cites it`,
	unknownWord: (word) => `no article has the word ${word}`,
	didYouMean: (query, typed) => `Did you mean: ${query}  (for ${typed})`,
	alsoRight: (query, typed) => `Or: ${query}  (${typed} is another term)`,
	nextPage: (offset) => `more with --offset ${offset}`,
	nextCursor: (cursor) => `more with --cursor ${cursor}`,
	facet: (name, shown, all) => {
		const heads = {
			category: "by category",
			author: "by author",
			year: "by year",
			law: "by the law they belong to",
			cites: "by the law they cite",
		};
		const of = shown === all ? "" : `, ${shown} of ${all} shown`;
		return `${heads[name]}${of}`;
	},
	problem: (part, { message }) => `in the query, "${part}": ${message}`,
	similar: (count) => `+${count} similar`,
	views: (count) => `${count} views`,
	indexed: ({ indexed, unchanged, deleted, kept, rejected }) =>
		`${indexed} indexed, ${unchanged} unchanged, ${deleted} deleted, ${kept} kept, ${rejected} rejected`,
	holds: (articles, indexSize, sourceSize) =>
		`${articles} articles in the index, ${indexSize} for ${sourceSize} of text`,
	took: (elapsed, rate) => `${elapsed}, ${rate} articles/s`,
	cutAnew: (stale, articles, elapsed) =>
		`${stale} of ${articles} articles cut anew in ${elapsed}`,
	learned: (questions, elapsed) =>
		`${questions} questions with their articles in the log; took ${elapsed}`,
	restored: (count) =>
		`taken over from a run that did not end: ${count} articles`,
	watching: (folders) => `watching ${folders} folders; Ctrl-C ends`,
	notWatching: (folder, reason) =>
		`${folder}: changes cannot be watched (${reason}); looking every few seconds instead`,
	repaired: ({ damaged, kept, salvaged, sources, articles, elapsed }) =>
		`${damaged} damaged files; ${kept} segments kept, ${salvaged} articles from the index itself, ${articles} read again from ${sources} sources, in ${elapsed}`,
	lost: (count) =>
		`lost, neither in the index nor in a source any more: ${count} articles`,
	moreRejected: (count) => `… and ${count} more (all with --json)`,
	progress: (articles, rate) => `${articles} articles, ${rate}/s`,
	timeLeft: (duration) => `${duration} left`,
	badLines: (count) =>
		`lines that could not be asked: ${count}; see their "error"`,
	rejectedLines: (count) => `judgements left out: ${count}; by line:`,
	missingArticles: (count) =>
		`relevant articles that the index does not have: ${count}`,
	unanswerable: (count, ids) =>
		`queries without any relevant article in the index, counted as 0: ${count} (${ids})`,
	unranked: (count, ids) =>
		`queries that the run does not have, counted as 0: ${count} (${ids})`,
	withoutAnswer: (count, ids) =>
		`not counted, because the index has no such article or its body not the answer: ${count} (${ids})`,
	tooLongAnswers: (count, ids) =>
		`not counted, because the answer is longer than a snippet: ${count} (${ids})`,
	compared: (pairs, rounds, seed) =>
		`now less formerly, in points, over ${pairs} queries; paired randomisation test, two-sided, ${rounds} rounds, seed ${seed}`,
	uncompared: (onlyNow, onlyFormerly) =>
		`not compared: ${onlyNow} queries only now, ${onlyFormerly} only formerly`,
	healthy: (files, size) => `the index is sound: ${files} files, ${size}`,
	damaged: (count) =>
		`the index is damaged (problems: ${count}); mend it with: fasou repair`,
	explain: async () =>
		(await import("./messages-explain-english.ts")).explainEnglish,
	cutPrefix: (prefix, words, searched) =>
		`${words} words begin with ${prefix}; only the ${searched} that most articles have were searched for`,
	partial: "the search was ended early; better articles may be missing",
	defaultValue: (value) => `(default: ${value})`,
	origin: (origin) => {
		switch (origin.kind) {
			case "default":
				return "default";
			case "environment":
				return origin.name;
			case "config":
				return origin.place;
			default:
				return origin satisfies never;
		}
	},
	configFile: (path) =>
		path === undefined
			? "no config file (fasou.config.json, from here upward)"
			: `config file: ${path}`,
	error: ({ message }) => message,
	repl: replEnglish,
	interrupted: "interrupted; the index is as it was",
	ownMistake: "this is a mistake in fasou, please report it:",
};
