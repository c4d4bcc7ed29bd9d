import { describe, expect, test } from "vitest";
import { SearchError } from "../../src/errors.ts";
import { breathe } from "../event-loop.ts";
import { type Fault, FaultyDirectory } from "../storage/faulty-directory.ts";
import { PowerLossDirectory } from "../storage/power-loss-directory.ts";
import { seededRandom } from "../storage/random.ts";
import { History, writeOn } from "./written-history.ts";

const COMMITS = 3;
const SEED = 11;

interface Outcome {
	readonly operations: number;
	readonly directory: PowerLossDirectory;
	readonly history: History;
	readonly error: unknown;
}

/** Commits until the end, or until the first error. */
function write(fault?: Fault): Outcome {
	const directory = new PowerLossDirectory();
	const faulty = new FaultyDirectory(directory, fault);
	const history = new History();
	let error: unknown;
	try {
		writeOn(faulty, directory, {
			random: seededRandom(SEED),
			history,
			commits: COMMITS,
		});
	} catch (cause) {
		error = cause;
	}
	return { operations: faulty.count, directory, history, error };
}

describe("a fault at any operation of an index writer", () => {
	const { operations, error: noError } = write();
	const kinds: readonly Omit<Fault, "at">[] = (
		["none", "half", "after"] as const
	).flatMap((effect) =>
		[true, false].map((isForever) => ({
			effect,
			isForever,
			code: isForever ? "disk-full" : "storage-failed",
		})),
	);

	test("there are many operations to fail", () => {
		expect(noError).toBeUndefined();
		expect(operations).toBeGreaterThan(300);
	});

	test.each(kinds)(
		"$code, forever $isForever, effect $effect: nothing acknowledged is lost, and the next writer goes on",
		async (kind) => {
			for (let at = 0; at < operations; at++) {
				await breathe();
				const { directory, history, error } = write({ ...kind, at });
				const where = `operation ${at}: ${String(error)}`;
				expect(error === undefined || error instanceof SearchError, where).toBe(
					true,
				);
				const random = seededRandom(at);
				for (const image of [directory, directory.afterPowerLoss(random)]) {
					expect(history.problemOf(image), where).toBeUndefined();
				}
				writeOn(directory, directory, { random, history, commits: 1 });
				expect(history.problemOf(directory), where).toBeUndefined();
			}
		},
	);
});
