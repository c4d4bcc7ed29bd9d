import {
	choiceOption,
	countOption,
	mapOption,
	unguarded,
} from "./arguments.ts";
import {
	choose,
	commandOf,
	type Definition,
	withIndex,
	withLists,
} from "./define-command.ts";
import type { BuildFlags } from "./index-command.ts";
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

/** The command that brings an index to what its sources hold. */
export function defineIndex(definition: Definition): void {
	const { options, words } = definition.surroundings.messages;
	const command = commandOf(definition, "index")
		.argument("<sources...>", words.sources)
		.option(
			"--split <unit>",
			options.split,
			choiceOption("--split", ["provisions"]),
		)
		.option("--map <pairs>", options.map, mapOption)
		.option(
			"--limits <pairs>",
			options.limits,
			weightsOption("--limits", MOST_LIMITS),
		)
		.option("--rebuild", options.rebuild)
		.option("--check-content", options.checkContent)
		.option("--watch", options.watch)
		.option(
			"--memory <MB>",
			options.memory,
			countOption("--memory", LEAST_MEMORY_MB, MOST_MEMORY_MB),
		)
		.option(
			"--progress <style>",
			options.progress,
			choiceOption("--progress", ["auto", "json", "none"]),
			"auto",
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
