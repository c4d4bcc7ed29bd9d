import { ByteReader } from "./byte-reader.ts";
import { ByteWriter } from "./byte-writer.ts";
import { int32Column, uint16Column } from "./columns.ts";

/*
 * A column of numbers of one width, as they are or as runs of equal ones, whichever is shorter: articles of one source share
 * much (FORMAT.md, "Columns of runs").
 */

/** Bytes of each number. */
export type Width = 1 | 2 | 4;
export type Column<W extends Width> = W extends 1
	? Uint8Array
	: W extends 2
		? Uint16Array
		: Int32Array;

const PLAIN = 0;
const RUNS = 1;

/** Numbers beyond the width lose what does not fit. */
export function packColumn(
	values: Int32Array | Uint8Array,
	width: Width,
): Uint8Array {
	const runs = packRuns(values, width);
	if (runs !== undefined) {
		return runs;
	}
	const out = new ByteWriter(1 + values.length * width);
	out.u8(PLAIN);
	for (const value of values) {
		putNumber(out, value, width);
	}
	return out.view();
}

/** Two columns of 32 bits, behind the length of the first. */
export function packColumnPair(
	first: Int32Array,
	second: Int32Array,
): Uint8Array {
	const packed = packColumn(first, 4);
	const out = new ByteWriter();
	out.u32(packed.length);
	out.bytes(packed);
	out.bytes(packColumn(second, 4));
	return out.view();
}

/** The columns of so many numbers each that `packColumnPair` wrote. */
export function unpackColumnPair(
	bytes: Uint8Array,
	count: number,
): readonly [Int32Array, Int32Array] {
	const reader = new ByteReader(bytes);
	const firstBytes = reader.u32();
	const start = reader.offset;
	return [
		unpackColumn(bytes, start, count, 4),
		unpackColumn(bytes, start + firstBytes, count, 4),
	];
}

/** Calls `visit` with each stretch `[from, to)` of equal numbers of the first column. */
export function visitRunsOfFirst(
	bytes: Uint8Array,
	count: number,
	visit: VisitRun,
): void {
	const reader = new ByteReader(bytes);
	visitRuns(reader.bytes(reader.u32()), count, visit);
}

/** Undefined where the numbers as they are take no more. */
function packRuns(
	values: Int32Array | Uint8Array,
	width: Width,
): Uint8Array | undefined {
	const out = new ByteWriter();
	out.u8(RUNS);
	for (let from = 0; from < values.length; ) {
		const value = values[from]!;
		let to = from + 1;
		while (to < values.length && values[to] === value) {
			to++;
		}
		putNumber(out, value, width);
		out.varint(to - from);
		from = to;
		if (out.length > values.length * width) {
			return undefined;
		}
	}
	return out.view();
}

function putNumber(out: ByteWriter, value: number, width: Width): void {
	switch (width) {
		case 1:
			out.u8(value);
			return;
		case 2:
			out.u16(value);
			return;
		case 4:
			out.u32(value);
			return;
	}
}

/** Told of a stretch `[from, to)` of equal numbers. */
export type VisitRun = (value: number, from: number, to: number) => void;

/** Calls `visit` with each stretch of equal numbers, of a column of 4 bytes a number: much less than unpacking where runs are long. */
export function visitRuns(
	bytes: Uint8Array,
	count: number,
	visit: VisitRun,
): void {
	if (bytes[0] === PLAIN) {
		plainColumn(bytes, 1, count, 4).forEach((value, at) => {
			visit(value, at, at + 1);
		});
		return;
	}
	readRuns(bytes, 1, count, 4, visit);
}

/** The column of so many numbers that the bytes from `offset` on hold; perhaps a view of them. */
export function unpackColumn<W extends Width>(
	bytes: Uint8Array,
	offset: number,
	count: number,
	width: W,
): Column<W>;
export function unpackColumn(
	bytes: Uint8Array,
	offset: number,
	count: number,
	width: Width,
): Column<Width> {
	if (bytes[offset] === PLAIN) {
		return plainColumn(bytes, offset + 1, count, width);
	}
	const values = emptyColumn(count, width);
	readRuns(bytes, offset + 1, count, width, (value, from, to) => {
		if (to === from + 1) {
			values[from] = value;
		} else {
			values.fill(value, from, to);
		}
	});
	return values;
}

/**
 * What `packRuns` wrote, behind the byte that says so. A plain loop on variables of its own: a cold search spends milliseconds here, where nothing is
 * optimized yet.
 */
function readRuns(
	bytes: Uint8Array,
	start: number,
	count: number,
	width: Width,
	visit: VisitRun,
): void {
	let at = start;
	for (let from = 0; from < count; ) {
		let value = bytes[at++]!;
		for (let shift = 8; shift < width * 8; shift += 8) {
			value |= bytes[at++]! << shift;
		}
		let length = bytes[at++]!;
		if (length >= 0x80) {
			const reader = new ByteReader(bytes, at - 1);
			length = reader.varint();
			at = reader.offset;
		}
		if (at > bytes.length) {
			throw new RangeError(`${at} bytes of runs wanted of ${bytes.length}`);
		}
		visit(value, from, from + length);
		from += length;
	}
}

function plainColumn(
	bytes: Uint8Array,
	offset: number,
	count: number,
	width: Width,
): Column<Width> {
	switch (width) {
		case 1:
			return bytes.subarray(offset, offset + count);
		case 2:
			return uint16Column(bytes, offset, count);
		case 4:
			return int32Column(bytes, offset, count);
	}
}

function emptyColumn(count: number, width: Width): Column<Width> {
	switch (width) {
		case 1:
			return new Uint8Array(count);
		case 2:
			return new Uint16Array(count);
		case 4:
			return new Int32Array(count);
	}
}
