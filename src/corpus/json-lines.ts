import { type Charset, decodeStrictly, decodeText } from "./decode-text.ts";
import type { ReadLimits } from "./read-options.ts";
import { messageOf, SourceProblem } from "./source-problem.ts";

/** A line of JSONL, numbered from 1: its value, or why it has none. */
export type JsonLine =
	| { readonly kind: "value"; readonly line: number; readonly value: unknown }
	| {
			readonly kind: "problem";
			readonly line: number;
			readonly problem: SourceProblem;
	  };

interface RawLine {
	readonly line: number;
	/** Nothing where the line was longer than the limit. */
	readonly bytes: Buffer | undefined;
}

/** The lines of JSONL from its bytes, piece by piece; blank lines are skipped. Returns what the pieces return. */
export function* readJsonLines<T>(
	chunks: Generator<Buffer, T>,
	limits: Pick<ReadLimits, "maxLineBytes">,
): Generator<JsonLine, T> {
	const lines = splitLines(chunks, limits.maxLineBytes);
	let charset: Charset | undefined;
	for (;;) {
		const next = lines.next();
		if (next.done) return next.value;
		const { line, bytes } = next.value;
		if (bytes === undefined) {
			const problem = new SourceProblem(
				"too-large",
				`line ${line} is longer than maxLineBytes = ${limits.maxLineBytes}; raise that limit, or split the record`,
			);
			yield { kind: "problem", line, problem };
			continue;
		}
		if (isBlank(bytes)) continue;
		try {
			// The first line that says anything tells the encoding of all.
			charset ??= charsetOfLine(bytes);
			const value: unknown = JSON.parse(decodeLine(bytes, charset, line));
			yield { kind: "value", line, value };
		} catch (error) {
			yield { kind: "problem", line, problem: problemOf(error, line) };
		}
	}
}

function charsetOfLine(bytes: Buffer): Charset {
	try {
		return decodeText(bytes).charset;
	} catch {
		return "utf-8";
	}
}

function decodeLine(bytes: Buffer, charset: Charset, line: number): string {
	const text = decodeStrictly(bytes, charset);
	if (text !== undefined)
		return line === 1 ? text.replace(/^\uFEFF/, "") : text;
	throw new SourceProblem(
		"bad-encoding",
		`line ${line}: expected ${charset}, as in the lines before, found bytes that are not`,
	);
}

function problemOf(error: unknown, line: number): SourceProblem {
	if (error instanceof SourceProblem) return error;
	return new SourceProblem(
		"bad-json",
		`line ${line}: expected one JSON object, found ${messageOf(error)}`,
		{ cause: error },
	);
}

const NEW_LINE = 0x0a;

function* splitLines<T>(
	chunks: Generator<Buffer, T>,
	maxLineBytes: number,
): Generator<RawLine, T> {
	let line = 0;
	let pending: Buffer[] = [];
	let pendingBytes = 0;
	let isTooLong = false;
	const take = (tail: Buffer): RawLine => {
		line++;
		const bytes =
			pending.length === 0 ? tail : Buffer.concat([...pending, tail]);
		const whole = isTooLong || bytes.length > maxLineBytes ? undefined : bytes;
		pending = [];
		pendingBytes = 0;
		isTooLong = false;
		return { line, bytes: whole };
	};
	for (;;) {
		const next = chunks.next();
		if (next.done) {
			if (pendingBytes > 0 || isTooLong) yield take(Buffer.alloc(0));
			return next.value;
		}
		const chunk = next.value;
		let start = 0;
		for (;;) {
			const end = chunk.indexOf(NEW_LINE, start);
			if (end < 0) break;
			yield take(chunk.subarray(start, end));
			start = end + 1;
		}
		if (start === chunk.length) continue;
		pendingBytes += chunk.length - start;
		if (pendingBytes > maxLineBytes) {
			isTooLong = true;
			pending = [];
		}
		if (!isTooLong) pending.push(chunk.subarray(start));
	}
}

function isBlank(bytes: Buffer): boolean {
	for (const byte of bytes) {
		if (byte !== 0x20 && byte !== 0x09 && byte !== 0x0d) return false;
	}
	return true;
}
