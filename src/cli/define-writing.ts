import type { Command } from "commander";
import { choiceOf, countOption, mapOption, unguarded } from "./arguments.ts";
import {
	choose,
	commandOf,
	type Definition,
	withIndex,
	withLists,
} from "./definition.ts";
import type { BuildFlags } from "./index-command.ts";
import type { LearnFlags } from "./learn-command.ts";
import type { RepairFlags } from "./repair-command.ts";
import { weightsOption } from "./weights-option.ts";

/** What one source file may cost; the largest values that make sense. */
const MOST_LIMITS = {
	maxBytes: 2 ** 31,
	maxUnpackedBytes: 2 ** 31,
	maxLineBytes: 2 ** 29,
	maxDepth: 2_000,
	maxMs: 3_600_000,
};

const LEAST_MEMORY_MB = 1;
const MOST_MEMORY_MB = 1_000_000;
const MOST_WORKERS = 256;

/** The command that brings an index to what its sources hold. */
export function defineIndex(definition: Definition): void {
	const { options, words } = definition.surroundings.messages;
	const command = commandOf(definition, "index").argument(
		"[sources...]",
		words.sources,
	);
	withSources(command, definition)
		.option("--rebuild", options.rebuild)
		.option("--check-content", options.checkContent)
		.option("--stale", options.stale)
		.option("--watch", options.watch)
		.option(
			"--workers <N>",
			options.workers,
			countOption("--workers", 1, MOST_WORKERS),
		);
	withLists(withIndex(command, definition), definition);
	command.action((sources: readonly string[]) => {
		const flags = command.opts<BuildFlags>();
		choose(definition, flags, true, async (context) =>
			(await import("./index-command.ts")).runIndex(
				sources.map(unguarded),
				flags,
				context,
			),
		);
	});
}

/** The command that takes a log of questions into an index. */
export function defineLearn(definition: Definition): void {
	const { options, words } = definition.surroundings.messages;
	const command = commandOf(definition, "learn").argument(
		"[questions...]",
		words.questions,
	);
	withIndex(command, definition)
		.option("--add", options.addLog)
		.option("--forget", options.forgetLog);
	command.action((questions: readonly string[]) => {
		const flags = command.opts<LearnFlags>();
		choose(definition, flags, true, async (context) =>
			(await import("./learn-command.ts")).runLearn(
				questions.map(unguarded),
				flags,
				context,
			),
		);
	});
}

/** The command that mends a damaged index. */
export function defineRepair(definition: Definition): void {
	const { words } = definition.surroundings.messages;
	const command = commandOf(definition, "repair").argument(
		"[sources...]",
		words.sources,
	);
	withSources(command, definition);
	withLists(withIndex(command, definition), definition);
	command.action((sources: readonly string[]) => {
		const flags = command.opts<RepairFlags>();
		choose(definition, flags, true, async (context) =>
			(await import("./repair-command.ts")).runRepair(
				sources.map(unguarded),
				flags,
				context,
			),
		);
	});
}

/** How sources are read, and what that may take. */
function withSources(command: Command, { surroundings }: Definition): Command {
	const { options } = surroundings.messages;
	return command
		.addOption(choiceOf("--split <unit>", options.split, ["provisions"]))
		.option("--map <pairs>", options.map, mapOption)
		.option(
			"--limits <pairs>",
			options.limits,
			weightsOption("--limits", MOST_LIMITS),
		)
		.option(
			"--memory <MB>",
			options.memory,
			countOption("--memory", LEAST_MEMORY_MB, MOST_MEMORY_MB),
		)
		.addOption(
			choiceOf("--progress <style>", options.progress, [
				"auto",
				"json",
				"none",
			]).default("auto"),
		);
}
