import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Article } from "../../src/article.ts";
import type { ExitCode } from "../../src/cli/context.ts";
import type { EngineDoor } from "../../src/cli/engine-door.ts";
import type { InputOptions, LineInput } from "../../src/cli/line-input.ts";
import { run } from "../../src/cli/run.ts";
import type { SearchPage } from "../../src/engine/answers.ts";
import { SearchError } from "../../src/errors.ts";

type Engine = Awaited<ReturnType<EngineDoor["openEngine"]>>;

/** An article that tries to take over the terminal. */
export const ARTICLE: Article = {
	id: "a.txt",
	title: "加班费\x1b[2J怎么要",
	author: "寻法网",
	category: ["资讯中心", "法律百科"],
	publishedAt: "2026-03-01T18:01:52",
	views: 1329,
	summary: "拖欠\u202e加班费",
	source: "a.txt",
	body: "一、概述\n公司不给加班费\u009b31m怎么办？",
	headings: [{ start: 0, end: 4, level: 1 }],
	citations: [
		{ law: "中华人民共和国劳动法", number: "第四十四条", start: 5, end: 7 },
		{ law: "中华人民共和国劳动法", number: "第四十四条", start: 8, end: 9 },
	],
	editorRelated: [
		{ teaser: "试用期多久", publishedAt: "2026-02-01T08:00:00", views: 202 },
	],
	extra: { 编辑: "甲" },
};

const { body, headings, citations, editorRelated, extra, ...HEAD } = ARTICLE;

export const PAGE: SearchPage = {
	version: 1,
	query: {
		text: "加班费 (",
		problems: [
			{
				code: "unclosed-bracket",
				start: 4,
				end: 5,
				message: "a bracket is not closed",
			},
		],
	},
	total: { value: 12, exact: false },
	hasMore: true,
	elapsedMs: 3.21,
	generation: 4,
	hits: [
		{
			rank: 1,
			score: 12.345678,
			article: HEAD,
			title: { text: HEAD.title, ranges: [{ start: 0, end: 3 }] },
			snippets: [
				{ text: body.slice(5), ranges: [{ start: 4, end: 7 }], start: 5 },
			],
		},
	],
};

/** What commands asked of the fake engine. */
export interface Asked {
	readonly searches: { text: string; options: unknown }[];
	readonly builds: unknown[];
	readonly opened: unknown[];
	readonly listUpdates: unknown[];
	readonly learnt: unknown[];
	readonly inputs: InputOptions[];
	readonly prompts: string[];
	closed: number;
}

export interface FakeOptions {
	readonly environment?: Record<string, string>;
	readonly isTerminal?: boolean;
	readonly isOutFile?: boolean;
	/** The working folder; without, one that is not there. */
	readonly folder?: string;
	readonly columns?: number;
	readonly engine?: Partial<EngineDoor>;
	/** What is typed into the REPL. */
	readonly lines?: readonly string[];
	/** Whether Ctrl-C was pressed in each search of the REPL; true by default. */
	readonly isInterrupted?: boolean;
	/** Given what presses Ctrl-C, once somebody listens. */
	readonly onListening?: (pressCtrlC: () => void) => void;
	readonly search?: Engine["search"];
	readonly searchIds?: Engine["searchIds"];
}

const NOWHERE = join(tmpdir(), "fasou-no-such-folder");

/** Runs the command line with an engine that gives canned answers. */
export async function runFake(
	args: readonly string[],
	options: FakeOptions = {},
) {
	const asked: Asked = {
		searches: [],
		builds: [],
		opened: [],
		listUpdates: [],
		learnt: [],
		inputs: [],
		prompts: [],
		closed: 0,
	};
	const seen = { out: "", err: "", exits: [] as ExitCode[] };
	const { isTerminal = false, columns = 80 } = options;
	const code = await run(args, {
		terminal: {
			isOutTerminal: isTerminal,
			isErrTerminal: isTerminal,
			isOutFile: options.isOutFile ?? false,
			columns,
			out: (text) => {
				seen.out += text;
			},
			err: (text) => {
				seen.err += text;
			},
		},
		environment: options.environment ?? {},
		folder: options.folder ?? NOWHERE,
		openInput: async (inputOptions) =>
			fakeInput(options, isTerminal, inputOptions, asked),
		engine: { ...fakeDoor(asked, options), ...options.engine },
		onInterrupt: (listener) => {
			options.onListening?.(listener);
			return () => {};
		},
		exit: (exitCode) => {
			seen.exits.push(exitCode);
		},
	});
	return { code, ...seen, asked };
}

function fakeInput(
	{ lines = [], isInterrupted = true }: FakeOptions,
	isTerminal: boolean,
	inputOptions: InputOptions,
	asked: Asked,
): LineInput {
	asked.inputs.push(inputOptions);
	return {
		isTerminal,
		lines: (async function* () {
			yield* lines;
		})(),
		setPrompt: (prompt) => {
			asked.prompts.push(prompt);
		},
		beginWork: () => {},
		isInterrupted: () => isInterrupted,
		endWork: () => {},
		close: () => {},
	};
}

function fakeDoor(asked: Asked, options: FakeOptions): EngineDoor {
	const engine: Engine = {
		generation: 4,
		search: async (text, searchOptions) => {
			asked.searches.push({ text, options: searchOptions });
			return options.search?.(text, searchOptions) ?? PAGE;
		},
		searchIds:
			options.searchIds ??
			(async (text) => ({
				total: { value: 1, exact: true },
				elapsedMs: 0.5,
				hits: [{ id: text, score: 1 }],
			})),
		explain: () => Promise.reject(new Error("not asked for")),
		whyNot: () => Promise.reject(new Error("not asked for")),
		explainQuery: async (text) => ({
			version: 1,
			query: { text, problems: [] },
			words: [],
			entities: [],
			expansions: [],
			learnt: [],
			plan: [
				{
					depth: 0,
					occur: "should",
					kind: "word",
					text,
					boosts: { title: 0.5, body: 1 },
				},
			],
			insideWords: [text],
		}),
		get: async (id) => (id === ARTICLE.id ? ARTICLE : undefined),
		snippets: async (_id, text) => {
			const start = body.indexOf(text);
			return start < 0 ? [] : [{ text, start, ranges: [] }];
		},
		related: async () => ({
			version: 1,
			article: HEAD,
			related: [
				{
					article: HEAD,
					score: 2.5,
					reasons: [
						{ kind: "term", value: "加班费" },
						{ kind: "category", value: "法律百科" },
					],
				},
			],
		}),
		suggest: async () => ({
			version: 1,
			suggestions: [
				{ text: "劳动合同", kind: "term" },
				{ text: "劳动合同\x1b[2J法", kind: "law" },
			],
		}),
		corrections: async () => [],
		stats: async () => ({
			version: 1,
			generation: 4,
			articles: 1234,
			deletedArticles: 0,
			segments: 1,
			sources: 9,
			indexBytes: 58_100_000,
			sourceBytes: 999,
			fields: [
				{
					field: "body",
					layer: "word",
					terms: 5,
					tokens: 60_000,
					articles: 3,
					bytes: 7,
				},
			],
			files: [{ name: "manifest-1", bytes: 100 }],
			fingerprint: "abc",
		}),
		verify: async () => sound,
		refresh: async () => false,
		close: async () => {
			asked.closed++;
		},
	};
	return {
		openEngine: async (engineOptions) => {
			asked.opened.push(engineOptions);
			if (engineOptions.index === "missing") {
				throw new SearchError("no-index", "missing: no index there\n\x1b[2J");
			}
			return engine;
		},
		buildIndex: async (buildOptions) => {
			asked.builds.push(buildOptions);
			return {
				version: 1,
				indexed: 3,
				unchanged: 0,
				deleted: 0,
				kept: 0,
				restored: 0,
				rejected: Array.from({ length: 25 }, (_, i) => ({
					source: `bad${i}.txt`,
					code: "empty" as const,
					reason: "nothing in it",
				})),
				articles: 3,
				indexBytes: 2048,
				sourceBytes: 100,
				elapsedMs: 1500,
				generation: 1,
			};
		},
		updateLists: async (updateOptions) => {
			asked.listUpdates.push(updateOptions);
			return {
				version: 1,
				stale: ["a.md"],
				articles: 3,
				indexBytes: 2048,
				sourceBytes: 100,
				elapsedMs: 12,
				generation: 2,
			};
		},
		learn: async (learnOptions) => {
			asked.learnt.push(learnOptions);
			return {
				version: 1,
				questions: 2,
				unknown: ["gone\x1b[2J.md"],
				articles: 3,
				indexBytes: 2048,
				sourceBytes: 100,
				elapsedMs: 12,
				generation: 2,
			};
		},
		repairIndex: async () => ({
			version: 1,
			problems: [
				{ file: "segment-000001.terms", code: "corrupt", message: "cut short" },
			],
			isRebuilt: false,
			segmentsKept: 2,
			salvaged: 5,
			sourcesRead: 1,
			articlesRead: 3,
			lost: ["gone.md"],
			lostUnnamed: 1,
			rejected: [],
			articles: 8,
			indexBytes: 100,
			sourceBytes: 100,
			elapsedMs: 12,
			generation: 5,
		}),
		tokenize: async (text) => ({
			version: 1,
			tokens: [
				{
					term: text,
					start: 0,
					end: text.length,
					position: 0,
					layer: "word",
					text,
					reason: "dictionary",
				},
			],
		}),
		verifyIndex: async () => sound,
		openRankingLab: async () => ({
			learn: (questions) => ({
				translations: [
					{
						plain: "房东",
						questions: questions.length,
						targets: [{ term: "出租人", probability: 0.5 }],
					},
				],
				model: { weights: new Map([["first", 2]]) },
				logModel: { weights: new Map([["log", 2]]) },
			}),
			files: (learnt, head) => [
				{
					name: "translations.txt",
					text: JSON.stringify({ ...learnt, ...head }),
					count: learnt.translations.length,
				},
			],
			ranked: () => () => [],
			close: () => {
				asked.closed++;
			},
		}),
	};
}

const sound = {
	version: 1,
	generation: 4,
	ok: true,
	files: 2,
	bytes: 1000,
	problems: [],
	strays: [],
};
