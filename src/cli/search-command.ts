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
import { formatHits } from "./hits.ts";
import { jsonLine, printable } from "./printable.ts";
import { formatCount, formatDuration } from "./quantities.ts";
import { type RankingFileFlags, rankingFiles } from "./ranking-files.ts";
import { type FormatFlags, formOf, jsonLines } from "./row-formats.ts";

export interface SearchFlags
	extends IndexFlags,
		FormatFlags,
		RankingFileFlags,
		ChoosingFlags {
	readonly batch?: string;
	/** Of the page before. */
	readonly cursor?: string;
	readonly limit: number;
	readonly offset: number;
	readonly exact?: boolean;
	readonly literal?: boolean;
	readonly explainQuery?: boolean;
	/** False with --no-fold. */
	readonly fold: boolean;
	readonly snippets: number;
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
		...rankingFiles(flags),
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
	writePage(page, flags, context);
	return page.hits.length > 0 ? EXIT.found : EXIT.nothing;
}

/** Results on stdout; on stderr what there is to say of them. */
export function writePage(
	page: SearchPage,
	flags: FormatFlags & Pick<SearchFlags, "limit" | "offset" | "cursor">,
	context: Context,
): void {
	const { terminal, messages } = context;
	const form = formOf(flags, context);
	if (form === "json") {
		terminal.out(jsonLine(page));
		return;
	}
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
	writeLimits(page, context);
	if (page.hits.length === 0) {
		if (page.isPartial !== true) {
			terminal.err(`${messages.nothingFound}\n`);
		}
		return;
	}
	const facets = formatFacets(page, context);
	if (form === "jsonl") {
		terminal.out(jsonLines(page.hits));
		terminal.err(facets);
		return;
	}
	if (form !== "list" && form !== "table") {
		terminal.out(formatHits(page, form, context));
		terminal.err(facets);
		return;
	}
	const count = formatCount(page.total.value);
	const elapsed = formatDuration(page.elapsedMs);
	const header = messages.total(count, page.total.exact, elapsed);
	const next = nextOffset(page, flags.offset);
	// The total is of the articles with every word; others stand behind them.
	const goesBeyond = next > page.total.value;
	terminal.err(`${header}\n`);
	if (page.relaxed) {
		terminal.err(`${messages.noneWithEveryWord}\n`);
	} else if (goesBeyond) {
		terminal.err(`${messages.othersFollow(count)}\n`);
	}
	terminal.err("\n");
	terminal.out(formatHits(page, form, context));
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

/** Where the page behind one begins. */
export function nextOffset(
	{ hits, folded = 0 }: SearchPage,
	offset: number,
): number {
	const [first] = hits;
	return first === undefined ? offset : first.rank - 1 + hits.length + folded;
}

/** What the search did not do in full. */
function writeLimits(
	{ cutPrefixes = [], isPartial }: SearchPage,
	{ terminal, messages }: Context,
): void {
	for (const { prefix, words, searched } of cutPrefixes) {
		const line = messages.cutPrefix(
			prefix,
			formatCount(words),
			formatCount(searched),
		);
		terminal.err(`${printable(line)}\n`);
	}
	if (isPartial) {
		terminal.err(`${messages.partial}\n`);
	}
}

/** Which provisions and words are in no article, and what may have been meant. */
function writeMeant(
	{ absentProvisions = [], unknown = [], suggestions = [] }: SearchPage,
	{ terminal, messages }: Context,
): void {
	const lines = [
		...absentProvisions.map((provision) => messages.absentProvision(provision)),
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
