import type { Directory } from "../../src/storage/directory.ts";
import { PowerLossDirectory } from "../storage/power-loss-directory.ts";
import { type Random, seededRandom } from "../storage/random.ts";
import {
	commitToyIndex,
	Damage,
	openToyIndex,
	type WriterBugs,
} from "./toy-index.ts";

/** Wrong storage between the protocol and the disk; none where the protocol is to be right. */
export type Sabotage = (directory: Directory) => Directory;

export interface PowerLossTrial {
	readonly seed: number;
	readonly images: number;
	readonly sabotage?: Sabotage;
	readonly bugs?: WriterBugs;
}

export interface PowerLossReport {
	readonly images: number;
	/** One line for each bad image. */
	readonly bad: readonly string[];
}

const COMMITS = 4;
const IMAGES_PER_MOMENT = 3;
/** After how many power losses in a row a directory is left alone. */
const LOSSES = 3;

/** What was promised: generations that were acknowledged, and what each generation may hold. */
interface Promised {
	acknowledged: number;
	/** A generation can be tried more than once, when the power fails before it counts. */
	readonly contents: Map<number, Set<string>>;
}

/** Writes, lets the power fail at every moment, looks, goes on writing after some of the losses. Stops at the first images beyond the number. */
export function tryPowerLosses(trial: PowerLossTrial): PowerLossReport {
	const random = seededRandom(trial.seed);
	const bad: string[] = [];
	let images = 0;
	while (images < trial.images) {
		let directory = new PowerLossDirectory();
		const promised: Promised = {
			acknowledged: 0,
			contents: new Map([[0, new Set([""])]]),
		};
		for (let loss = 0; loss < LOSSES; loss++) {
			const seen = writeAndLook(directory, { trial, random, promised });
			images += seen.images;
			bad.push(...seen.bad);
			if (seen.bad.length > 0) {
				break;
			}
			directory = seen.survivor;
		}
	}
	return { images, bad };
}

interface Seen extends PowerLossReport {
	/** One of the images, after which the next writer goes on. */
	readonly survivor: PowerLossDirectory;
}

function writeAndLook(
	directory: PowerLossDirectory,
	context: { trial: PowerLossTrial; random: Random; promised: Promised },
): Seen {
	const { trial, random, promised } = context;
	const bad: string[] = [];
	let images = 0;
	let survivor = directory.afterPowerLoss(random);
	let atSurvivor = promised.acknowledged;
	const choice = seededRandom(random.below(1 << 30));
	directory.onChange = (operation) => {
		for (let i = 0; i < IMAGES_PER_MOMENT; i++) {
			const image = directory.afterPowerLoss(choice);
			images++;
			const problem = examine(image, promised);
			if (problem !== undefined) {
				bad.push(`seed ${trial.seed}, after ${operation}: ${problem}`);
			} else if (choice.below(20) === 0) {
				survivor = image;
				atSurvivor = promised.acknowledged;
			}
		}
	};
	const storage = trial.sabotage?.(directory) ?? directory;
	try {
		for (let commit = 0; commit < COMMITS; commit++) {
			commitToyIndex(storage, {
				random,
				bugs: trial.bugs ?? {},
				events: {
					onStart: ({ generation, content }) => {
						const contents = promised.contents.get(generation) ?? new Set();
						promised.contents.set(generation, contents.add(content));
					},
					onAcknowledged: (generation) => {
						promised.acknowledged = generation;
						// The power can fail right after the promise too.
						directory.onChange(`acknowledging ${generation}`);
					},
				},
			});
		}
	} catch (cause) {
		if (!(cause instanceof Damage)) {
			throw cause;
		}
		bad.push(`seed ${trial.seed}: the writer found ${cause.message}`);
	}
	directory.onChange = () => {};
	promised.acknowledged = atSurvivor;
	return { images, bad, survivor };
}

function examine(
	image: PowerLossDirectory,
	promised: Promised,
): string | undefined {
	try {
		const { generation, content } = openToyIndex(image);
		if (generation < promised.acknowledged) {
			return `generation ${promised.acknowledged} was acknowledged, found ${generation}`;
		}
		if (promised.contents.get(generation)?.has(content) !== true) {
			return `generation ${generation} holds what nobody wrote`;
		}
		return undefined;
	} catch (cause) {
		if (!(cause instanceof Damage)) {
			throw cause;
		}
		return cause.message;
	}
}
