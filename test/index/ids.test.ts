import { expect, test } from "vitest";
import { FILE_KINDS } from "../../src/index/file-kind.ts";
import { FrameWriter } from "../../src/index/frame.ts";
import { IdsReader, writeIds } from "../../src/index/ids.ts";
import { PageCache } from "../../src/index/page-cache.ts";
import { PagedFile } from "../../src/index/paged-file.ts";
import { memoryDirectory } from "../../src/storage/memory-directory.ts";
import { runSeed, seededRandom } from "../storage/random.ts";

function readerOf(ids: readonly string[]): IdsReader {
	const directory = memoryDirectory();
	const create = (kind: "ids" | "ranks") =>
		new FrameWriter(directory.create(kind), FILE_KINDS[kind], 1);
	const open = (kind: "ids" | "ranks") =>
		new PagedFile(
			directory,
			{ name: kind, number: 1 },
			FILE_KINDS[kind],
			new PageCache(0),
		);
	const [idsFile, ranksFile] = [create("ids"), create("ranks")];
	writeIds(ids, idsFile, ranksFile);
	idsFile.seal();
	ranksFile.seal();
	return new IdsReader(open("ids"), open("ranks"));
}

test("ids lead to documents and back, and ranks stand in the order of the ids", () => {
	const seed = runSeed();
	console.log(`ids: FASOU_SEED=${seed}`);
	for (let run = 0; run < 20; run++) {
		const random = seededRandom(seed + run);
		const units = ["a", "/", "第", "\ud800", "\uffff", "9"];
		const known = new Set<string>();
		for (let left = random.pick([1, 40, 900]); left > 0; left--) {
			const length = 1 + random.below(6);
			known.add(Array.from({ length }, () => random.pick(units)).join(""));
		}
		const ids = [...known];
		const reader = readerOf(ids);
		ids.forEach((id, doc) => {
			expect(reader.docOf(id)).toBe(doc);
			expect(reader.idOf(doc)).toBe(id);
		});
		const byRank = ids
			.map((id, doc) => ({ id, rank: reader.rankOf(doc) }))
			.sort((a, b) => a.rank - b.rank)
			.map(({ id }) => id);
		const ascending = [...ids].sort((a, b) => (a < b ? -1 : 1));
		expect(byRank).toEqual(ascending);
		expect([...reader.all()].map(({ id }) => id)).toEqual(ascending);
		expect(reader.docOf("not there")).toBeUndefined();
	}
});

test("of several documents with one id the last counts", () => {
	const reader = readerOf(["b", "a", "b", "c", "b"]);
	expect(["a", "b", "c"].map((id) => reader.docOf(id))).toEqual([1, 4, 3]);
	expect([0, 1, 2, 3, 4].map((doc) => reader.idOf(doc)).join("")).toBe("babcb");
	expect([...reader.all()]).toEqual([
		{ id: "a", doc: 1 },
		{ id: "b", doc: 4 },
		{ id: "c", doc: 3 },
	]);
});
