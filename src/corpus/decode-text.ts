import { Buffer, isUtf8 } from "node:buffer";
import { SourceProblem } from "./source-problem.ts";

/** The encodings that Chinese sites have used. GB2312 and GBK are read as GB18030, which contains them. */
export type Charset = "utf-8" | "utf-16le" | "utf-16be" | "gb18030" | "big5";

export interface DecodedText {
	readonly text: string;
	readonly charset: Charset;
}

/**
 * Bytes → text, every byte of it or a `bad-encoding`. A byte order mark and strict UTF-8 speak for themselves; else
 * the encodings that can decode all of it are weighed by how much the text reads like Chinese. What the source
 * declares only settles a tie, since declarations are often wrong.
 */
export function decodeText(bytes: Uint8Array, declared?: string): DecodedText {
	const marked = byteOrderMark(bytes);
	if (marked !== undefined) {
		const text = decodeStrictly(bytes.subarray(marked.length), marked.charset);
		if (text !== undefined) return { text, charset: marked.charset };
	}
	const rest = marked === undefined ? bytes : bytes.subarray(marked.length);
	const utf8 = decodeStrictly(rest, "utf-8");
	if (utf8 !== undefined && isSurelyUtf8(utf8)) {
		return { text: utf8, charset: "utf-8" };
	}
	const hint = declared === undefined ? undefined : charsetNamed(declared);
	let best: (DecodedText & { readonly score: number }) | undefined;
	for (const charset of CANDIDATES) {
		const text = charset === "utf-8" ? utf8 : decodeStrictly(rest, charset);
		if (text === undefined) continue;
		const score = plausibility(text) + advantageOf(charset, hint);
		if (score > Math.max(best?.score ?? 0, LEAST_SCORE)) {
			best = { text, charset, score };
		}
	}
	if (best !== undefined) return { text: best.text, charset: best.charset };
	if (utf8 !== undefined) return { text: utf8, charset: "utf-8" };
	throw undecodable(rest, hint ?? "utf-8");
}

/** Below this a text reads like noise. */
const LEAST_SCORE = 0.2;

/** Valid UTF-8 is hardly ever anything else, and nearly any bytes are valid UTF-16. */
function advantageOf(charset: Charset, hint: Charset | undefined): number {
	const prior =
		charset === "utf-8" ? 0.5 : charset.startsWith("utf-16") ? -0.2 : 0;
	return charset === hint ? prior + DECLARED_BONUS : prior;
}

/** Our name of a declared encoding (`gb2312`, `GBK`, `utf8`, `big5-hkscs` …), or nothing. */
export function charsetNamed(label: string): Charset | undefined {
	const name = label.toLowerCase().replace(/[^a-z0-9]/g, "");
	if (name === "utf8" || name === "unicode11utf8") return "utf-8";
	if (
		/^(gb2312|gbk|gb18030|gb231280|xgbk|cp936|ms936|euccn|chinese)$/.test(name)
	)
		return "gb18030";
	if (/^(big5|big5hkscs|cnbig5|xxbig5|cp950)$/.test(name)) return "big5";
	if (name === "utf16be") return "utf-16be";
	if (name === "utf16le" || name === "utf16" || name === "unicode")
		return "utf-16le";
	return undefined;
}

const CANDIDATES: readonly Charset[] = [
	"utf-8",
	"gb18030",
	"big5",
	"utf-16le",
	"utf-16be",
];
const DECLARED_BONUS = 0.05;
/** Texts are weighed by at most this much of them. */
const SAMPLE_LENGTH = 20_000;

function byteOrderMark(
	bytes: Uint8Array,
): { length: number; charset: Charset } | undefined {
	const [a, b, c, d] = bytes;
	if (a === 0xef && b === 0xbb && c === 0xbf)
		return { length: 3, charset: "utf-8" };
	if (a === 0xff && b === 0xfe) return { length: 2, charset: "utf-16le" };
	if (a === 0xfe && b === 0xff) return { length: 2, charset: "utf-16be" };
	if (a === 0x84 && b === 0x31 && c === 0x95 && d === 0x33)
		return { length: 4, charset: "gb18030" };
	return undefined;
}

/** The text, or nothing where a byte does not belong to the encoding. */
export function decodeStrictly(
	bytes: Uint8Array,
	charset: Charset,
): string | undefined {
	if (charset === "utf-8") {
		// Three times as fast as a strict TextDecoder.
		if (!isUtf8(bytes)) return undefined;
		return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString();
	}
	try {
		return new TextDecoder(charset, { fatal: true, ignoreBOM: true }).decode(
			bytes,
		);
	} catch {
		return undefined;
	}
}

/** Three-byte characters hardly ever come out of other encodings by chance; NULs may be halves of UTF-16. */
function isSurelyUtf8(text: string): boolean {
	if (/[\u0800-\uffff]/.test(text)) return true;
	return !/[\0\u0080-\u07ff]/.test(text);
}

/** The most frequent characters of Chinese prose, simplified and traditional. */
const FREQUENT =
	"的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家事成方多经去法学如都同现当没动面起看定天分还进好小部其些主样理心本前开但因只从想实日者意无力与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问最重并物手应向头文体政美相见被利二等产或新己制身果加月合回特代内信表化老给世位次度门任常先通教原东声提立及比员解水名论处走义各入几口认条平系气题活更别打女变四总何电数安少报才结反受目太量再建务做接必场件计管期市直资命山金指统区保至形社便决治五基书非则权" +
	"這個們來為國說時會對過發後裡種經學現當沒動還進樣開從實無長機與關點業將兩間問應體見產給門東聲員論處義幾認條係氣題別變總電數報結務場計區則權";

/**
 * From about 0 (noise) to 1: the share of characters beyond ASCII that Chinese prose is made of; negative for
 * rubbish, and for a text of Chinese characters without a single frequent one.
 */
export function plausibility(text: string): number {
	const frequent = new Set(FREQUENT);
	let sum = 0;
	let count = 0;
	let isKnown = false;
	const sample =
		text.length > SAMPLE_LENGTH ? text.slice(0, SAMPLE_LENGTH) : text;
	for (const character of sample) {
		const code = character.codePointAt(0) ?? 0;
		if (code < 0x80) {
			if (code < 0x20 && code !== 9 && code !== 10 && code !== 13) {
				sum -= 1;
				count++;
			}
			continue;
		}
		count++;
		if (frequent.has(character)) {
			isKnown = true;
			sum += 1;
		} else {
			sum += weightOf(code);
		}
	}
	// ASCII speaks neither for nor against; a text of nothing else is a text.
	if (count === 0) return 1;
	return isKnown || sum < 0 ? sum / count : -1;
}

function weightOf(code: number): number {
	if (code >= 0x4e00 && code <= 0x9fff) return 0.25;
	if ((code >= 0x3001 && code <= 0x301f) || (code >= 0xff01 && code <= 0xff5e))
		return 0.5;
	if (code >= 0x2010 && code <= 0x2026) return 0.4;
	if (code >= 0xe000 && code <= 0xf8ff) return -1;
	if (code < 0xa0 || code === 0xfffd || (code & 0xfffe) === 0xfffe) return -1;
	if (code >= 0xac00 && code <= 0xd7ff) return -0.5;
	if (code < 0x2000) return -0.2;
	return 0;
}

function undecodable(bytes: Uint8Array, expected: Charset): SourceProblem {
	const start = bytes.subarray(0, MOST_SEARCHED_BYTES);
	const offset = firstBadOffset(start, expected);
	const byte = start[offset]?.toString(16).toUpperCase().padStart(2, "0");
	const where =
		byte === undefined
			? ""
			: ` (as ${expected} it breaks at byte ${offset}, ${byte})`;
	return new SourceProblem(
		"bad-encoding",
		`expected text in UTF-8, UTF-16, GB18030 (GBK, GB2312) or Big5, found bytes that are none of them${where}; save it as UTF-8`,
	);
}

/** The place of the first bad byte is looked for in so many. */
const MOST_SEARCHED_BYTES = 2 ** 20;

/** Where a strict decoder stops, by halving. */
function firstBadOffset(bytes: Uint8Array, charset: Charset): number {
	let good = 0;
	let bad = bytes.length + 1;
	while (bad - good > 1) {
		const middle = (good + bad) >> 1;
		try {
			const decoder = new TextDecoder(charset, { fatal: true });
			decoder.decode(bytes.subarray(0, middle), {
				stream: middle <= bytes.length,
			});
			good = middle;
		} catch {
			bad = middle;
		}
	}
	return Math.max(0, bad - 1);
}
