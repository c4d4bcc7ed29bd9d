import { describe, expect, test } from "vitest";
import { checksum } from "../../src/bytes/checksum.ts";
import type { ErrorCode } from "../../src/errors.ts";
import { FILE_KINDS } from "../../src/index/file-kind.ts";
import { framed, PAGE_BYTES } from "../../src/index/frame.ts";
import { PageCache } from "../../src/index/page-cache.ts";
import { PagedFile } from "../../src/index/paged-file.ts";
import { memoryDirectory } from "../../src/storage/memory-directory.ts";
import { runSeed, seededRandom } from "../storage/random.ts";

const NUMBER = 5;
const KIND = FILE_KINDS.norms;

function opened(bytes: Uint8Array, cacheLimitBytes = 100_000): PagedFile {
	const directory = memoryDirectory();
	directory.importFiles(new Map([["file", Uint8Array.from(bytes)]]));
	return new PagedFile(
		directory,
		{ name: "file", number: NUMBER },
		KIND,
		new PageCache(cacheLimitBytes),
	);
}

function expectError(bytes: Uint8Array, code: ErrorCode, message: RegExp) {
	expect(() => opened(bytes).all()).toThrow(
		expect.objectContaining({ code, message: expect.stringMatching(message) }),
	);
}

/** A frame whose header says something else, with a checksum that agrees. */
function withHeader(at: number, value: number): Uint8Array {
	const bytes = framed(Uint8Array.of(1, 2, 3), KIND, NUMBER).slice();
	const view = new DataView(bytes.buffer);
	view.setUint16(at, value, true);
	view.setUint32(20, checksum(bytes.subarray(0, 20)), true);
	return bytes;
}

describe("a framed file", () => {
	test.each([0, 1, PAGE_BYTES - 1, PAGE_BYTES, PAGE_BYTES + 1, PAGE_BYTES * 5])(
		"gives back any part of a payload of %i bytes",
		(length) => {
			const random = seededRandom(length + runSeed());
			const payload = random.bytes(length);
			const file = opened(framed(payload, KIND, NUMBER), random.pick([0, 1e6]));
			expect(file.lengthBytes).toBe(length);
			expect([...file.all()]).toEqual([...payload]);
			file.verify();
			for (let i = 0; i < 50; i++) {
				const start = random.below(length + 1);
				const end = start + random.below(length - start + 1);
				const wanted = payload.subarray(start, end);
				const part = file.bytes(start, end);
				expect(Buffer.compare(file.peek(start, end), wanted)).toBe(0);
				file.peek(0, Math.min(length, random.below(PAGE_BYTES * 2)));
				expect(Buffer.compare(part, wanted)).toBe(0);
			}
			expect(() => file.bytes(0, length + 1)).toThrow(/the payload has/);
			expect(() => file.bytes(-1, 0)).toThrow(/the payload has/);
		},
	);

	test("of another release says which, and what to do", () => {
		expectError(withHeader(10, 3), "too-new", /version 3.*2-2.*upgrade fasou/);
		expectError(withHeader(10, 1), "too-old", /version 1.*2-2.*rebuild/);
	});

	test("of another kind or number is not taken for the one that is wanted", () => {
		expectError(withHeader(8, FILE_KINDS.ids.code), "corrupt", /found kind 7/);
		expectError(withHeader(12, 6), "corrupt", /expected number 5.*found.* 6/);
		const framedAsOther = framed(Uint8Array.of(1), KIND, NUMBER + 1);
		expectError(framedAsOther, "corrupt", /expected number 5/);
	});

	test("that is no file of fasou, or cut short, is damage", () => {
		const whole = framed(new Uint8Array(100), KIND, NUMBER);
		expectError(new Uint8Array(0), "corrupt", /expected at least 48 bytes/);
		expectError(new Uint8Array(60), "corrupt", /first bytes of a fasou file/);
		expectError(whole.subarray(0, 100), "corrupt", /footer/);
		const longer = new Uint8Array(whole.length + 1);
		longer.set(whole);
		expectError(longer, "corrupt", /footer/);
	});

	test("shows no byte of a page that does not match its checksum, and all of the others", () => {
		const bytes = framed(new Uint8Array(PAGE_BYTES * 3), KIND, NUMBER).slice();
		bytes[24 + PAGE_BYTES + 17] = 1;
		const file = opened(bytes);
		expect(file.bytes(0, PAGE_BYTES)).toHaveLength(PAGE_BYTES);
		expect(file.bytes(PAGE_BYTES * 2, PAGE_BYTES * 3)).toHaveLength(PAGE_BYTES);
		for (const read of [
			() => file.bytes(PAGE_BYTES, PAGE_BYTES + 1),
			() => file.peek(PAGE_BYTES - 1, PAGE_BYTES + 1),
			() => file.bytes(0, PAGE_BYTES * 3),
			() => file.all(),
			() => file.verify(),
		]) {
			expect(read).toThrow(/page 1 should have checksum/);
		}
	});
});
