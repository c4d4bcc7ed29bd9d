import { NO_NUMBER, type TextColumn } from "../index/columns.ts";
import type { IndexReader } from "../index/index-reader.ts";
import type { SegmentReader } from "../index/segment-reader.ts";
import { authorNames } from "../query/author-names.ts";
import { categoryPath } from "../query/category-path.ts";
import { plainValue } from "../query/filter.ts";
import { citedLaws } from "./cited-laws.ts";
import type { MatchSet } from "./match-set.ts";

/** What articles are counted by. */
export const FACETS = ["category", "author", "year", "law", "cites"] as const;
export type FacetName = (typeof FACETS)[number];

export interface FacetValue {
	readonly value: string;
	readonly count: number;
}

/** What the documents of a segment are counted by: numbers, and what each of them stands for. */
interface FacetColumn {
	/** The values of each number: several where it is of a category with levels, or of several authors. */
	readonly values: readonly (readonly KeyedValue[])[];
	/** One number a document. */
	readonly numbers: ArrayLike<number>;
	/** Where there are any, document d has the numbers from `starts[d]` to before `starts[d + 1]`. */
	readonly starts?: Int32Array;
}

/** A value, and what is equal for values that are one. */
interface KeyedValue {
	readonly key: string;
	readonly value: string;
}

/** The first of a facet's values, and how many there are. */
export interface FacetCounts {
	readonly values: readonly FacetValue[];
	readonly distinct: number;
}

const DAY_MS = 86_400_000;

/** Counts matches by values over the segments of a reader. A segment's column is made when it is first counted by. */
export class FacetCounter {
	readonly #reader: IndexReader;
	readonly #columns = new Map<FacetName, (FacetColumn | undefined)[]>();

	constructor(reader: IndexReader) {
		this.#reader = reader;
	}

	/**
	 * How many matches have each value. Values that differ in width, case or white space alone are one, written as the first of them in
	 * code-unit order.
	 */
	count(
		name: FacetName,
		matches: readonly MatchSet[],
		limit: number,
	): FacetCounts {
		const found = new Map<string, FacetValue>();
		this.#reader.segments.forEach((segment, i) => {
			const column = this.#column(name, segment, i);
			if (column === undefined) {
				return;
			}
			const counts = new Int32Array(column.values.length);
			for (const { docs } of matches) {
				countNumbers(column, docs[i]!, counts);
			}
			counts.forEach((count, number) => {
				for (const value of count === 0 ? [] : column.values[number]!) {
					add(found, value, count);
				}
			});
		});
		const values =
			name === "year"
				? [...found.values()].sort(newestFirst).slice(0, limit)
				: mostFirst([...found.values()], limit);
		return { values, distinct: found.size };
	}

	#column(
		name: FacetName,
		segment: SegmentReader,
		i: number,
	): FacetColumn | undefined {
		let columns = this.#columns.get(name);
		if (columns === undefined) {
			columns = [];
			this.#columns.set(name, columns);
		}
		if (!(i in columns)) {
			columns[i] = readColumn(name, segment);
		}
		return columns[i];
	}
}

function countNumbers(
	{ numbers, starts }: FacetColumn,
	docs: Int32Array,
	counts: Int32Array,
): void {
	for (let i = 0; i < docs.length; i++) {
		const doc = docs[i]!;
		if (starts === undefined) {
			counts[numbers[doc]!]!++;
			continue;
		}
		for (let at = starts[doc]!; at < starts[doc + 1]!; at++) {
			counts[numbers[at]!]!++;
		}
	}
}

function add(
	found: Map<string, FacetValue>,
	{ key, value }: KeyedValue,
	count: number,
): void {
	const known = found.get(key);
	found.set(
		key,
		known === undefined
			? { value, count }
			: {
					value: value < known.value ? value : known.value,
					count: count + known.count,
				},
	);
}

/** Those of the most articles; of thousands only the few that are wanted are put in order. */
function mostFirst(
	values: readonly FacetValue[],
	limit: number,
): readonly FacetValue[] {
	const counts = Int32Array.from(values, ({ count }) => count).sort();
	const least = counts[Math.max(0, counts.length - limit)] ?? 0;
	return values
		.filter(({ count }) => count >= least)
		.sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
		.slice(0, limit);
}

function newestFirst(a: FacetValue, b: FacetValue): number {
	return Number(b.value) - Number(a.value);
}

/** Undefined where no document has a value. */
function readColumn(
	name: FacetName,
	segment: SegmentReader,
): FacetColumn | undefined {
	switch (name) {
		case "category":
			return textColumn(segment, name, (category) => {
				const levels = category.split("\n").map((level) => level.trim());
				return levels.map((_, i) => categoryPath(levels.slice(0, i + 1)));
			});
		case "author":
			return textColumn(segment, name, authorNames);
		case "law":
			return textColumn(segment, name, (law) => [law.trim()]);
		case "year":
			return yearColumn(segment);
		case "cites": {
			const { laws, starts, ordinals } = citedLaws(segment);
			const values = laws.map((law) => [{ key: law, value: law }]);
			return { values, numbers: ordinals, starts };
		}
		default:
			return name satisfies never;
	}
}

function textColumn(
	segment: SegmentReader,
	name: TextColumn,
	valuesOf: (text: string) => readonly string[],
): FacetColumn | undefined {
	const texts = segment.columns().texts(name);
	const keyed = (text: string) => {
		const byKey = new Map(
			valuesOf(text).map((value) => [plainValue(value), value]),
		);
		return [...byKey].map(([key, value]) => ({ key, value }));
	};
	return (
		texts && { values: [[], ...texts.values.map(keyed)], numbers: texts.ids }
	);
}

function yearColumn(segment: SegmentReader): FacetColumn | undefined {
	const days = segment.columns().numbers("day");
	if (days === undefined) {
		return undefined;
	}
	const numbers = new Uint16Array(days.length);
	const values: KeyedValue[][] = [[]];
	const byYear = new Map<number, number>();
	const byDay = new Map<number, number>([[NO_NUMBER, 0]]);
	days.forEach((day, doc) => {
		let number = byDay.get(day);
		if (number === undefined) {
			const year = new Date(day * DAY_MS).getUTCFullYear();
			number = byYear.get(year) ?? values.length;
			if (number === values.length) {
				values.push([{ key: String(year), value: String(year) }]);
				byYear.set(year, number);
			}
			byDay.set(day, number);
		}
		numbers[doc] = number;
	});
	return { values, numbers };
}
