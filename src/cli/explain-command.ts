import type { Engine, ExplainOptions } from "../engine/engine.ts";
import type {
	Advantage,
	FailedClause,
	ScoreExplanation,
	ScorePart,
	WhyNot,
	WordStanding,
} from "../engine/explanations.ts";
import { type FilterFlags, filterOptions } from "./choosing.ts";
import {
	type Context,
	EXIT,
	type ExitCode,
	type IndexFlags,
} from "./context.ts";
import type { ExplainMessages } from "./messages-explain.ts";
import { paint, span } from "./paint.ts";
import { jsonLine, printable } from "./printable.ts";
import { formatCount } from "./quantities.ts";
import { type RankingFileFlags, rankingFiles } from "./ranking-files.ts";
import { formatTable } from "./table.ts";

export interface ExplainScoreFlags
	extends IndexFlags,
		RankingFileFlags,
		FilterFlags {
	readonly id: string;
	readonly exact?: boolean;
	readonly literal?: boolean;
}

/** Tells why an article has its score. Exit 1 where the query does not find it. */
export async function runExplain(
	text: string,
	flags: ExplainScoreFlags,
	context: Context,
): Promise<ExitCode> {
	return withEngine(flags, context, (engine) =>
		writeScore(engine, { text, id: flags.id }, flags, context),
	);
}

export async function writeScore(
	engine: Pick<Engine, "explain">,
	{ text, id }: { readonly text: string; readonly id: string },
	flags: Omit<ExplainScoreFlags, "id">,
	context: Context,
): Promise<ExitCode> {
	const why = await engine.explain(text, id, optionsOf(flags));
	const says = await context.messages.explain();
	context.terminal.out(
		flags.json === true ? jsonLine(why) : formatScore(why, says, context),
	);
	return why.rank === undefined ? EXIT.nothing : EXIT.found;
}

/** Tells why an article is not found, or not higher. */
export async function runWhyNot(
	text: string,
	flags: ExplainScoreFlags,
	context: Context,
): Promise<ExitCode> {
	return withEngine(flags, context, async (engine) => {
		const why = await engine.whyNot(text, flags.id, optionsOf(flags));
		const says = await context.messages.explain();
		context.terminal.out(
			flags.json === true ? jsonLine(why) : formatWhyNot(why, says, context),
		);
		return why.outcome === "unknown-article" ? EXIT.failed : EXIT.found;
	});
}

async function withEngine(
	flags: ExplainScoreFlags,
	context: Context,
	run: (engine: Engine) => Promise<ExitCode>,
): Promise<ExitCode> {
	const engine = await context.engine.openEngine({
		index: flags.index,
		...rankingFiles(flags),
	});
	try {
		return await run(engine);
	} finally {
		await engine.close();
	}
}

function optionsOf({
	exact,
	literal,
	synonyms,
	...filters
}: Omit<ExplainScoreFlags, "id">): ExplainOptions {
	return {
		...filterOptions(filters),
		exact: exact === true,
		literal: literal === true,
		synonyms: synonyms !== false,
	};
}

function formatScore(
	why: ScoreExplanation,
	says: ExplainMessages,
	context: Context,
): string {
	const { rank, score, tier, by, prior, scale, parts, firstStage } = why;
	const head = headLines(why, says, context);
	if (rank === undefined) {
		return joined([...head, says.unranked, ...wordLines(why.words, says)]);
	}
	const first = parts.find(({ part }) => part === "first-stage");
	return joined([
		...head,
		...(tier === undefined ? [] : [says.tiers[tier]]),
		`${says.score(decimal(score))} = ${says.by[by]}`,
		...(prior
			? [says.prior(decimal(prior.value, 2), decimal(prior.factor, 3))]
			: []),
		...(scale === undefined ? [] : [says.scale(decimal(scale, 4))]),
		...wordLines(why.words, says),
		...besideLines(why, says),
		"",
		partsTable(parts, says),
		...(firstStage === undefined
			? []
			: [
					says.sumOfFirstStage(
						decimal(first?.part === "first-stage" ? first.value : 0),
					),
					partsTable(firstStage, says),
				]),
	]);
}

function formatWhyNot(
	why: WhyNot,
	says: ExplainMessages,
	context: Context,
): string {
	const { outcome, rank, score, tier } = why;
	const isRanked = outcome === "found" && rank !== undefined;
	return joined([
		...(why.article
			? headLines({ ...why, article: why.article }, says, context)
			: []),
		...(outcome === "found"
			? isRanked
				? [says.score(decimal(score ?? 0))]
				: [says.unranked]
			: [says.outcomes[outcome]]),
		...(tier === undefined ? [] : [says.tiers[tier]]),
		...(why.reprintOf === undefined
			? []
			: [printable(says.reprintOf(why.reprintOf))]),
		...why.failed.map((clause) => failedLine(clause, says)),
		...wordLines(why.words, says),
		...why.above.flatMap((one) => [
			"",
			says.above(
				formatCount(one.rank),
				printable(one.article.title),
				printable(one.article.id),
				decimal(one.score),
			),
			...(one.tier === undefined || one.tier === tier
				? []
				: [`  ${says.tiers[one.tier]}`]),
			...one.has.map(
				(part) => `  ${says.more(nameOf(part, says), decimal(part.more, 2))}`,
			),
		]),
	]);
}

function headLines(
	{
		article,
		rank,
		total,
	}: Pick<ScoreExplanation, "article" | "rank" | "total">,
	says: ExplainMessages,
	{ isColored }: Context,
): string[] {
	const title = [
		span(article.title, "strong"),
		span(`  ${article.id}`, "faint"),
	];
	if (rank === undefined) {
		return [paint(title, isColored)];
	}
	const { value, exact } = total;
	const of = { total: formatCount(value), isExact: exact };
	const place = says.place(formatCount(rank), rank > value ? undefined : of);
	return [paint(title, isColored), place];
}

/** What was searched for beside the words: of the lists, and learnt. */
function besideLines(
	{ expansions = [], learnt = [] }: ScoreExplanation,
	says: ExplainMessages,
): string[] {
	const terms = [
		...expansions.flatMap(({ to }) => to),
		...learnt.map(({ term, weight }) => `${term} ×${decimal(weight, 2)}`),
	];
	return terms.length === 0 ? [] : [printable(says.searchedBeside(terms))];
}

function wordLines(
	words: readonly WordStanding[],
	says: ExplainMessages,
): string[] {
	return words
		.filter(({ fields }) => fields.length === 0)
		.map(({ text, inside }) =>
			printable(
				inside === undefined ? says.lacks(text) : says.onlyInside(text, inside),
			),
		);
}

function failedLine(
	{ occur, lines }: FailedClause,
	says: ExplainMessages,
): string {
	const named = new Set(
		lines
			.filter(({ kind }) => kind !== "any" && kind !== "near")
			.map(({ kind, text }) =>
				kind === "word" ? text : `${says.kinds[kind]} ${text}`,
			),
	);
	const clause = [...named].join(" · ");
	const near = lines.find(({ kind }) => kind === "near");
	const choice = named.size > 1 ? `${says.anyOf} ${clause}` : clause;
	const whole =
		near === undefined
			? choice
			: `${says.kinds.near} (${near.text}): ${clause}`;
	return printable(
		occur === "must" ? says.failsMust(whole) : says.matchesMustNot(whole),
	);
}

/** The parts of one kind are a table; parts that add most come first. */
function partsTable(
	parts: readonly ScorePart[],
	says: ExplainMessages,
): string {
	const sorted = [...parts].sort((a, b) => b.contribution - a.contribution);
	const { columns } = says;
	const clauses = sorted.filter(({ part }) => part === "clause");
	const others = sorted.filter(({ part }) => part !== "clause");
	const tables = [
		clauses.length === 0
			? ""
			: formatTable([
					[
						columns.adds,
						columns.term,
						columns.field,
						columns.kind,
						columns.frequency,
						columns.articles,
						columns.idf,
						columns.length,
						columns.boost,
					],
					...clauses.map((part) => clauseRow(part, says)),
				]),
		others.length === 0
			? ""
			: formatTable([
					[
						columns.adds,
						columns.feature,
						columns.value,
						columns.mean,
						columns.weight,
					],
					...others.map((part) => otherRow(part, says)),
				]),
	];
	return tables
		.filter((table) => table !== "")
		.join("\n")
		.trimEnd();
}

function clauseRow(part: ScorePart, says: ExplainMessages): string[] {
	if (part.part !== "clause") {
		return [];
	}
	const kind = says.kinds[part.kind];
	const length = `${formatCount(part.length)} / ${decimal(part.averageLength, 1)}`;
	return [
		decimal(part.contribution),
		part.text,
		fieldName(part.field, says),
		part.isAdded === true ? `${kind} (${says.added})` : kind,
		String(part.frequency),
		`${formatCount(part.documents)} / ${formatCount(part.of)}`,
		decimal(part.idf, 3),
		length,
		decimal(part.boost, 3),
	];
}

function otherRow(part: ScorePart, says: ExplainMessages): string[] {
	const adds = decimal(part.contribution);
	const name = nameOf(part, says);
	switch (part.part) {
		case "feature":
			return [
				adds,
				name,
				decimal(part.value, 3),
				decimal(part.mean, 3),
				decimal(part.weight, 3),
			];
		case "first-stage":
			return [adds, name, decimal(part.value, 3), decimal(part.mean, 3), ""];
		default:
			return [adds, name, "", "", ""];
	}
}

function nameOf(part: ScorePart | Advantage, says: ExplainMessages): string {
	switch (part.part) {
		case "clause":
			return printable(
				`${fieldName(part.field, says)} ${says.kinds[part.kind]} ${part.text}`,
			);
		case "feature":
			return says.features[part.name];
		case "first-stage":
			return says.firstStage;
		case "base":
			return says.base;
		case "said":
			return says.said;
		case "passage":
			return says.passage;
		default:
			return part satisfies never;
	}
}

function fieldName(field: string, { fields }: ExplainMessages): string {
	return new Map(Object.entries(fields)).get(field) ?? field;
}

function decimal(value: number, digits = 4): string {
	return value.toFixed(digits);
}

function joined(lines: readonly string[]): string {
	return `${lines.join("\n")}\n`;
}
