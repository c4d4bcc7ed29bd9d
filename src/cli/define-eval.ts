import type { Command } from "commander";
import { countOption, unguarded } from "./arguments.ts";
import {
	choose,
	commandOf,
	type Definition,
	MOST_HITS,
	withCommon,
	withIndex,
	withLearnt,
} from "./definition.ts";
import type { EvalFlags, RankingFlags } from "./eval-command.ts";
import type { EvalSnippetsFlags } from "./eval-snippets-command.ts";
import type { TrainFlags } from "./train-command.ts";
import { weightsOption } from "./weights-option.ts";

const MOST_SEED = 999_999_999;
const MOST_FOLDS = 100;
const LONGEST_SNIPPET = 100_000;
const MOST_BOOSTS = {
	title: 1000,
	summary: 1000,
	body: 1000,
	category: 1000,
	path: 1000,
};
const MOST_BM25 = { k1: 1000, b: 1 };

/** `eval`, and below it `eval related` and `eval snippets`: a file of judgements by one of these names is written ./related. */
export function defineEval(definition: Definition): void {
	const { options, words } = definition.surroundings.messages;
	const command = commandOf(definition, "eval")
		.argument("<judgements>", words.judgements)
		.enablePositionalOptions()
		.helpCommand(false);
	withLearnt(withIndex(command, definition), definition.surroundings);
	withRankingOptions(command, definition, 100)
		.option("--queries <file>", options.queries, unguarded)
		.option("--run <file>", options.run, unguarded)
		.option(
			"--boost <pairs>",
			options.boost,
			weightsOption("--boost", MOST_BOOSTS),
		)
		.option("--bm25 <pairs>", options.bm25, weightsOption("--bm25", MOST_BM25));
	command.action((judgements: string) => {
		const flags = command.opts<EvalFlags>();
		choose(definition, flags, false, async (context) =>
			(await import("./eval-command.ts")).runEval(
				unguarded(judgements),
				flags,
				context,
			),
		);
	});
	defineEvalRelated(command, definition);
	defineEvalSnippets(command, definition);
}

function defineEvalRelated(parent: Command, definition: Definition): void {
	const { surroundings } = definition;
	const { commands, words } = surroundings.messages;
	const command = withCommon(parent.command("related"), surroundings)
		.description(commands.evalRelated)
		.argument("<judgements>", words.judgements);
	withRankingOptions(withIndex(command, definition), definition, 10);
	command.action((judgements: string) => {
		const flags = command.opts<RankingFlags>();
		choose(definition, flags, false, async (context) =>
			(await import("./eval-command.ts")).runEvalRelated(
				unguarded(judgements),
				flags,
				context,
			),
		);
	});
}

function defineEvalSnippets(parent: Command, definition: Definition): void {
	const { surroundings } = definition;
	const { commands, options, words } = surroundings.messages;
	const command = withCommon(parent.command("snippets"), surroundings)
		.description(commands.evalSnippets)
		.argument("<answers>", words.answers);
	withIndex(command, definition)
		.option(
			"--length <n>",
			options.length,
			countOption("--length", 2, LONGEST_SNIPPET),
			120,
		)
		.option("--output <file>", options.output, unguarded);
	command.action((answers: string) => {
		const flags = command.opts<EvalSnippetsFlags>();
		choose(definition, flags, false, async (context) =>
			(await import("./eval-snippets-command.ts")).runEvalSnippets(
				unguarded(answers),
				flags,
				context,
			),
		);
	});
}

export function defineTrain(definition: Definition): void {
	const { options, words } = definition.surroundings.messages;
	const command = commandOf(definition, "train").argument(
		"<judgements>",
		words.judgements,
	);
	withIndex(command, definition)
		.requiredOption("--output <folder>", options.learnt, unguarded)
		.option("--data <text>", options.data, unguarded);
	command.action((judgements: string) => {
		const flags = command.opts<TrainFlags>();
		choose(definition, flags, false, async (context) =>
			(await import("./train-command.ts")).runTrain(
				unguarded(judgements),
				flags,
				context,
			),
		);
	});
}

/** What the evaluation of any rankings can be asked for. */
function withRankingOptions(
	command: Command,
	{ surroundings }: Definition,
	recallK: number,
): Command {
	const { options } = surroundings.messages;
	return command
		.option("--k <n>", options.k, countOption("--k", 1, MOST_HITS), 10)
		.option(
			"--recall-k <n>",
			options.recallK,
			countOption("--recall-k", 1, MOST_HITS),
			recallK,
		)
		.option("--folds <n>", options.folds, countOption("--folds", 2, MOST_FOLDS))
		.option("--output <file>", options.output, unguarded)
		.option("--save-run <file>", options.saveRun, unguarded)
		.option("--compare <file>", options.compare, unguarded)
		.option("--seed <n>", options.seed, countOption("--seed", 0, MOST_SEED), 1);
}
