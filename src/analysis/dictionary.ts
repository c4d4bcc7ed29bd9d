import { checksum } from "../bytes/checksum.ts";
import { SearchError } from "../errors.ts";
import { NOT_IN_DICTIONARY } from "./cuts.ts";
import { type HmmModel, STATE_COUNT } from "./hmm.ts";

/** Code of the units at which cppjieba breaks a text before it looks for words. */
export const SEPARATOR = 0xffff;

/*
 * The trie is a double array: the child of a cell by a unit's code is in cell base + code, and is its child if its label is that code.
 * A cell is six bytes: a link of base (20 bits; 0: no children) and the label's lower 12 bits, enough to see that most steps fail, and a
 * value of the label's upper 3 bits and an index into the weights (13 bits; 0: no word ends here). The root's base is 0, and cells below
 * the first free code belong to it.
 */
export const BASE_SHIFT = 12;
export const LABEL_LOW_MASK = 0xfff;
export const LABEL_HIGH_SHIFT = 13;
export const WEIGHT_MASK = 0x1fff;

/** Label of a cell that is nobody's child; codes are less. */
export const NO_LABEL = 0x7fff;
export const BASE_LIMIT = 1 << 20;

/** The compiled dictionary: views over the bytes it was read from. */
export interface Dictionary {
	/** Checksum of the texts of jieba that it was compiled from: equal dictionaries, equal cuts but for the legal words. */
	readonly fingerprint: string;
	/** Checksums of the lists that the package ships beside it: equal lists need not be read from an index's copies. */
	readonly lists: PackageLists;
	/** Code of each UTF-16 unit: 0 for those in no word, `SEPARATOR` for separators. */
	readonly codes: Uint16Array;
	/** Base and lower label of each cell. */
	readonly links: Int32Array;
	/** Upper label and weight of each cell. */
	readonly values: Uint16Array;
	/** Distinct log probabilities of words; 0 is that of a character in no word, the least of all. */
	readonly weights: Float64Array;
	readonly hmm: HmmModel;
	/** Sum of all words' frequencies: a word's weight is ln(frequency / sum). */
	readonly frequencySum: number;
	/** Weight of a user's word that has no frequency: the median. */
	readonly userWordWeight: number;
	/** The legal words that were compiled in, in pairs: the cell of a word, and the index of its weight in jieba's own dictionary (0: not in it). */
	readonly legalWords: Int32Array;
}

/** What `listFingerprint` says of each list. */
export interface PackageLists {
	readonly legalWords: string;
	readonly laws: string;
}

/** What `writeDictionary` writes. */
export type DictionaryParts = Dictionary;

/** The dictionary as jieba has it, without the legal words: for an index that was made with another list of them. */
export function withoutLegalWords(dictionary: Dictionary): Dictionary {
	const values = dictionary.values.slice();
	const { legalWords } = dictionary;
	for (let i = 0; i < legalWords.length; i += 2) {
		const cell = legalWords[i]!;
		values[cell] = (values[cell]! & ~WEIGHT_MASK) | legalWords[i + 1]!;
	}
	return {
		...dictionary,
		values,
		lists: { ...dictionary.lists, legalWords: "" },
		legalWords: new Int32Array(0),
	};
}

/*
 * The file, little-endian; sections begin on multiples of eight.
 *
 *   0  "fasoudic"        20  u32 cells             40  f64 frequencySum
 *   8  u32 version       24  u32 weights           48  f64 userWordWeight
 *  12  u32 bytes in all  28  u32 emission rows     56  u32 checksum of the list of legal words
 *  16  u32 CRC of what   32  u32 legal words       60  u32 checksum of the list of laws
 *      is behind byte 20 36  u32 checksum of       64  codes, links, values, weights,
 *                            jieba's texts             start, transitions, emissions, legal words
 */
const MAGIC = 0x636964756f736166n;
const VERSION = 2;
const HEADER_BYTES = 64;
const CHECKED_FROM = 20;
const UNIT_COUNT = 0x10000;

interface Sizes {
	readonly cells: number;
	readonly weights: number;
	readonly emissionRows: number;
	readonly legalWords: number;
}

function sectionStarts({ cells, weights, emissionRows, legalWords }: Sizes) {
	const linksAt = HEADER_BYTES + UNIT_COUNT * 2;
	const valuesAt = linksAt + aligned(cells * 4);
	const weightsAt = valuesAt + aligned(cells * 2);
	const startAt = weightsAt + weights * 8;
	const transitionsAt = startAt + STATE_COUNT * 8;
	const emissionsAt = transitionsAt + STATE_COUNT * STATE_COUNT * 8;
	const legalWordsAt = emissionsAt + emissionRows * STATE_COUNT * 8;
	const byteLength = legalWordsAt + legalWords * 8;
	return {
		linksAt,
		valuesAt,
		weightsAt,
		startAt,
		transitionsAt,
		emissionsAt,
		legalWordsAt,
		byteLength,
	};
}

function aligned(byteLength: number): number {
	return Math.ceil(byteLength / 8) * 8;
}

export function writeDictionary(parts: DictionaryParts): Uint8Array {
	const sizes: Sizes = {
		cells: parts.links.length,
		weights: parts.weights.length,
		emissionRows: parts.hmm.emissions.length / STATE_COUNT,
		legalWords: parts.legalWords.length / 2,
	};
	const at = sectionStarts(sizes);
	const bytes = new Uint8Array(at.byteLength);
	const header = new DataView(bytes.buffer);
	header.setBigUint64(0, MAGIC, true);
	header.setUint32(8, VERSION, true);
	header.setUint32(12, at.byteLength, true);
	header.setUint32(20, sizes.cells, true);
	header.setUint32(24, sizes.weights, true);
	header.setUint32(28, sizes.emissionRows, true);
	header.setUint32(32, sizes.legalWords, true);
	header.setUint32(36, Number.parseInt(parts.fingerprint, 16), true);
	header.setFloat64(40, parts.frequencySum, true);
	header.setFloat64(48, parts.userWordWeight, true);
	header.setUint32(56, checksumOf(parts.lists.legalWords), true);
	header.setUint32(60, checksumOf(parts.lists.laws), true);
	const place = (section: ArrayBufferView, offset: number) =>
		bytes.set(
			new Uint8Array(section.buffer, section.byteOffset, section.byteLength),
			offset,
		);
	place(parts.codes, HEADER_BYTES);
	place(parts.links, at.linksAt);
	place(parts.values, at.valuesAt);
	place(parts.weights, at.weightsAt);
	place(parts.hmm.start, at.startAt);
	place(parts.hmm.transitions, at.transitionsAt);
	place(parts.hmm.emissions, at.emissionsAt);
	place(parts.legalWords, at.legalWordsAt);
	header.setUint32(16, checksum(bytes.subarray(CHECKED_FROM)), true);
	return bytes;
}

/** Views over `bytes`, which must not change afterwards; throws `too-old`, `too-new` or `corrupt`. */
export function readDictionary(bytes: Uint8Array): Dictionary {
	const { buffer, byteOffset, byteLength } =
		bytes.byteOffset % 8 === 0 ? bytes : new Uint8Array(bytes);
	const header = new DataView(buffer, byteOffset, byteLength);
	checkHeader(header, bytes);
	const sizes: Sizes = {
		cells: header.getUint32(20, true),
		weights: header.getUint32(24, true),
		emissionRows: header.getUint32(28, true),
		legalWords: header.getUint32(32, true),
	};
	const at = sectionStarts(sizes);
	if (at.byteLength !== byteLength) {
		throw corrupt(`sections of ${at.byteLength} bytes`, `${byteLength} bytes`);
	}
	const floats = (offset: number, count: number) =>
		new Float64Array(buffer, byteOffset + offset, count);
	return {
		fingerprint: textsFingerprint(header),
		lists: {
			legalWords: fingerprintOf(header.getUint32(56, true)),
			laws: fingerprintOf(header.getUint32(60, true)),
		},
		codes: new Uint16Array(buffer, byteOffset + HEADER_BYTES, UNIT_COUNT),
		links: new Int32Array(buffer, byteOffset + at.linksAt, sizes.cells),
		values: new Uint16Array(buffer, byteOffset + at.valuesAt, sizes.cells),
		weights: floats(at.weightsAt, sizes.weights),
		hmm: {
			start: floats(at.startAt, STATE_COUNT),
			transitions: floats(at.transitionsAt, STATE_COUNT * STATE_COUNT),
			emissions: floats(at.emissionsAt, sizes.emissionRows * STATE_COUNT),
		},
		frequencySum: header.getFloat64(40, true),
		userWordWeight: header.getFloat64(48, true),
		legalWords: new Int32Array(
			buffer,
			byteOffset + at.legalWordsAt,
			sizes.legalWords * 2,
		),
	};
}

/** What `readDictionary` would say of the fingerprint, from the first bytes of the file alone; nothing for another kind of file. */
export function dictionaryFingerprint(start: Uint8Array): string | undefined {
	const header = new DataView(start.buffer, start.byteOffset, start.byteLength);
	return start.byteLength >= HEADER_BYTES &&
		header.getBigUint64(0, true) === MAGIC &&
		header.getUint32(8, true) === VERSION
		? textsFingerprint(header)
		: undefined;
}

function textsFingerprint(header: DataView): string {
	return header.getUint32(36, true).toString(16);
}

/** The number of a list's fingerprint; 0 for no list. */
function checksumOf(fingerprint: string): number {
	return fingerprint === "" ? 0 : Number.parseInt(fingerprint, 16);
}

function fingerprintOf(checksumOfList: number): string {
	return checksumOfList === 0 ? "" : checksumOfList.toString(16);
}

/** Checks everything but the sections' sizes. */
function checkHeader(header: DataView, bytes: Uint8Array): void {
	if (new Uint8Array(new Uint16Array([1]).buffer)[0] !== 1) {
		throw new SearchError(
			"corrupt",
			"dictionary: expected a little-endian machine, found a big-endian one",
		);
	}
	if (
		bytes.byteLength < HEADER_BYTES ||
		header.getBigUint64(0, true) !== MAGIC
	) {
		throw corrupt("a compiled dictionary", "a file of another kind");
	}
	const version = header.getUint32(8, true);
	if (version !== VERSION) {
		throw new SearchError(
			version < VERSION ? "too-old" : "too-new",
			`dictionary: format version ${version}, this release reads ${VERSION}; use the dictionary that came with this release`,
		);
	}
	const byteLength = header.getUint32(12, true);
	if (byteLength !== bytes.byteLength) {
		throw corrupt(`${byteLength} bytes`, `${bytes.byteLength} bytes`);
	}
	const expected = header.getUint32(16, true);
	const found = checksum(bytes.subarray(CHECKED_FROM));
	if (expected !== found) {
		throw corrupt(
			`checksum ${expected.toString(16)}`,
			`checksum ${found.toString(16)}`,
		);
	}
}

function corrupt(expected: string, found: string): SearchError {
	return new SearchError(
		"corrupt",
		`dictionary: expected ${expected}, found ${found}; install fasou again or build it again`,
	);
}

/** The cell at which `text` ends, be it a word or the beginning of one, or 0. */
export function findCell(
	{ codes, links, values }: Pick<Dictionary, "codes" | "links" | "values">,
	text: string,
): number {
	let cell = 0;
	for (let i = 0; i < text.length; i++) {
		const code = codes[text.charCodeAt(i)]!;
		const base = links[cell]! >>> BASE_SHIFT;
		if (code === 0 || code === SEPARATOR || (i > 0 && base === 0)) {
			return 0;
		}
		cell = base + code;
		const hasLabel =
			(links[cell]! & LABEL_LOW_MASK) === (code & LABEL_LOW_MASK) &&
			values[cell]! >>> LABEL_HIGH_SHIFT === code >>> BASE_SHIFT;
		if (!hasLabel) {
			return 0;
		}
	}
	return cell;
}

/** The number of `word`, or `NOT_IN_DICTIONARY`. */
export function wordNumber(dictionary: Dictionary, word: string): number {
	const cell = findCell(dictionary, word);
	return cell !== 0 && (dictionary.values[cell]! & WEIGHT_MASK) !== 0
		? cell
		: NOT_IN_DICTIONARY;
}
