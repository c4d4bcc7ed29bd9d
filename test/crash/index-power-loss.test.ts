import { expect, test } from "vitest";
import type { Directory } from "../../src/storage/directory.ts";
import { breathe } from "../event-loop.ts";
import { PowerLossDirectory } from "../storage/power-loss-directory.ts";
import { type Random, runSeed, seededRandom } from "../storage/random.ts";
import { History, writeOn } from "./written-history.ts";

const IMAGES = Number(process.env.FASOU_INDEX_IMAGES ?? 3000);
const COMMITS = 3;
/** After how many power losses in a row an index is left alone. */
const LOSSES = 3;

/** Writes on, lets the power fail at every moment, and looks; gives back how many images it saw, and one of them. */
function writeAndLook(
	directory: PowerLossDirectory,
	history: History,
	{ random, storage = directory }: { random: Random; storage?: Directory },
): { images: number; survivor: PowerLossDirectory } {
	const choice = seededRandom(random.below(1 << 30));
	let images = 0;
	let survivor = directory.afterPowerLoss(choice);
	let atSurvivor = history.acknowledged;
	const look = (moment: string) => {
		const image = directory.afterPowerLoss(choice);
		images++;
		const problem = history.problemOf(image);
		if (problem !== undefined) {
			throw new Error(`after ${moment}: ${problem}`);
		}
		if (choice.below(30) === 0) {
			survivor = image;
			atSurvivor = history.acknowledged;
		}
	};
	directory.onChange = look;
	writeOn(storage, directory, {
		random,
		history,
		commits: COMMITS,
		onAcknowledged: () => look("the acknowledgement"),
	});
	directory.onChange = () => {};
	history.acknowledged = atSurvivor;
	return { images, survivor };
}

test(`a power loss leaves an index of exactly one generation, none older than the last acknowledged, in ${IMAGES} images`, async () => {
	const seed = runSeed();
	console.log(`index power loss: FASOU_SEED=${seed}`);
	let images = 0;
	for (let run = 0; images < IMAGES; run++) {
		await breathe();
		const random = seededRandom(seed + run);
		const history = new History();
		let directory = new PowerLossDirectory();
		try {
			for (let loss = 0; loss < LOSSES; loss++) {
				const seen = writeAndLook(directory, history, { random });
				images += seen.images;
				directory = seen.survivor;
			}
		} catch (cause) {
			throw new Error(`FASOU_SEED=${seed + run}`, { cause });
		}
	}
}, 600_000);

test.each(["segment", "sources", "tmp"])(
	"that test sees an index writer that does not sync its files named %s",
	(start) => {
		const random = seededRandom(1);
		const directory = new PowerLossDirectory();
		const storage: Directory = {
			name: directory.name,
			list: () => directory.list(),
			openRead: (name) => directory.openRead(name),
			create: (name) => {
				const file = directory.create(name);
				return name.startsWith(start) ? { ...file, sync: () => {} } : file;
			},
			publish: (from, to) => directory.publish(from, to),
			remove: (name) => directory.remove(name),
			syncNames: () => directory.syncNames(),
			lock: () => directory.lock(),
		};
		expect(() => {
			for (let i = 0; i < 20; i++) {
				writeAndLook(directory, new History(), { random, storage });
			}
		}).toThrow();
	},
);
