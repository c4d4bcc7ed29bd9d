import { NO_NUMBER } from "../index/columns.ts";
import type { IndexReader } from "../index/index-reader.ts";
import type { SegmentReader } from "../index/segment-reader.ts";
import { type Filter, isChosen } from "../query/filter.ts";

/** A filter that knows all it needs of an article by its segment. */
type SegmentFilter = Exclude<Filter, { readonly column: "edition" }>;

/** A bit for each document of a segment that a filter chooses, deleted ones too. It is shared: not to be written to. */
export function chosenDocuments(
	reader: IndexReader,
	number: number,
	filter: Filter,
): Int32Array {
	if (filter.column === "edition") {
		return reader.ofNewestEditions(number);
	}
	const segment = reader.segments[number]!;
	return segment
		.columns()
		.documentSet(JSON.stringify(filter), () => choose(segment, filter));
}

function choose(segment: SegmentReader, filter: SegmentFilter): Int32Array {
	const bits = new Int32Array(Math.ceil(segment.documents / 32));
	if ("text" in filter) {
		chooseByText(segment, filter, bits);
	} else {
		chooseByNumber(segment, filter, bits);
	}
	return bits;
}

function chooseByNumber(
	segment: SegmentReader,
	filter: Exclude<SegmentFilter, { readonly text: string }>,
	bits: Int32Array,
): void {
	const { from = NO_NUMBER + 1, to = Number.POSITIVE_INFINITY } = filter;
	const numbers = segment.columns().numbers(filter.column);
	for (let doc = 0; numbers !== undefined && doc < numbers.length; doc++) {
		const number = numbers[doc]!;
		if (number !== NO_NUMBER && number >= from && number <= to) {
			bits[doc >>> 5]! |= 1 << (doc & 31);
		}
	}
}

function chooseByText(
	segment: SegmentReader,
	filter: Extract<Filter, { readonly text: string }>,
	bits: Int32Array,
): void {
	const texts = segment.columns().texts(filter.column);
	if (texts === undefined) {
		return;
	}
	const { values, ids } = texts;
	const chosen = Uint8Array.from([
		0,
		...values.map((value) => Number(isChosen(filter, value))),
	]);
	if (!chosen.includes(1)) {
		return;
	}
	for (let doc = 0; doc < ids.length; doc++) {
		if (chosen[ids[doc]!] === 1) {
			bits[doc >>> 5]! |= 1 << (doc & 31);
		}
	}
}
