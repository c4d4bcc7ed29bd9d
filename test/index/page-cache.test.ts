import { expect, test } from "vitest";
import { FILE_KINDS } from "../../src/index/file-kind.ts";
import { framed, PAGE_BYTES } from "../../src/index/frame.ts";
import { PageCache } from "../../src/index/page-cache.ts";
import { PagedFile } from "../../src/index/paged-file.ts";
import { memoryDirectory } from "../../src/storage/memory-directory.ts";
import { runSeed, seededRandom } from "../storage/random.ts";

const KIND = FILE_KINDS.norms;

/** Files of so many pages, all through one cache, and what is in them. */
function openedTogether(cache: PageCache, pages: readonly number[]) {
	const random = seededRandom(runSeed());
	const directory = memoryDirectory();
	return pages.map((count, number) => {
		const payload = random.bytes(count * PAGE_BYTES - 100);
		const name = `file ${number}`;
		directory.importFiles(
			new Map([[name, framed(payload, KIND, number).slice()]]),
		);
		const file = new PagedFile(directory, { name, number }, KIND, cache);
		return { payload, file };
	});
}

test.each([0, 3, 100])(
	"files that share %i pages each see their own bytes, and no more memory is taken",
	(cachedPages) => {
		const cache = new PageCache(cachedPages * PAGE_BYTES);
		const files = openedTogether(cache, [5, 1, 3]);
		const random = seededRandom(runSeed() + 1);
		for (let i = 0; i < 500; i++) {
			const { file, payload } = random.pick(files);
			const start = random.below(payload.length);
			const end = Math.min(payload.length, start + random.below(40_000));
			const wanted = payload.subarray(start, end);
			expect(Buffer.compare(file.peek(start, end), wanted)).toBe(0);
		}
		// Beside the pages there is room for stretches that go over their ends, twice as much as was needed.
		expect(cache.bytes).toBeLessThanOrEqual(
			Math.max(1, cachedPages) * PAGE_BYTES + 80_000,
		);
	},
);

test("what is asked for again and again stays, what was read once goes", () => {
	const reads: number[] = [];
	const directory = memoryDirectory();
	const payload = new Uint8Array(PAGE_BYTES * 20);
	directory.importFiles(new Map([["file", framed(payload, KIND, 1).slice()]]));
	const watched = {
		...directory,
		openRead(name: string) {
			const file = directory.openRead(name);
			return {
				lengthBytes: file.lengthBytes,
				read(offset: number, into: Uint8Array) {
					if (into.length === PAGE_BYTES) {
						reads.push(Math.floor(offset / PAGE_BYTES));
					}
					file.read(offset, into);
				},
				close: () => file.close(),
			};
		},
	};
	const cache = new PageCache(PAGE_BYTES * 3);
	const file = new PagedFile(watched, { name: "file", number: 1 }, KIND, cache);
	for (let page = 1; page < 20; page++) {
		file.peek(0, 1);
		file.peek(page * PAGE_BYTES, page * PAGE_BYTES + 1);
	}
	expect(reads.filter((page) => page === 0)).toHaveLength(1);
	expect(reads).toHaveLength(20);
});

test("pages of a closed file make room at once, and a cleared cache holds no memory", () => {
	const cache = new PageCache(PAGE_BYTES * 2);
	const [first, second] = openedTogether(cache, [2, 2]);
	first!.file.peek(0, 1);
	first!.file.close();
	second!.file.peek(0, 1);
	expect(second!.file.peek(0, 1)[0]).toBe(second!.payload[0]);
	cache.clear();
	expect(cache.bytes).toBeLessThanOrEqual(PAGE_BYTES);
	expect(second!.file.peek(0, 1)[0]).toBe(second!.payload[0]);
});
