import fc from "fast-check";
import { expect, test } from "vitest";
import { fold } from "../../src/analysis/fold.ts";
import { lettersOf, shingleHashes } from "../../src/analysis/shingles.ts";
import {
	likeness,
	SIGNATURE_BYTES,
	signatureOf,
} from "../../src/analysis/text-signature.ts";

const letters = (text: string) => lettersOf(fold(text));
const CHARACTERS = "一丁七万丈三上下不与专且世业东丝两严丧中";
const longText = fc.string({
	unit: fc.constantFrom(...CHARACTERS),
	minLength: 100,
	maxLength: 400,
});

test("the letters of a text are the same whatever stands between them", () => {
	expect(
		letters("《民法典》第１０７９条：\n\n夫妻 一方要求離婚的，Ａbc。"),
	).toBe("民法典第1079条夫妻一方要求离婚的abc");
	expect(letters("，。\n")).toBe("");
	expect(shingleHashes("四个字啊")).toHaveLength(0);
	expect(shingleHashes("这是五个字")).toHaveLength(1);
});

test("short texts have no signature", () => {
	expect(signatureOf("文".repeat(99))).toBeUndefined();
	expect(signatureOf("文".repeat(100))).toHaveLength(SIGNATURE_BYTES);
});

test("a text is wholly like itself, and likeness is mutual and between 0 and 1", () => {
	fc.assert(
		fc.property(longText, longText, (a, b) => {
			const [ofA, ofB] = [signatureOf(a), signatureOf(b)];
			if (ofA === undefined || ofB === undefined) {
				throw new Error("a text of 100 letters has a signature");
			}
			expect(signatureOf(a)).toEqual(ofA);
			expect(likeness(ofA, ofA)).toBe(1);
			expect(likeness(ofA, ofB)).toBe(likeness(ofB, ofA));
			expect(likeness(ofA, ofB)).toBeGreaterThanOrEqual(0);
			expect(likeness(ofA, ofB)).toBeLessThanOrEqual(1);
		}),
	);
});

test("likeness is near the share of shingles in common", () => {
	const text = (from: number, to: number) =>
		Array.from({ length: to - from }, (_, i) => {
			const unit = ((from + i) * 2654435761) % 20_000;
			return String.fromCharCode(0x4e00 + unit);
		}).join("");
	const [a, b] = [signatureOf(text(0, 1000)), signatureOf(text(200, 1200))];
	// 796 of 1,196 shingles.
	expect(likeness(a ?? new Uint8Array(), b ?? new Uint8Array())).toBeCloseTo(
		0.67,
		0,
	);
});
