import { describe, expect, test } from "vitest";
import { SearchError } from "../../src/errors.ts";
import { type Fault, FaultyDirectory } from "../storage/faulty-directory.ts";
import { PowerLossDirectory } from "../storage/power-loss-directory.ts";
import { seededRandom } from "../storage/random.ts";
import { commitToyIndex, openToyIndex } from "./toy-index.ts";

const COMMITS = 4;

interface Outcome {
	readonly operations: number;
	readonly acknowledged: number;
	readonly directory: PowerLossDirectory;
	readonly contents: ReadonlyMap<number, ReadonlySet<string>>;
	readonly error: unknown;
}

/** Commits until the end, or until the first error: that is where a writer stops. */
function write(fault?: Fault): Outcome {
	const directory = new PowerLossDirectory();
	const faulty = new FaultyDirectory(directory, fault);
	const random = seededRandom(7);
	const contents = new Map<number, Set<string>>([[0, new Set([""])]]);
	let acknowledged = 0;
	let error: unknown;
	try {
		for (let commit = 0; commit < COMMITS; commit++) {
			commitToyIndex(faulty, {
				random,
				events: {
					onStart: ({ generation, content }) => {
						const known = contents.get(generation) ?? new Set();
						contents.set(generation, known.add(content));
					},
					onAcknowledged: (generation) => {
						acknowledged = generation;
					},
				},
			});
		}
	} catch (cause) {
		error = cause;
	}
	return { operations: faulty.count, acknowledged, directory, contents, error };
}

describe("a fault at any operation of a commit", () => {
	const { operations } = write();
	const kinds: readonly Omit<Fault, "at">[] = (
		["none", "half", "after"] as const
	).flatMap((effect) =>
		[true, false].flatMap((isForever) =>
			(["disk-full", "storage-failed"] as const).map((code) => ({
				effect,
				isForever,
				code,
			})),
		),
	);

	test("there are many operations to fail", () => {
		expect(operations).toBeGreaterThan(80);
	});

	test.each(kinds)(
		"$code, forever $isForever, effect $effect: nothing acknowledged is lost, and the next writer goes on",
		(kind) => {
			for (let at = 0; at < operations; at++) {
				const outcome = write({ ...kind, at });
				const { directory, acknowledged, contents, error } = outcome;
				expect(error === undefined || error instanceof SearchError).toBe(true);
				const random = seededRandom(at);
				for (const image of [directory, directory.afterPowerLoss(random)]) {
					const opened = openToyIndex(image);
					expect(opened.generation).toBeGreaterThanOrEqual(acknowledged);
					expect(contents.get(opened.generation)).toContain(opened.content);
					let next = 0;
					commitToyIndex(image, {
						random,
						events: {
							onStart: () => {},
							onAcknowledged: (generation) => {
								next = generation;
							},
						},
					});
					expect(openToyIndex(image).generation).toBe(next);
					expect(next).toBe(opened.generation + 1);
				}
			}
		},
	);
});
