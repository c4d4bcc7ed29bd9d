import { describe, expect, test } from "vitest";
import { completeArticle } from "../../src/article.ts";
import { SearchError } from "../../src/errors.ts";
import type { IndexReader } from "../../src/index/index-reader.ts";
import { readLists } from "../../src/index/lists.ts";
import { sizesOf } from "../../src/index/manifest.ts";
import { readQuestionLog } from "../../src/index/question-log.ts";
import type { SegmentReader } from "../../src/index/segment-reader.ts";
import { readSources } from "../../src/index/sources.ts";
import { verifyDirectory } from "../../src/index/verify.ts";
import { rankedId, searchIndex } from "../../src/search/search-index.ts";
import { DEFAULT_BM25, LengthFactors } from "../../src/search/similarity.ts";
import {
	type MemoryDirectory,
	memoryDirectory,
} from "../../src/storage/memory-directory.ts";
import { breathe } from "../event-loop.ts";
import { randomArticle } from "../index/random-articles.ts";
import { tinyAnalyzer } from "../index/tiny-analyzer.ts";
import { openTestReader, openTestWriter } from "../index/written-index.ts";
import { typedPlan } from "../property/random-plan.ts";
import { type Random, runSeed, seededRandom } from "../storage/random.ts";

const RUNS = Number(process.env.FASOU_CORRUPTION_RUNS ?? 2000);
const ARTICLES = 300;

const CITED = [{ law: "甲法", number: "第一条", start: 0, end: 1 }];

type Files = Map<string, Uint8Array<ArrayBuffer>>;

/** An index with everything an index can have: two segments, deletions, sources, lists, a log, citing articles, long lists, files of several pages. */
function smallIndex(): Files {
	const random = seededRandom(20260301);
	const directory = memoryDirectory();
	const lists = () => ({ userWords: "违约金\n" });
	const first = openTestWriter(directory, { lists });
	for (let i = 0; i < ARTICLES; i++) {
		const article = randomArticle(random, `laws/${i}.md`);
		first.put(
			{ ...article, citations: CITED, extra: { noise: noise(random) } },
			{ bringsCitations: true },
		);
	}
	const records = Array.from({ length: ARTICLES }, (_, i) => ({
		source: `laws/${i}.md`,
		sizeBytes: random.below(10_000),
		mtimeMs: random.below(1e9) / 7,
		contentHash: noise(random),
		ids: [`laws/${i}.md`],
	}));
	first.commit({ roots: ["../laws"], readers: "", records });
	first.close();
	const second = openTestWriter(directory, { lists });
	for (let i = 0; i < 30; i++) {
		second.put(completeArticle(randomArticle(random, `laws/${i * 11}.md`)));
	}
	const learnt = Array.from({ length: 40 }, (_, i) => ({
		query: noise(random),
		article: `laws/${i}.md`,
	}));
	second.learn(learnt, { adds: false });
	second.commit();
	second.close();
	return directory.exportFiles();
}

/** What deflate cannot make small. */
function noise(random: Random): string {
	return Buffer.from(random.bytes(90)).toString("base64");
}

function directoryOf(files: Files): MemoryDirectory {
	const directory = memoryDirectory();
	directory.importFiles(files);
	return directory;
}

/** Everything an index answers, as one text. */
function answersOf(directory: MemoryDirectory): string {
	const random = seededRandom(7);
	const reader = openTestReader(directory, 1_000_000);
	const { sources, lists, log } = reader.manifest;
	const found = Array.from({ length: 12 }, () => search(reader, random));
	const articles = reader.segments.map((segment) =>
		[...segment.ids.all()].map(({ doc }) => segment.article(doc)),
	);
	return JSON.stringify({
		found,
		articles,
		counts: [
			reader.articles,
			sizesOf(reader.manifest).deletedArticles,
			sizesOf(reader.manifest).sourceBytes,
		],
		one: reader.find("laws/299.md"),
		sources: sources && readSources(directory, sources),
		lists: lists && readLists(directory, lists),
		log: log && readQuestionLog(directory, log),
		citing: reader.segments.map((segment) => segment.citing()),
		said: Object.values(reader.said).map((segment) => [
			segment.units(),
			saidIn(segment),
		]),
	});
}

/** The words that are said, with their units. */
function saidIn(segment: SegmentReader) {
	const words = [...(segment.terms("body", "word")?.entriesFrom("") ?? [])];
	return words.map(({ key }) => {
		const list = segment.postings("body", "word", key);
		list?.decodeAll();
		return [key, list?.docs, list?.frequencies, segment.norms("body", "word")];
	});
}

function search(reader: IndexReader, random: Random) {
	const found = searchIndex(reader, typedPlan(random, ["合同法院"]), {
		limit: 20,
		factors: new LengthFactors(reader, DEFAULT_BM25),
		analyzer: tinyAnalyzer(),
		countsAll: true,
		shouldStop: () => false,
	});
	const ids = found.ranked.map((place) => rankedId(reader, place));
	return { ...found, ids };
}

/** A copy with one bit turned, or cut short, or with something after its end. */
function damaged(
	bytes: Uint8Array,
	random: Random,
): { bytes: Uint8Array<ArrayBuffer>; how: string } {
	const way = random.below(8);
	if (way === 0) {
		const length = random.below(bytes.length);
		return { bytes: bytes.slice(0, length), how: `cut to ${length} bytes` };
	}
	if (way === 1) {
		const longer = new Uint8Array(bytes.length + 1 + random.below(40));
		longer.set(bytes);
		return { bytes: longer, how: `made ${longer.length} bytes long` };
	}
	const edge = Math.min(60, bytes.length);
	const at = random.pick([
		random.below(bytes.length),
		random.below(edge),
		bytes.length - 1 - random.below(edge),
	]);
	const bit = random.below(8);
	const copy = bytes.slice();
	copy[at] = (copy[at] ?? 0) ^ (1 << bit);
	return { bytes: copy, how: `bit ${bit} of byte ${at} turned` };
}

describe("damage", () => {
	const files = smallIndex();
	const names = [...files.keys()];
	const whole = answersOf(directoryOf(files));

	test("is looked for in every kind of file there is", () => {
		const kinds = new Set(names.map((name) => /[a-z]+$/.exec(name)?.[0]));
		expect(kinds.size).toBe(15);
		expect(
			names.filter((name) => /^(?:manifest|sources|lists|log)-/.test(name)),
		).toHaveLength(4);
		const largest = Math.max(...[...files.values()].map((one) => one.length));
		expect(largest).toBeGreaterThan(2 * 16_384);
		expect(verifyDirectory(directoryOf(files)).problems).toEqual([]);
	});

	test(`is an error that names the file, or does not matter, and verify finds it: ${RUNS} times`, async () => {
		const seed = runSeed();
		console.log(`corruption: FASOU_SEED=${seed}`);
		const random = seededRandom(seed);
		let errors = 0;
		for (let run = 0; run < RUNS; run++) {
			await breathe();
			const name = names[run % names.length] ?? "";
			const { bytes, how } = damaged(
				files.get(name) ?? new Uint8Array(),
				random,
			);
			const where = `FASOU_SEED=${seed}, run ${run}: ${name}, ${how}`;
			const directory = directoryOf(new Map([...files, [name, bytes]]));
			try {
				expect(answersOf(directory) === whole, where).toBe(true);
			} catch (cause) {
				expect(cause, where).toBeInstanceOf(SearchError);
				const { code, message } = cause as SearchError;
				expect([code, message.includes(name)], where).toEqual([
					"corrupt",
					true,
				]);
				errors++;
			}
			const { problems } = verifyDirectory(directory);
			expect(
				problems.map(({ file, code }) => ({ file, code })),
				where,
			).toEqual([{ file: name, code: "corrupt" }]);
		}
		console.log(`corruption: ${errors} of ${RUNS} were seen by a search`);
	}, 300_000);

	test("of a file that is gone is an error that names it", () => {
		for (const name of names) {
			const directory = directoryOf(
				new Map([...files].filter(([other]) => other !== name)),
			);
			const code = name.startsWith("manifest-") ? "no-index" : "no-file";
			expect(() => answersOf(directory)).toThrow(
				expect.objectContaining({ code }),
			);
			expect(verifyDirectory(directory).problems).toMatchObject([{ code }]);
		}
	});
});
