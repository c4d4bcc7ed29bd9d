import { describe, expect, test } from "vitest";
import type { Article } from "../../src/article.ts";
import type { IndexWriter } from "../../src/index/index-writer.ts";
import { readResumable, writeResume } from "../../src/index/resume.ts";
import { verifyDirectory } from "../../src/index/verify.ts";
import {
	type MemoryDirectory,
	memoryDirectory,
} from "../../src/storage/memory-directory.ts";
import { runSeed, seededRandom } from "../storage/random.ts";
import { randomArticle } from "./random-articles.ts";
import { tinyAnalyzer } from "./tiny-analyzer.ts";
import {
	article,
	commitArticles,
	indexOf,
	liveArticles,
	openTestReader,
	openTestWriter,
} from "./written-index.ts";

/** Every article that it is given becomes a segment of its own, and is noted. */
const SEALING = { memoryLimitBytes: 1, resumes: true } as const;

function seen(directory: MemoryDirectory): Article[] {
	const reader = openTestReader(directory);
	try {
		return liveArticles(reader);
	} finally {
		reader.close();
	}
}

/** What a power cut or kill -9 leaves: the same files, and nobody who holds the lock. */
function killed(directory: MemoryDirectory): MemoryDirectory {
	const left = memoryDirectory();
	left.importFiles(directory.exportFiles());
	return left;
}

function resumed(
	directory: MemoryDirectory,
	work: (writer: IndexWriter) => void,
): { restored: number; articles: Article[] } {
	const writer = openTestWriter(directory, { resumes: true });
	work(writer);
	writer.commit();
	const { restored } = writer;
	writer.close();
	expect(verifyDirectory(directory)).toMatchObject({
		problems: [],
		strays: [],
	});
	return { restored, articles: seen(directory) };
}

const three = [article("a", "1"), article("b", "2"), article("c", "3")];

describe("a run that is killed before its commit", () => {
	/** Two of three articles are sealed; the third waits in memory. */
	function halfWay(base = memoryDirectory()): MemoryDirectory {
		const writer = openTestWriter(base, SEALING);
		writer.put(three[0]!);
		writer.put(three[1]!);
		return killed(base);
	}

	test("shows nothing, and the next takes over what it sealed", () => {
		const directory = halfWay();
		expect(() => openTestReader(directory)).toThrow(/no committed generation/);
		const { restored, articles } = resumed(directory, (writer) => {
			for (const one of three) {
				expect(writer.has(one.id)).toBe(false);
				expect(writer.put(one)).toBe(false);
				expect(writer.has(one.id)).toBe(true);
			}
		});
		expect(restored).toBe(2);
		expect(articles).toEqual(three);
	});

	test("gives nothing that is not put again", () => {
		const { restored, articles } = resumed(halfWay(), (writer) => {
			writer.put(article("b", "2"));
		});
		expect(restored).toBe(1);
		expect(articles).toEqual([three[1]]);
	});

	test("gives no article that differs in any field", () => {
		const changed = { ...three[0]!, extra: { by: "甲" } };
		const { restored, articles } = resumed(halfWay(), (writer) => {
			writer.put(changed);
			writer.put(three[1]!);
		});
		expect(restored).toBe(1);
		expect(articles).toEqual([changed, three[1]]);
	});

	test("may be followed by others that are killed", () => {
		const once = halfWay();
		const writer = openTestWriter(once, SEALING);
		writer.put(three[0]!);
		writer.put(three[2]!);
		const { restored, articles } = resumed(killed(once), (last) => {
			for (const one of three) {
				last.put(one);
			}
		});
		expect(restored).toBe(3);
		expect(articles).toEqual(three);
	});

	test("leaves what was committed before as it was, until its changes come again", () => {
		const base = indexOf([article("a", "formerly"), article("z", "0")]);
		const directory = halfWay(base);
		expect(seen(directory).map(({ title }) => title)).toEqual([
			"formerly",
			"0",
		]);
		const { restored, articles } = resumed(directory, (writer) => {
			expect(writer.put(three[0]!)).toBe(true);
			expect(writer.delete("b")).toBe(false);
			expect(writer.delete("z")).toBe(true);
		});
		expect(restored).toBe(1);
		expect(articles).toEqual([three[0]]);
	});

	test("is forgotten by a commit of somebody else", () => {
		const directory = halfWay();
		commitArticles(directory, [article("x", "1")]);
		expect(directory.list().filter((name) => /^resume/.test(name))).toEqual([]);
		const { restored, articles } = resumed(directory, (writer) => {
			writer.put(three[0]!);
		});
		expect(restored).toBe(0);
		expect(articles.map(({ id }) => id)).toEqual(["a", "x"]);
	});

	test("is no use to another analyzer, nor where its files are damaged or gone", () => {
		const put = (writer: IndexWriter) => {
			writer.put(three[0]!);
			writer.put(three[1]!);
		};
		const { fingerprint } = tinyAnalyzer();
		const ofOther = halfWay();
		writeResume(ofOther, 99, {
			fingerprint: { ...fingerprint, userWords: "abc" },
			segments: readResumable(ofOther, fingerprint),
		});
		expect(resumed(ofOther, put).restored).toBe(0);
		const names = halfWay().list();
		for (const name of names.filter((one) => /segment|resume/.test(one))) {
			for (const isGone of [true, false]) {
				const files = halfWay().exportFiles();
				const bytes = files.get(name)!.slice();
				bytes[bytes.length >> 1]! ^= 4;
				files.delete(name);
				const directory = memoryDirectory();
				directory.importFiles(
					isGone ? files : new Map([...files, [name, bytes]]),
				);
				const { restored, articles } = resumed(directory, put);
				expect(restored, name).toBe(name.startsWith("resume") ? 0 : 1);
				expect(articles).toEqual(three.slice(0, 2));
			}
		}
	});

	test("after its commit, before it could tidy up, changes nothing any more", () => {
		const directory = memoryDirectory();
		const writer = openTestWriter(directory, SEALING);
		writer.put(three[0]!);
		const note = directory.list().find((name) => /^resume/.test(name))!;
		const bytes = directory.exportFiles().get(note)!;
		writer.commit();
		writer.close();
		directory.importFiles(new Map([[note, bytes]]));
		const { restored, articles } = resumed(directory, (next) => {
			next.put(three[1]!);
		});
		expect(restored).toBe(0);
		expect(articles).toEqual(three.slice(0, 2));
	});
});

test("however often a run is killed, the index in the end is that of a run that was not", () => {
	const seed = runSeed();
	console.log(`resume: FASOU_SEED=${seed}`);
	for (let run = 0; run < 60; run++) {
		const random = seededRandom(seed + run);
		let directory = memoryDirectory();
		const expected = new Map<string, Article>();
		for (let commits = 0; commits < 3; commits++) {
			const isRebuild = random.below(4) === 0;
			if (isRebuild) {
				expected.clear();
			}
			const changes = Array.from({ length: 1 + random.below(12) }, () => {
				const id = `${random.below(9)}`;
				return {
					id,
					article: random.below(4) > 0 && randomArticle(random, id),
				};
			});
			for (let kills = random.below(4); kills >= 0; kills--) {
				const writer = openTestWriter(directory, {
					memoryLimitBytes: random.pick([1, 3000, 1_000_000]),
					resumes: true,
					isRebuild,
				});
				const done =
					kills === 0 ? changes.length : random.below(changes.length);
				for (const change of changes.slice(0, done)) {
					if (change.article === false) {
						writer.delete(change.id);
					} else {
						// The citations that the writer finds are not in what was put.
						const bringsCitations = random.below(2) === 0;
						writer.put(change.article, { bringsCitations });
					}
				}
				if (kills === 0) {
					writer.commit();
					writer.close();
				} else {
					directory = killed(directory);
				}
			}
			for (const change of changes) {
				if (change.article === false) {
					expected.delete(change.id);
				} else {
					expected.set(change.id, change.article);
				}
			}
			const sorted = [...expected.values()].sort((a, b) =>
				a.id < b.id ? -1 : 1,
			);
			const found = seen(directory).map((one) => ({ ...one, citations: [] }));
			expect(found, `FASOU_SEED=${seed + run}`).toEqual(sorted);
			const { problems, strays } = verifyDirectory(directory);
			expect({ problems, strays }).toEqual({ problems: [], strays: [] });
		}
	}
}, 120_000);
