import { describe, expect, test } from "vitest";
import type { Article } from "../../src/article.ts";
import { FILE_KINDS } from "../../src/index/file-kind.ts";
import { createCaches } from "../../src/index/index-reader.ts";
import type { SegmentEntry } from "../../src/index/manifest.ts";
import { readNewestManifest } from "../../src/index/manifest.ts";
import { chooseMerges } from "../../src/index/merge-policy.ts";
import { mergeSegments } from "../../src/index/merge-segments.ts";
import { deleteDoc, openSegment } from "../../src/index/open-segment.ts";
import { readPayload } from "../../src/index/paged-file.ts";
import type { Directory } from "../../src/storage/directory.ts";
import { memoryDirectory } from "../../src/storage/memory-directory.ts";
import { type Random, runSeed, seededRandom } from "../storage/random.ts";
import { randomArticle } from "./random-articles.ts";
import { commitArticles, openTestReader } from "./written-index.ts";

/** The one segment of these articles, written at once. */
function writtenAtOnce(articles: readonly Article[]) {
	const directory = memoryDirectory();
	commitArticles(directory, articles, { isRebuild: true });
	const [segment] = readNewestManifest(directory)?.segments ?? [];
	return { directory, segment: segment! };
}

/** What every file but the stored articles holds, by kind, field and layer. */
function payloads(
	directory: Directory,
	{ files }: Pick<SegmentEntry, "files">,
) {
	return files
		.filter(({ kind }) => kind !== "articles")
		.map((file) => ({
			of: [file.kind, file.field, file.layer].join(" "),
			payload: Buffer.from(
				readPayload(directory, file, FILE_KINDS[file.kind]),
			).toString("base64"),
		}))
		.sort((a, b) => (a.of < b.of ? -1 : 1));
}

function randomArticles(random: Random, count: number, first: number) {
	return Array.from({ length: count }, (_, i) =>
		randomArticle(random, `${(first + i) * 7919}`),
	);
}

test("a merged segment is to the byte what its articles give when they are written at once", () => {
	const seed = runSeed();
	console.log(`merging: FASOU_SEED=${seed}`);
	for (let run = 0; run < 12; run++) {
		const random = seededRandom(seed + run);
		const directory = memoryDirectory();
		const caches = createCaches(100_000);
		const live: Article[] = [];
		let first = 0;
		const segments = Array.from(
			{ length: 1 + random.below(4) },
			(_, number) => {
				const count = 1 + random.below(random.pick([3, 40, 300]));
				const articles = randomArticles(random, count, first);
				first += count;
				const made = writtenAtOnce(articles);
				for (const [name, bytes] of made.directory.exportFiles()) {
					if (name.startsWith("segment-")) {
						directory.importFiles(new Map([[`${number}-${name}`, bytes]]));
					}
				}
				const files = made.segment.files.map((file) => ({
					...file,
					name: `${number}-${file.name}`,
				}));
				const segment = openSegment(
					directory,
					{ ...made.segment, files },
					caches,
				);
				const share = random.pick([0, 2, 5]);
				articles.forEach((article, doc) => {
					if (share > 0 && random.below(share) === 0) {
						deleteDoc(segment, doc);
					} else {
						live.push(article);
					}
				});
				return segment;
			},
		);
		if (live.length === 0) {
			continue;
		}
		const merged = mergeSegments(directory, segments, 900);
		const expected = writtenAtOnce(live);
		expect(merged.documents).toBe(live.length);
		expect(merged.sourceBytes).toBe(expected.segment.sourceBytes);
		expect(merged.fields).toEqual(expected.segment.fields);
		expect(payloads(directory, merged)).toEqual(
			payloads(expected.directory, expected.segment),
		);
		const reader = openSegment(
			directory,
			{ ...merged, deletedDocuments: 0 },
			caches,
		).reader;
		live.forEach((article, doc) => {
			expect(reader.article(doc).body).toBe(article.body);
		});
	}
}, 60_000);

describe("the policy", () => {
	const sizes = (...documents: number[]) =>
		documents.map((one) => ({ documents: one, deleted: 0 }));

	test("puts what is built at once together, but not without bound", () => {
		expect(chooseMerges(sizes(100, 200_000, 3), true)).toEqual([0, 1, 2]);
		expect(chooseMerges(sizes(100), true)).toEqual([]);
		expect(chooseMerges(sizes(900_000, 900_000), true)).toEqual([]);
	});

	test("merges eight segments of one size, and leaves larger ones alone", () => {
		const small = [1, 500, 3, 4, 5, 6, 7];
		expect(chooseMerges(sizes(100_000, ...small), false)).toEqual([]);
		expect(chooseMerges(sizes(100_000, ...small, 8), false)).toEqual([
			1, 2, 3, 4, 5, 6, 7, 8,
		]);
	});

	test("writes a segment anew of which much is deleted, and none of which all is", () => {
		const worn = { documents: 1000, deleted: 301 };
		const gone = { documents: 1000, deleted: 1000 };
		expect(chooseMerges([...sizes(50), worn], false)).toEqual([1]);
		expect(chooseMerges([...sizes(50), gone], false)).toEqual([]);
		expect(chooseMerges([{ documents: 1000, deleted: 300 }], false)).toEqual(
			[],
		);
		expect(chooseMerges([{ documents: 10, deleted: 9 }], false)).toEqual([]);
	});

	test("comes to an end with few segments, whatever there are", () => {
		const random = seededRandom(runSeed());
		for (let run = 0; run < 200; run++) {
			let segments = Array.from({ length: random.below(60) }, () => {
				const documents = 1 + random.below(random.pick([10, 5_000, 3_000_000]));
				return { documents, deleted: random.below(documents + 1) };
			});
			const isFirst = random.below(2) === 0;
			for (let step = 0; ; step++) {
				expect(step).toBeLessThan(200);
				const chosen = chooseMerges(segments, isFirst);
				if (chosen.length === 0) {
					break;
				}
				const live = chosen.reduce((sum, i) => {
					const { documents, deleted } = segments[i]!;
					return sum + documents - deleted;
				}, 0);
				expect(live).toBeGreaterThan(0);
				segments = segments.filter((_, i) => !chosen.includes(i));
				segments.push({ documents: live, deleted: 0 });
			}
			const used = segments.filter((one) => one.documents > one.deleted);
			expect(used.length).toBeLessThanOrEqual(12);
		}
	});
});

test("commits merge, and every article stays", () => {
	const random = seededRandom(3);
	const directory = memoryDirectory();
	const articles = randomArticles(random, 40, 0);
	commitArticles(directory, articles.slice(0, 30), { memoryLimitBytes: 1 });
	expect(readNewestManifest(directory)?.segments).toHaveLength(1);
	for (const article of articles.slice(30)) {
		commitArticles(directory, [article]);
	}
	const manifest = readNewestManifest(directory);
	expect(manifest?.segments.length).toBeLessThan(8);
	const reader = openTestReader(directory);
	for (const { id, body } of articles) {
		const found = reader.segments.flatMap((segment) => {
			const doc = segment.docOf(id);
			return doc === undefined ? [] : [segment.article(doc).body];
		});
		expect(found).toEqual([body]);
	}
	reader.close();
});
