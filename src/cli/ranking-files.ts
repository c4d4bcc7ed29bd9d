import type { EngineOptions } from "../engine/engine.ts";

/** Flags of the files beside the index that a search goes by. */
export interface RankingFileFlags {
	/** False with --no-synonyms; a path adds a list. Absent: the package's. */
	readonly synonyms?: boolean | string;
	/** False with --no-translations; a path is instead of the package's. */
	readonly translations?: false | string;
	/** False with --no-model; a path is instead of the package's. */
	readonly model?: false | string;
	/** False with --no-log; a path is instead of the index's own. */
	readonly log?: false | string;
}

/** The same as the engine takes them. Whether synonyms are asked for at all is told with each search. */
export function rankingFiles({
	synonyms,
	translations,
	model,
	log,
}: RankingFileFlags): Pick<
	EngineOptions,
	"synonyms" | "translations" | "model" | "log"
> {
	return {
		...(typeof synonyms === "string" && { synonyms }),
		...(translations !== undefined && { translations }),
		...(model !== undefined && { model }),
		...(log !== undefined && { log }),
	};
}
