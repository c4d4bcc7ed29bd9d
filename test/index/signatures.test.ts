import fc from "fast-check";
import { expect, test } from "vitest";
import { SIGNATURE_BYTES } from "../../src/analysis/text-signature.ts";
import {
	SignaturesReader,
	SignaturesWriter,
} from "../../src/index/signatures.ts";
import { writtenFile } from "./one-file.ts";

const signature = fc.uint8Array({
	minLength: SIGNATURE_BYTES,
	maxLength: SIGNATURE_BYTES,
});

test("signatures are read as they were written, of those documents that have one", () => {
	fc.assert(
		fc.property(
			fc.array(fc.option(signature, { nil: undefined }), { minLength: 1 }),
			(signatures) => {
				const writer = new SignaturesWriter();
				for (const one of signatures) {
					writer.add(one);
				}
				const bytes = writer.bytes();
				if (bytes === undefined) {
					expect(signatures.every((one) => one === undefined)).toBe(true);
					return;
				}
				const file = writtenFile("signatures", (out) => out.append(bytes));
				const reader = new SignaturesReader(file, signatures.length);
				expect(signatures.map((_, doc) => reader.of(doc))).toEqual(signatures);
			},
		),
	);
});

test("a file with more or fewer signatures than its bits say is damaged", () => {
	const file = writtenFile("signatures", (out) =>
		out.append(Uint8Array.of(0b11, ...new Uint8Array(SIGNATURE_BYTES))),
	);
	expect(() => new SignaturesReader(file, 2)).toThrow(
		/2 signatures take 65 bytes, found 33/,
	);
});
