import type { QueryExplanation } from "../engine/answers.ts";
import type { Engine } from "../engine/engine.ts";
import {
	type Context,
	EXIT,
	type ExitCode,
	type IndexFlags,
} from "./context.ts";
import { jsonLine, printable } from "./printable.ts";
import { type RankingFileFlags, rankingFiles } from "./ranking-files.ts";
import { formatTable } from "./table.ts";

/** How a query is to be read. */
export interface ReadingFlags extends RankingFileFlags {
	readonly json?: boolean;
	readonly exact?: boolean;
	readonly literal?: boolean;
}

export type ExplainFlags = IndexFlags & ReadingFlags;

/** Shows how a query was read: words, entities, what is searched for beside, and the weighted clauses. */
export async function runExplainQuery(
	text: string,
	flags: ExplainFlags,
	context: Context,
): Promise<ExitCode> {
	const engine = await context.engine.openEngine({
		index: flags.index,
		...rankingFiles(flags),
	});
	await writeQueryExplanation(engine, text, flags, context);
	return EXIT.found;
}

export async function writeQueryExplanation(
	engine: Pick<Engine, "explainQuery">,
	text: string,
	flags: ReadingFlags,
	context: Context,
): Promise<void> {
	const explanation = await engine.explainQuery(text, {
		exact: flags.exact === true,
		literal: flags.literal === true,
		synonyms: flags.synonyms !== false,
	});
	context.terminal.out(
		flags.json === true
			? jsonLine(explanation)
			: formatExplanation(explanation, context),
	);
}

function formatExplanation(
	explanation: QueryExplanation,
	{ messages }: Context,
): string {
	const { labels } = messages;
	const { query, words, entities, expansions, learnt, plan, insideWords } =
		explanation;
	const problems = query.problems.map((problem) =>
		messages.problem(query.text.slice(problem.start, problem.end), problem),
	);
	const range = ({ start, end }: { start: number; end: number }) =>
		`${start}-${end}`;
	const sections: [string, string][] = [
		[
			labels.words,
			formatTable(
				words.map((word) => [
					word.term,
					word.reason,
					range(word),
					query.text.slice(word.start, word.end),
				]),
			),
		],
		[
			labels.entities,
			formatTable(
				entities.map((entity) => [
					entity.terms.join(" · "),
					entity.kind,
					range(entity),
					query.text.slice(entity.start, entity.end),
				]),
			),
		],
		[
			labels.expansions,
			formatTable(
				expansions.map((expansion) => [
					expansion.text,
					`→ ${expansion.to.join(" · ")}`,
					range(expansion),
				]),
			),
		],
		[
			labels.learnt,
			formatTable(
				learnt.map(({ term, weight, for: plain }) => [
					term,
					`×${weight.toFixed(2)}`,
					`← ${plain.join(" · ")}`,
				]),
			),
		],
		[
			labels.plan,
			formatTable(
				plan.map(({ depth, occur, kind, text, boosts: weights }) => [
					`${"  ".repeat(depth)}${occur}`,
					kind,
					text,
					Object.entries(weights)
						.map(([field, boost]) => `${field} ×${Number(boost.toFixed(4))}`)
						.join(" "),
				]),
			),
		],
		[
			labels.insideWords,
			insideWords.map((word) => `${printable(word)}\n`).join(""),
		],
	];
	const written = sections
		.filter(([, body]) => body !== "")
		.map(([label, body]) => `${label}\n${indented(body)}`);
	return `${[...problems.map(printable), ...written].join("\n")}`;
}

function indented(body: string): string {
	return body.replace(/^(?=.)/gm, "  ");
}
