import { SearchError } from "../errors.ts";
import {
	type ContainmentEvaluation,
	evaluateSnippets,
	parseAnswers,
} from "../evaluate/snippet-containment.ts";
import {
	type Context,
	EXIT,
	type ExitCode,
	type IndexFlags,
} from "./context.ts";
import { readTextLines, writeText } from "./eval-files.ts";
import {
	EVALUATION_VERSION,
	percent,
	shortList,
	writeRejected,
} from "./eval-report.ts";
import { jsonLine } from "./printable.ts";
import { formatCount } from "./quantities.ts";
import { formatTable } from "./table.ts";

export interface EvalSnippetsFlags extends IndexFlags {
	readonly length: number;
	readonly output?: string;
}

/** Tells how many of the judged answers stand whole in the passage that a search shows, and how many in the beginning of the body. */
export async function runEvalSnippets(
	path: string,
	flags: EvalSnippetsFlags,
	{ engine: door, terminal, messages }: Context,
): Promise<ExitCode> {
	const { answers, rejected } = parseAnswers(readTextLines(path));
	if (answers.length === 0) {
		const [first] = rejected;
		const found = first && `, found, in line ${first.line}: ${first.reason}`;
		throw new SearchError(
			"bad-argument",
			`${path}: expected lines like {"id": "q1", "query": "工伤认定", "article": "article id", "answer": "passage of its body"}${found ?? ", found no line at all"}`,
		);
	}
	const engine = await door.openEngine({ index: flags.index });
	let evaluation: ContainmentEvaluation;
	try {
		evaluation = await evaluateSnippets(engine, answers, flags.length);
	} finally {
		await engine.close();
	}
	const { results, withoutAnswer, tooLong } = evaluation;
	if (flags.output !== undefined) {
		writeText(flags.output, results.map(jsonLine).join(""));
	}
	const share = (isContained: (result: (typeof results)[number]) => boolean) =>
		results.filter(isContained).length / Math.max(1, results.length);
	const snippet = share(({ isInSnippet }) => isInSnippet);
	const lead = share(({ isInLead }) => isInLead);
	if (flags.json === true) {
		terminal.out(
			jsonLine({
				version: EVALUATION_VERSION,
				answers: results.length,
				length: flags.length,
				percent: { snippet: 100 * snippet, lead: 100 * lead },
				withoutAnswer,
				tooLong,
				rejected,
			}),
		);
		return EXIT.found;
	}
	writeRejected(rejected, terminal.err, messages);
	for (const [ids, message] of [
		[withoutAnswer, messages.withoutAnswer],
		[tooLong, messages.tooLongAnswers],
	] as const) {
		if (ids.length > 0) {
			terminal.err(`${message(formatCount(ids.length), shortList(ids))}\n`);
		}
	}
	terminal.out(
		formatTable([
			[messages.labels.answers, formatCount(results.length)],
			[messages.labels.inSnippet, `${percent(snippet)} %`],
			[messages.labels.inLead, `${percent(lead)} %`],
		]),
	);
	return EXIT.found;
}
