import { describe, expect, test } from "vitest";
import { readDictionarySources } from "../../bin/nodejieba.js";
import { compileDictionary } from "../../src/analysis/compile-dictionary.ts";
import { readDictionary, wordNumber } from "../../src/analysis/dictionary.ts";
import { checksum } from "../../src/bytes/checksum.ts";
import {
	compiledDictionary,
	compiledDictionaryBytes,
} from "../compiled-dictionary.ts";

const HMM = readDictionarySources().hmm;
const SMALL = compileDictionary({
	dictionary: "劳动 10 n\n劳动合同 5 n\n合同 20 n\n法 4 n\n",
	hmm: HMM,
});

/** SMALL with other bytes at `offset`. */
function changed(offset: number, ...bytes: number[]): Uint8Array {
	const copy = SMALL.slice();
	copy.set(bytes, offset);
	return copy;
}

function codeOf(read: () => unknown): unknown {
	try {
		return read();
	} catch (error) {
		return (error as { code?: unknown }).code;
	}
}

describe("the compiled dictionary", () => {
	test("holds each word of jieba's dictionary under a number of its own, and no other word", () => {
		const dictionary = compiledDictionary();
		const lines = readDictionarySources().dictionary.trimEnd().split("\n");
		const numbers = new Set<number>();
		const words = new Set<string>();
		for (const line of lines) {
			const word = line.slice(0, line.indexOf(" "));
			words.add(word);
			numbers.add(wordNumber(dictionary, word));
		}
		expect(numbers.has(-1)).toBe(false);
		expect(numbers.size).toBe(words.size);
		for (const word of words) {
			for (const other of [word.slice(0, -1), `${word}的`, word.slice(1)]) {
				const isWord = words.has(other);
				if (isWord !== wordNumber(dictionary, other) >= 0) {
					expect.fail(`${other} is ${isWord ? "" : "not "}a word`);
				}
			}
		}
	});

	test("is at most 6 MB", () => {
		expect(compiledDictionaryBytes().byteLength).toBeLessThan(6e6);
	});

	test("is the same bytes for the same words, and has another fingerprint for others", () => {
		const text = "劳动 10 n\n法 4 n\n";
		const first = compileDictionary({ dictionary: text, hmm: HMM });
		const again = compileDictionary({ dictionary: text, hmm: HMM });
		expect(Buffer.compare(again, first)).toBe(0);
		expect(readDictionary(first).fingerprint).toMatch(/^[0-9a-f]{8}$/);
		expect(readDictionary(first).fingerprint).not.toBe(
			readDictionary(SMALL).fingerprint,
		);
	});

	test("keeps the logarithm of each frequency's share, the least for unknown characters and the median for user words", () => {
		const { weights, userWordWeight, frequencySum } = readDictionary(SMALL);
		expect(frequencySum).toBe(39);
		expect(weights[0]).toBeCloseTo(Math.log(4 / 39), 14);
		expect(
			[...weights].slice(1).map((weight) => Math.exp(weight) * 39),
		).toEqual([4, 5, 10, 20].map((frequency) => expect.closeTo(frequency, 12)));
		expect(userWordWeight).toBeCloseTo(Math.log(10 / 39), 14);
	});

	test("is read from any place in a buffer", () => {
		for (const shift of [0, 1, 4, 8]) {
			const shifted = new Uint8Array(SMALL.length + shift).subarray(shift);
			shifted.set(SMALL);
			expect(wordNumber(readDictionary(shifted), "劳动合同")).toBe(
				wordNumber(readDictionary(SMALL), "劳动合同"),
			);
		}
	});

	test("is refused when a byte has changed, when it was cut off, or when it is something else", () => {
		for (const offset of [
			0,
			12,
			16,
			20,
			24,
			28,
			40,
			64,
			200_000,
			SMALL.length - 1,
		]) {
			const damaged = changed(offset, (SMALL[offset] ?? 0) ^ 1);
			expect(
				codeOf(() => readDictionary(damaged)),
				`byte ${offset}`,
			).toBe("corrupt");
		}
		for (const length of [0, 7, 63, 64, SMALL.length - 1]) {
			expect(codeOf(() => readDictionary(SMALL.slice(0, length)))).toBe(
				"corrupt",
			);
		}
		expect(codeOf(() => readDictionary(new Uint8Array(1000)))).toBe("corrupt");
	});

	test("of another format version is too old or too new, not corrupt", () => {
		expect(codeOf(() => readDictionary(changed(8, 1)))).toBe("too-old");
		expect(codeOf(() => readDictionary(changed(8, 3)))).toBe("too-new");
	});

	test("whose sizes do not add up is refused even if its checksum is right", () => {
		const bytes = changed(24, 1);
		new DataView(bytes.buffer).setUint32(
			16,
			checksum(bytes.subarray(20)),
			true,
		);
		expect(codeOf(() => readDictionary(bytes))).toBe("corrupt");
	});
});

describe("compiling", () => {
	test("counts words with separators, which no text can hold, and leaves them out", () => {
		const dictionary = readDictionary(
			compileDictionary({ dictionary: "好，的 6 x\n好 4 n\n", hmm: HMM }),
		);
		expect(dictionary.frequencySum).toBe(10);
		expect(wordNumber(dictionary, "好")).toBeGreaterThan(0);
		expect(wordNumber(dictionary, "好，的")).toBe(-1);
	});

	test("takes words beyond the basic plane", () => {
		const dictionary = readDictionary(
			compileDictionary({ dictionary: "𠮷野家 6 x\n𠮷 4 n\n", hmm: HMM }),
		);
		expect(wordNumber(dictionary, "𠮷野家")).toBeGreaterThan(0);
		expect(wordNumber(dictionary, "𠮷野")).toBe(-1);
	});

	test("refuses files of another form, naming the line", () => {
		const compile =
			(text: string, hmm = HMM) =>
			() =>
				compileDictionary({ dictionary: text, hmm });
		expect(compile("劳动 10 n\n劳动合同 五 n\n")).toThrow("line 2");
		expect(compile("劳动 10\n")).toThrow("line 1");
		expect(compile("劳动 10 n x\n")).toThrow("line 1");
		expect(compile("")).toThrow("found none");
		expect(compile("法 4 n\n", "1 2 3 4\n")).toThrow("expected 9 lines");
		expect(
			compile(
				"法 4 n\n",
				HMM.replace("-0.26268660809250016 -3.14e+100", "x y"),
			),
		).toThrow("HMM");
	});
});
