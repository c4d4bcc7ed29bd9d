import { describe, expect, test } from "vitest";
import { DenseList } from "../../src/index/dense-list.ts";
import { FILE_KINDS } from "../../src/index/file-kind.ts";
import { FrameWriter } from "../../src/index/frame.ts";
import { PageCache } from "../../src/index/page-cache.ts";
import { PagedFile } from "../../src/index/paged-file.ts";
import { NO_MORE_DOCS, PostingsList } from "../../src/index/postings.ts";
import {
	type ListExtent,
	PostingsBlocks,
} from "../../src/index/postings-blocks.ts";
import { PostingsWriter } from "../../src/index/postings-writer.ts";
import { HIGHEST_SKIP_FREQUENCY } from "../../src/index/skip-table.ts";
import { memoryDirectory } from "../../src/storage/memory-directory.ts";
import { type Random, runSeed, seededRandom } from "../storage/random.ts";

/** A document with the places of a term in it. */
interface Posting {
	readonly doc: number;
	readonly places: readonly number[];
}

const BLOCK = 128;

/** Writes the lists one after the other, as a segment does, and opens each with its files. */
function openedLists<List>(
	lists: readonly (readonly Posting[])[],
	norms: Uint8Array,
	opened: (
		open: (kind: "postings" | "positions") => PagedFile,
		extent: ListExtent,
	) => List,
): List[] {
	const directory = memoryDirectory();
	const create = (kind: "postings" | "positions") =>
		new FrameWriter(directory.create(kind), FILE_KINDS[kind], 1);
	const open = (kind: "postings" | "positions") =>
		new PagedFile(
			directory,
			{ name: kind, number: 1 },
			FILE_KINDS[kind],
			new PageCache(0),
		);
	const postings = create("postings");
	const positions = create("positions");
	const writer = new PostingsWriter(postings, positions, norms);
	const extents = lists.map((list) => {
		const postingsStart = postings.length;
		const positionsStart = positions.length;
		const docs = list.flatMap(({ doc, places }) => places.map(() => doc));
		const documents = writer.write(
			{
				placed: Int32Array.from(
					list.flatMap(({ doc, places }) =>
						places.flatMap((place) => [doc, place]),
					),
				),
				counted: undefined,
			},
			0,
			docs.length,
		);
		expect(documents).toBe(list.length);
		return {
			documents,
			postingsStart,
			postingsEnd: postings.length,
			positionsStart,
			positionsEnd: positions.length,
		};
	});
	postings.seal();
	positions.seal();
	return extents.map((extent) => opened(open, extent));
}

function listsOf(
	lists: readonly (readonly Posting[])[],
	norms: Uint8Array,
): PostingsList[] {
	return openedLists(
		lists,
		norms,
		(open, extent) =>
			new PostingsList(open("postings"), open("positions"), norms, extent),
	);
}

/** Everything a list says, read in the order of `blocks`. */
function readAll(list: PostingsList, blocks: readonly number[]): Posting[] {
	const found: Posting[] = [];
	for (const block of blocks) {
		const positions = list.positionsOf(block);
		const documents = Math.min(BLOCK, list.documents - block * BLOCK);
		for (let i = 0; i < documents; i++) {
			const doc = list.docs[block * BLOCK + i] ?? -1;
			const count = positions.load(i);
			expect(list.frequencies[block * BLOCK + i]).toBe(count);
			found.push({ doc, places: [...positions.places.subarray(0, count)] });
		}
	}
	return found.sort((a, b) => a.doc - b.doc);
}

function expectSameList(
	list: PostingsList,
	expected: readonly Posting[],
	norms: Uint8Array,
	random: Random,
): void {
	const blocks = Array.from({ length: list.blocks }, (_, i) => i);
	expect(list.documents).toBe(expected.length);
	expect(list.blocks).toBe(Math.ceil(expected.length / BLOCK));
	const shuffled = blocks
		.map((block) => ({ block, order: random.below(1000) }))
		.sort((a, b) => a.order - b.order)
		.map(({ block }) => block);
	expect(readAll(list, shuffled)).toEqual(expected);
	expect(list.docs[expected.length]).toBe(NO_MORE_DOCS);
	for (const block of blocks) {
		const inBlock = expected.slice(block * BLOCK, (block + 1) * BLOCK);
		const highest = Math.max(...inBlock.map(({ places }) => places.length));
		expect(list.lastDocs[block]).toBe(inBlock.at(-1)?.doc);
		expect(list.highestFrequencies[block]).toBe(
			Math.min(highest, HIGHEST_SKIP_FREQUENCY),
		);
		expect(list.shortestNorms[block]).toBe(
			Math.min(...inBlock.map(({ doc }) => norms[doc] ?? 0)),
		);
	}
	for (let i = 0; i < 20; i++) {
		const doc = random.below((expected.at(-1)?.doc ?? 0) + 3);
		const from = random.below(list.blocks + 1);
		const after = blocks.filter(
			(block) => block >= from && (list.lastDocs[block] ?? 0) >= doc,
		);
		expect(list.blockOf(doc, from)).toBe(after[0] ?? list.blocks);
	}
}

function randomPostings(
	random: Random,
	documents: number,
	widest = random.pick([1, 1, 3, 200, 40_000]),
): Posting[] {
	const most = random.pick([1, 1, 4, 300]);
	let doc = -1;
	return Array.from({ length: documents }, () => {
		doc += 1 + random.below(widest);
		let place = random.below(3);
		const places = Array.from({ length: 1 + random.below(most) }, () => {
			place += random.below(random.pick([2, 50, 5_000]));
			return place;
		});
		return { doc, places };
	});
}

function normsOf(random: Random, lists: readonly (readonly Posting[])[]) {
	const last = Math.max(0, ...lists.map((list) => list.at(-1)?.doc ?? 0));
	return random.bytes(last + 1);
}

describe("a list of postings", () => {
	test("gives back documents, frequencies and positions, and tells the maxima of its blocks", () => {
		const seed = runSeed();
		console.log(`postings: FASOU_SEED=${seed}`);
		for (let run = 0; run < 40; run++) {
			const random = seededRandom(seed + run);
			const lists = Array.from({ length: 5 }, () =>
				randomPostings(random, 1 + random.below(random.pick([3, 130, 700]))),
			);
			const norms = normsOf(random, lists);
			listsOf(lists, norms).forEach((list, i) => {
				expectSameList(list, lists[i] ?? [], norms, random);
			});
		}
	});

	test.each([1, 127, 128, 129, 255, 256, 257, 128 * 40])(
		"may have %i documents",
		(documents) => {
			const random = seededRandom(documents);
			const before = randomPostings(random, 5);
			const postings = randomPostings(random, documents);
			const norms = normsOf(random, [before, postings]);
			const [, list] = listsOf([before, postings], norms);
			expect(list).toBeDefined();
			if (list !== undefined) {
				expectSameList(list, postings, norms, random);
			}
		},
	);

	test.each([1, 129])(
		"keeps frequencies that its skip table cannot tell (%i documents)",
		(documents) => {
			const random = seededRandom(3);
			const often = Array.from({ length: 70_000 }, (_, place) => place * 2);
			const postings = [
				{ doc: 4, places: often },
				...Array.from({ length: documents - 1 }, (_, i) => ({
					doc: 5 + i,
					places: [i],
				})),
			];
			const norms = normsOf(random, [postings]);
			const [list] = listsOf([postings], norms);
			expect(list?.highestFrequencies[0]).toBe(HIGHEST_SKIP_FREQUENCY);
			expect(list && readAll(list, [0])[0]).toEqual(postings[0]);
		},
	);

	test("keeps document numbers up to the largest", () => {
		const docs = [0, 1, 2 ** 30, 2 ** 31 - 3];
		const directory = memoryDirectory();
		const postings = new FrameWriter(
			directory.create("postings"),
			FILE_KINDS.postings,
			1,
		);
		new PostingsWriter(postings, undefined, new Uint8Array(1)).write(
			{
				placed: Int32Array.from(docs.flatMap((doc) => [doc, 0])),
				counted: undefined,
			},
			0,
			4,
		);
		const postingsEnd = postings.length;
		postings.seal();
		const list = new PostingsList(
			new PagedFile(
				directory,
				{ name: "postings", number: 1 },
				FILE_KINDS.postings,
				new PageCache(0),
			),
			undefined,
			new Uint8Array(1),
			{
				documents: 4,
				postingsStart: 0,
				postingsEnd,
				positionsStart: 0,
				positionsEnd: 0,
			},
		);
		expect([...list.docs.subarray(0, 4)]).toEqual(docs);
		expect(() => list.positionsOf(0)).toThrow(TypeError);
	});
});

test("a dense list tells how often the term stands in each of some documents, the first time and later", () => {
	const seed = runSeed();
	console.log(`dense lists: FASOU_SEED=${seed}`);
	for (let run = 0; run < 20; run++) {
		const random = seededRandom(seed + run);
		const widest = random.pick([1, 3, 16]);
		const length = 129 + random.below(1000);
		const postings = randomPostings(random, length, widest);
		const norms = new Uint8Array((postings.at(-1)?.doc ?? 0) + 100);
		const [list] = openedLists(
			[postings],
			norms,
			(open, extent) =>
				new DenseList(
					new PostingsBlocks(open("postings"), extent, norms.length),
					norms.length,
				),
		);
		const frequencies = new Map(
			postings.map(({ doc, places }) => [doc, places.length]),
		);
		expect(list?.documents).toBe(postings.length);
		for (let look = 0; look < 6; look++) {
			const oneOf = 1 + random.below(9);
			const docs = Array.from(norms.keys()).filter(
				() => random.below(oneOf) === 0,
			);
			const found = new Int32Array(docs.length).fill(-1);
			list?.frequenciesIn(Int32Array.from(docs), found);
			expect([...found]).toEqual(docs.map((doc) => frequencies.get(doc) ?? 0));
		}
	}
});
