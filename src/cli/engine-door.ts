import type { buildIndex } from "../engine/build-index.ts";
import type { learn } from "../engine/learn.ts";
import { openEngine } from "../engine/open-engine.ts";
import type { openRankingLab } from "../engine/ranking-lab.ts";
import type { repairIndex } from "../engine/repair-index.ts";
import type { tokenize } from "../engine/tokenize.ts";
import type { updateLists } from "../engine/update-lists.ts";
import type { verifyIndex } from "../engine/verify-index.ts";

/** What the command line asks of the engine; a test may hand in another. */
export interface EngineDoor {
	readonly openEngine: typeof openEngine;
	readonly buildIndex: typeof buildIndex;
	readonly tokenize: typeof tokenize;
	readonly repairIndex: typeof repairIndex;
	readonly updateLists: typeof updateLists;
	readonly learn: typeof learn;
	readonly verifyIndex: typeof verifyIndex;
	readonly openRankingLab: (
		...args: Parameters<typeof openRankingLab>
	) => Promise<ReturnType<typeof openRankingLab>>;
}

/** The real engine. What a search does not need is loaded when it is first used. */
export const engineDoor: EngineDoor = {
	openEngine: (options) => openEngine({ now: monotonicMs, ...options }),
	buildIndex: async (options) =>
		(await import("../engine/build-index.ts")).buildIndex(options),
	tokenize: async (text, options) =>
		(await import("../engine/tokenize.ts")).tokenize(text, options),
	repairIndex: async (options) =>
		(await import("../engine/repair-index.ts")).repairIndex(options),
	updateLists: async (options) =>
		(await import("../engine/update-lists.ts")).updateLists(options),
	learn: async (options) => (await import("../engine/learn.ts")).learn(options),
	verifyIndex: async (options) =>
		(await import("../engine/verify-index.ts")).verifyIndex(options),
	openRankingLab: async (...args) =>
		(await import("../engine/ranking-lab.ts")).openRankingLab(...args),
};

/** As `performance.now`, which takes a cold start a millisecond to load. */
function monotonicMs(): number {
	const [seconds, nanoseconds] = process.hrtime();
	return seconds * 1e3 + nanoseconds / 1e6;
}
