import { ANSWER_VERSION } from "../engine/answers.ts";
import type { Engine, SearchOptions } from "../engine/engine.ts";
import { SearchError } from "../errors.ts";
import { choiceOption, countOption } from "./arguments.ts";
import type { Context, IndexFlags } from "./context.ts";
import { MOST_HITS, MOST_SNIPPETS } from "./definition.ts";
import { writeScore } from "./explain-command.ts";
import { writeQueryExplanation } from "./explain-query-command.ts";
import { passage } from "./hits.ts";
import type { LineInput } from "./line-input.ts";
import { paint, wrap } from "./paint.ts";
import { jsonLine, printable } from "./printable.ts";
import type { RankingFileFlags } from "./ranking-files.ts";
import { writeRelated } from "./related-command.ts";
import { type ReplLine, readReplLine } from "./repl-line.ts";
import { FORMATS, type FormatFlags } from "./row-formats.ts";
import { nextOffset, writePage } from "./search-command.ts";
import { writeArticle } from "./show-command.ts";

export interface ReplFlags extends IndexFlags, FormatFlags, RankingFileFlags {
	readonly limit: number;
	readonly snippets: number;
	readonly exact?: boolean;
	readonly literal?: boolean;
	/** False with --no-history. Absent: in the user's state folder. */
	readonly history?: string | false;
}

/** What `:set` changes. */
const SETTABLE = {
	limit: countOption("limit", 1, MOST_HITS),
	snippets: countOption("snippets", 0, MOST_SNIPPETS),
	format: choiceOption("format", FORMATS),
} as const;
const INDENT = "   ";
const RELATED = 5;

/** The last query and what was shown of its answer. */
interface Asked {
	/** With the filter that stood then. */
	readonly text: string;
	/** Ids of the hits shown, by rank. */
	readonly shown: ReadonlyMap<number, string>;
	/** The queries that may have been meant. */
	readonly meant: readonly string[];
	readonly nextOffset: number;
	readonly hasMore: boolean;
}

/** A conversation with one engine. */
export class ReplSession {
	readonly #engine: Engine;
	readonly #input: LineInput;
	readonly #context: Context;
	#flags: ReplFlags;
	#filter = "";
	#asked: Asked | undefined;
	/** Whether a line could not be done. */
	hasFailed = false;

	constructor(
		engine: Engine,
		input: LineInput,
		flags: ReplFlags,
		context: Context,
	) {
		this.#engine = engine;
		this.#input = input;
		this.#flags = flags;
		const { messages } = context;
		const { more } = messages.repl;
		this.#context = {
			...context,
			messages: { ...messages, nextPage: () => more },
		};
	}

	get prompt(): string {
		const filter = this.#filter === "" ? "" : ` ${printable(this.#filter)}`;
		return `fasou${filter}> `;
	}

	/** Does what a line asks for; false where that is to end. An error is told, and the conversation goes on. */
	async take(line: string): Promise<boolean> {
		const asked = readReplLine(line);
		if (asked.kind === "quit") {
			return false;
		}
		this.#input.beginWork();
		try {
			await this.#do(asked);
		} catch (error) {
			this.#tell(error);
		} finally {
			this.#input.endWork();
		}
		return true;
	}

	async #do(line: Exclude<ReplLine, { readonly kind: "quit" }>): Promise<void> {
		const { repl } = this.#context.messages;
		switch (line.kind) {
			case "more":
				return this.#more();
			case "query":
				return this.#ask(line.text);
			case "number": {
				const id = this.#asked?.shown.get(Number(line.text));
				return id === undefined ? this.#ask(line.text) : this.#show(id);
			}
			case "show":
				return this.#show(this.#idOf(line));
			case "related":
				await writeRelated(
					this.#engine,
					this.#idOf(line),
					{ ...this.#flags, limit: RELATED },
					this.#context,
				);
				return;
			case "snippets":
				return this.#passages(this.#idOf(line));
			case "explain":
				return this.#explain(line);
			case "meant":
				return this.#meant(line.number);
			case "filter":
				this.#filter = line.text;
				this.#say(line.text === "" ? repl.noFilter : repl.filter(line.text));
				return;
			case "set":
				return this.#set(line.name, line.value);
			case "help":
				for (const text of [...repl.commands.values(), ...repl.notes]) {
					this.#say(text);
				}
				return;
			case "unknown":
				throw new SearchError("bad-argument", repl.noSuchCommand(line.name), {
					cause: new Told(),
				});
			default:
				return line satisfies never;
		}
	}

	/** A new query, of the newest state of the index. */
	async #ask(query: string): Promise<void> {
		await this.#engine.refresh();
		// In front: what a query leaves open, a quote or a bracket, ends with it.
		const text = this.#filter === "" ? query : `${this.#filter} ${query}`;
		await this.#page(firstPageOf(text));
	}

	/** What was suggested has the filter in it already. */
	async #meant(number: string): Promise<void> {
		const { meant } = this.#lastQuery();
		const text = meant[Number(number) - 1];
		if (text === undefined) {
			const { repl } = this.#context.messages;
			throw new SearchError(
				"bad-argument",
				repl.noSuchSuggestion(meant.length),
				{ cause: new Told() },
			);
		}
		await this.#page(firstPageOf(text));
	}

	async #more(): Promise<void> {
		if (this.#asked === undefined) {
			return;
		}
		if (!this.#asked.hasMore) {
			this.#say(this.#context.messages.repl.noMore);
			return;
		}
		await this.#page(this.#asked);
	}

	async #page({ text, shown, nextOffset: offset }: Asked): Promise<void> {
		const { limit, snippets } = this.#flags;
		const page = await this.#engine.search(text, {
			...this.#reading(),
			limit: Math.min(limit, MOST_HITS - offset),
			offset,
			snippets,
			signal: this.#signal(),
		});
		const next = nextOffset(page, offset);
		this.#asked = {
			text,
			shown: new Map([
				...shown,
				...page.hits.map(({ rank, article }) => [rank, article.id] as const),
			]),
			meant: (page.suggestions ?? []).map((suggestion) => suggestion.text),
			nextOffset: next,
			hasMore: page.hasMore === true && next < MOST_HITS,
		};
		writePage(page, { ...this.#flags, offset }, this.#context);
	}

	async #show(id: string): Promise<void> {
		await writeArticle(this.#engine, id, this.#flags, this.#context);
	}

	async #passages(id: string): Promise<void> {
		const { terminal, isColored } = this.#context;
		const snippets = await this.#engine.snippets(id, this.#lastQuery().text, {
			...this.#reading(),
			snippets: MOST_SNIPPETS,
		});
		if (this.#flags.json === true || this.#flags.jsonl === true) {
			terminal.out(jsonLine({ version: ANSWER_VERSION, id, snippets }));
			return;
		}
		const columns = Math.max(20, terminal.columns - INDENT.length - 1);
		const paragraphs = snippets.map((snippet) =>
			wrap(passage(snippet), columns)
				.map((spans) => `${INDENT}${paint(spans, isColored)}\n`)
				.join(""),
		);
		terminal.out(paragraphs.join("\n"));
	}

	/** How the query was read, or why a hit has its score. */
	async #explain(line: { kind: string; hit: string }): Promise<void> {
		const { text } = this.#lastQuery();
		if (line.hit === "") {
			await writeQueryExplanation(
				this.#engine,
				text,
				this.#flags,
				this.#context,
			);
			return;
		}
		await writeScore(
			this.#engine,
			{ text, id: this.#idOf(line) },
			this.#flags,
			this.#context,
		);
	}

	#set(name: string, value: string): void {
		const { repl } = this.#context.messages;
		if (name !== "") {
			if (!isSettable(name)) {
				const known = Object.keys(SETTABLE).join(", ");
				throw new SearchError("bad-argument", repl.noSuchSetting(known), {
					cause: new Told(),
				});
			}
			this.#flags = { ...this.#flags, [name]: SETTABLE[name](value) };
		}
		const { limit, snippets, format = "auto" } = this.#flags;
		this.#say(
			repl.settings([
				`limit ${limit}`,
				`snippets ${snippets}`,
				`format ${format}`,
			]),
		);
	}

	/** A hit by its number, or an article by its id. */
	#idOf({
		kind,
		hit,
	}: {
		readonly kind: string;
		readonly hit: string;
	}): string {
		const { repl } = this.#context.messages;
		if (hit === "") {
			throw new SearchError("bad-argument", repl.noNumber(kind), {
				cause: new Told(),
			});
		}
		if (!/^\d+$/.test(hit)) {
			return hit;
		}
		const { shown } = this.#lastQuery();
		const id = shown.get(Number(hit));
		if (id === undefined) {
			throw new SearchError(
				"bad-argument",
				repl.noSuchHit(
					hit,
					Math.min(1, shown.size),
					Math.max(0, ...shown.keys()),
				),
				{ cause: new Told() },
			);
		}
		return id;
	}

	#lastQuery(): Asked {
		if (this.#asked === undefined) {
			const { nothingYet } = this.#context.messages.repl;
			throw new SearchError("bad-argument", nothingYet, { cause: new Told() });
		}
		return this.#asked;
	}

	/** How the query is read. */
	#reading(): Pick<SearchOptions, "exact" | "literal" | "synonyms"> {
		const { exact, literal, synonyms } = this.#flags;
		return {
			exact: exact === true,
			literal: literal === true,
			synonyms: synonyms !== false,
		};
	}

	/** Aborted at Ctrl-C, which a search that does not give way can only ask for. */
	#signal(): AbortSignal {
		const { signal } = new AbortController();
		Object.defineProperty(signal, "aborted", {
			get: () => this.#input.isInterrupted(),
		});
		return signal;
	}

	#say(text: string): void {
		this.#context.terminal.err(`${printable(text)}\n`);
	}

	#tell(error: unknown): void {
		if (!(error instanceof SearchError)) {
			throw error;
		}
		this.hasFailed = true;
		const { terminal, messages } = this.#context;
		const { code, message, cause } = error;
		if (this.#flags.json === true || this.#flags.jsonl === true) {
			terminal.out(
				jsonLine({ version: ANSWER_VERSION, error: { code, message } }),
			);
		} else {
			this.#say(cause instanceof Told ? message : messages.error(error));
		}
	}
}

/** A query of which nothing is shown yet. */
function firstPageOf(text: string): Asked {
	return { text, shown: new Map(), meant: [], nextOffset: 0, hasMore: true };
}

/** The cause of an error whose message is in the user's language already. */
class Told {}

function isSettable(name: string): name is keyof typeof SETTABLE {
	return Object.hasOwn(SETTABLE, name);
}
