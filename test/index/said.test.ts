import { expect, test } from "vitest";
import { ByteCache } from "../../src/index/byte-cache.ts";
import { createCaches } from "../../src/index/index-reader.ts";
import {
	type SaidText,
	SaidWriter,
	type TextsToCompare,
} from "../../src/index/said.ts";
import { SegmentReader } from "../../src/index/segment-reader.ts";
import { SaidField } from "../../src/search/said-field.ts";
import { memoryDirectory } from "../../src/storage/memory-directory.ts";

const compare: TextsToCompare["compared"] = (text) => ({
	word: text.split(" "),
	character: [],
	pair: [],
});

/** Of a term that so many units have; few units are weighed as 1,000. */
const idf = (units: number) =>
	Math.log(1 + (1000 - units + 0.5) / (units + 0.5));

const said = (text: string, times = 1): SaidText => ({ text, times });

/** What is said of units 10, 20 …, as one field. */
function fieldOf(
	units: readonly (readonly SaidText[])[],
	{ scoring = { k1: 0.6, b: 0 }, cut = compare, cacheBytes = 100_000 } = {},
): SaidField {
	const writer = new SaidWriter({ compared: cut });
	units.forEach((texts, i) => {
		writer.add((i + 1) * 10, texts);
	});
	const directory = memoryDirectory();
	const segment = writer.write(directory, () => 1);
	if (segment === undefined) {
		throw new Error("expected a segment");
	}
	const entry = { ...segment, deletedDocuments: 0 };
	const reader = new SegmentReader(directory, entry, createCaches(1_000_000));
	return new SaidField(
		reader,
		{ ...scoring, leastUnits: 1000 },
		new ByteCache(cacheBytes),
	);
}

function scoresOf(field: SaidField, query: string, keys: number[]): number[] {
	return [...field.scoresOf(field.find(compare(query)), keys)];
}

test("only units of which something is said count in the statistics, and length does not matter", () => {
	const field = fieldOf([[said("押金 不退")], [said("加班费 怎么 算 才 对")]]);
	const found = field.find(compare("押金 加班费 别的"));
	// N = 1000, n = 1: ln(1 + 999.5 / 1.5); of what nobody said: ln(1 + 1000.5 / 0.5)
	expect([...found.ofUnits]).toEqual([
		expect.closeTo(idf(1), 12),
		expect.closeTo(idf(1), 12),
	]);
	expect(found.ideal).toBeCloseTo(2 * idf(1) + idf(0), 12);
});

test("a text said often counts more, by the logarithm of how often", () => {
	const field = fieldOf([[said("押金", 8)], [said("押金")], [said("x")]]);
	// 1 + ln 8 = 3.08
	expect(scoresOf(field, "押金", [10, 20, 30])).toEqual([
		expect.closeTo((idf(2) * 3 * 1.6) / (3 + 0.6), 12),
		expect.closeTo(idf(2), 12),
		0,
	]);
});

test("where asked for, a long list of what was said counts against it", () => {
	const field = fieldOf([[said("押金")], [said("押金 不 退 怎么 办")]], {
		scoring: { k1: 1, b: 0.5 },
	});
	// lengths 1 and 5, average 3
	expect(scoresOf(field, "押金", [10, 20])).toEqual([
		expect.closeTo((idf(2) * 2) / (1 + 0.5 + 0.5 / 3), 12),
		expect.closeTo((idf(2) * 2) / (1 + 0.5 + 2.5 / 3), 12),
	]);
});

test("layers are summed, and a term that the query repeats counts once", () => {
	const layers = {
		word: ["押金"],
		character: ["押", "金", "金"],
		pair: [],
	};
	const none = { word: [], character: [], pair: [] };
	const field = fieldOf([[said("押金")], [said("别的")]], {
		cut: (text) => (text === "押金" ? layers : none),
	});
	const found = field.find(layers);
	expect(found.ofUnits[0]).toBeGreaterThan(2 * idf(1));
	expect(found.ideal).toBeCloseTo(3 * idf(1), 12);
});

test("without room for any list the scores are the same", () => {
	const units = [[said("押金 不退")], [said("押金"), said("不退")]];
	const [roomy, cramped] = [fieldOf(units), fieldOf(units, { cacheBytes: 0 })];
	for (const query of ["押金 不退", "押金", "押金 不退"]) {
		const scores = scoresOf(cramped, query, [10, 20]);
		expect(scores).toEqual(scoresOf(roomy, query, [10, 20]));
	}
});

test("units are found by their keys, and the best of them told", () => {
	const field = fieldOf([
		[said("甲"), said("乙")],
		[said("乙")],
		[said("乙 丙")],
	]);
	expect([...field.textsOf([10, 15, 20, -1])]).toEqual([2, 0, 1, 0]);
	expect(scoresOf(field, "乙", [5, 30, 31])).toEqual([
		0,
		expect.closeTo(idf(3), 12),
		0,
	]);
	const found = field.find(compare("乙 丙"));
	expect(field.best(found, 2)).toEqual([30, 10]);
	expect(field.best(field.find(compare("别的")), 2)).toEqual([]);
});
