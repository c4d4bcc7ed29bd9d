import type { SearchPage } from "../engine/answers.ts";
import { SearchError } from "../errors.ts";
import { type ChoosingFlags, choosingOptions, hasFilters } from "./choosing.ts";
import {
	type Context,
	EXIT,
	type ExitCode,
	type IndexFlags,
} from "./context.ts";
import { MOST_HITS } from "./definition.ts";
import { formatFacets } from "./facet-lines.ts";
import { formatHits, type HitFormat } from "./hits.ts";
import { jsonLine, printable } from "./printable.ts";
import { formatCount, formatDuration } from "./quantities.ts";

export interface SearchFlags extends IndexFlags, ChoosingFlags {
	readonly batch?: string;
	/** Of the page before. */
	readonly cursor?: string;
	readonly limit: number;
	readonly offset: number;
	readonly exact?: boolean;
	readonly literal?: boolean;
	/** False with --no-synonyms; a path adds a list. */
	readonly synonyms: boolean | string;
	readonly explainQuery?: boolean;
	/** False with --no-fold. */
	readonly fold: boolean;
	readonly snippets: number;
	/** Absent: a list on a terminal, plain lines into a pipe. */
	readonly format?: HitFormat;
}

export async function runSearch(
	text: string,
	flags: SearchFlags,
	context: Context,
): Promise<ExitCode> {
	const isAsked =
		text.trim() !== "" || (flags.batch === undefined && hasFilters(flags));
	if ((flags.batch === undefined) !== isAsked) {
		throw new SearchError(
			"bad-argument",
			"search: expected words to search for, an option like --category that chooses articles, or --batch FILE; found " +
				(flags.batch === undefined ? "neither" : "both"),
		);
	}
	if (flags.explainQuery === true) {
		const { runExplainQuery } = await import("./explain-query-command.ts");
		return runExplainQuery(text, flags, context);
	}
	// The engine is not closed: the process ends here, and closing file by file would only delay it.
	const engine = await context.engine.openEngine({
		index: flags.index,
		...(typeof flags.synonyms === "string" && { synonyms: flags.synonyms }),
	});
	if (flags.batch !== undefined) {
		const { runBatch } = await import("./batch.ts");
		return runBatch(engine, { ...flags, batch: flags.batch }, context);
	}
	const page = await engine.search(text, {
		limit: flags.limit,
		offset: flags.offset,
		exact: flags.exact === true,
		literal: flags.literal === true,
		synonyms: flags.synonyms !== false,
		snippets: flags.snippets,
		fold: flags.fold,
		...choosingOptions(flags),
		...(flags.cursor !== undefined && { cursor: flags.cursor }),
		signal: context.signal,
	});
	if (flags.json === true) {
		context.terminal.out(jsonLine(page));
	} else {
		writePage(page, flags, context);
	}
	return page.hits.length > 0 ? EXIT.found : EXIT.nothing;
}

function writePage(
	page: SearchPage,
	flags: SearchFlags,
	context: Context,
): void {
	const { terminal, messages } = context;
	for (const problem of page.query.problems) {
		const part = page.query.text.slice(problem.start, problem.end);
		terminal.err(`${printable(messages.problem(part, problem))}\n`);
	}
	const added = (page.expansions ?? []).map(
		({ text, to }) => `${text} → ${to.join(" · ")}`,
	);
	if (added.length > 0 && terminal.isOutTerminal) {
		terminal.err(`${printable(messages.expanded(added))}\n`);
	}
	writeMeant(page, context);
	if (page.hits.length === 0) {
		terminal.err(`${messages.nothingFound}\n`);
		return;
	}
	const format = flags.format ?? (terminal.isOutTerminal ? "list" : "plain");
	const facets = formatFacets(page, context);
	if (format === "plain") {
		terminal.out(formatHits(page, format, context));
		terminal.err(facets);
		return;
	}
	const count = formatCount(page.total.value);
	const elapsed = formatDuration(page.elapsedMs);
	const header = messages.total(count, page.total.exact, elapsed);
	const [first] = page.hits;
	const next =
		first === undefined
			? flags.offset
			: first.rank - 1 + page.hits.length + (page.folded ?? 0);
	// The total is of the articles with every word; others stand behind them.
	const goesBeyond = next > page.total.value;
	terminal.err(`${header}\n`);
	if (page.relaxed) {
		terminal.err(`${messages.noneWithEveryWord}\n`);
	} else if (goesBeyond) {
		terminal.err(`${messages.othersFollow(count)}\n`);
	}
	terminal.err("\n");
	terminal.out(formatHits(page, format, context));
	if (facets !== "") {
		terminal.out(`\n${facets}`);
	}
	const readsOn = flags.cursor !== undefined || next + flags.limit > MOST_HITS;
	if (readsOn && page.cursor !== undefined) {
		terminal.err(`\n${messages.nextCursor(page.cursor)}\n`);
	} else if (page.hasMore) {
		terminal.err(`\n${messages.nextPage(next)}\n`);
	}
}

/** Which words are in no article, and what may have been meant. */
function writeMeant(
	{ unknown = [], suggestions = [] }: SearchPage,
	{ terminal, messages }: Context,
): void {
	const lines = [
		...unknown.map(({ text }) => messages.unknownWord(text)),
		...suggestions.map(({ text, kind, typed }) =>
			kind === "alternative"
				? messages.alsoRight(text, typed.text)
				: messages.didYouMean(text, typed.text),
		),
	];
	for (const line of lines) {
		terminal.err(`${printable(line)}\n`);
	}
}
