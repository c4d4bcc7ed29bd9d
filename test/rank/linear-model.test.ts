import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
	type Evidence,
	FEATURES,
	type FeatureColumns,
	featuresOf,
} from "../../src/rank/features.ts";
import { blend, scoreLinear } from "../../src/rank/linear-model.ts";
import { formatModel, parseModel } from "../../src/rank/model-file.ts";
import { trainLinear } from "../../src/rank/train-linear.ts";

const EVIDENCE: Evidence = {
	order: [0, 1, 2],
	first: [8, 4, 2],
	words: [
		{ term: "押金", idf: 3, parts: [2, 0, 1] },
		{ term: "房东", idf: 1, parts: [2, 1, 0] },
	],
	characters: [{ term: "押", idf: 2, parts: [1, 0, 4] }],
	pairs: [
		{ term: "押金", idf: 2, parts: [1, 0, 1] },
		{ term: "金不", idf: 2, parts: [1, 1, 0] },
		{ term: "不退", idf: 4, parts: [1, 1, 1] },
	],
	pairSequence: ["押金", "金不", "不退", "押金"],
	path: [0, 0, 0],
	title: [0, 3, 1],
	added: [1, 2, 0],
	named: [0, 0, 0],
	namedShare: 0,
	anchor: [0, 0, 5],
	neighbour: [4, 8, 0],
	laws: [7, 7, 0],
	chapters: [1, 2, 0],
	prior: [2, 1, -0.5],
	length: [0, 10, 100],
	log: {
		score: [0, 6, 12],
		ideal: 12,
		asked: [0, 1, 5],
		chapter: [4, 4, 1],
		law: [0, 0, 0],
		chapterAsked: [0, 1, 5],
		lawAsked: [5, 5, 0],
	},
};

describe("features", () => {
	test("are shares of the best, shares of the query, and logarithms", () => {
		const features = featuresOf(EVIDENCE);
		const rows = Object.entries(features).map(([name, column]) => [
			name,
			[...column].map((value) => Number(value.toFixed(4))),
		]);
		expect(Object.fromEntries(rows)).toEqual({
			first: [1, 0.5, 0.25],
			word: [1, 0.25, 0.25],
			character: [0.25, 0, 1],
			pair: [1, 0.6667, 0.6667],
			path: [0, 0, 0],
			title: [0, 1, 0.3333],
			prior: [1, 0.5, -0.25],
			coverage: [1, 0.25, 0.75],
			pairCoverage: [1, 0.75, 0.75],
			run: [0.4, 0.2, 0.2],
			length: [0, 0.4796, 0.923],
			added: [0.5, 1, 0],
			anchor: [0, 0, 1],
			inverse: [0.3333, 0.25, 0.2],
			neighbour: [0.5, 1, 0],
			law: [0.9091, 1, 0],
			chapter: [0, 0, 0],
			log: [0, 0.5, 1],
			logShare: [0, 0.25, 1],
			asked: [0, 0.231, 0.5973],
			isAsked: [0, 1, 1],
			logChapter: [1, 1, 0.25],
			chapterAsked: [0, 0.231, 0.5973],
			isChapterAsked: [0, 1, 1],
			lawAsked: [0.5973, 0.5973, 0],
			logLaw: [0, 0, 0],
		});
	});

	test("count what a query has of a provision's name as what the provision has", () => {
		const asked = { ...EVIDENCE, named: [0, 6, 1.5], namedShare: 0.5 };
		const { coverage, pairCoverage, character } = featuresOf(asked);
		expect([...coverage]).toEqual([1, 0.625, 0.78125]);
		expect([...pairCoverage]).toEqual([1, 0.875, 0.78125]);
		expect([...character]).toEqual([0.25, 0.5, 1]);
	});

	test("are 0 where nothing is known, never NaN", () => {
		const none = [0, 0];
		const { log, ...rest } = EVIDENCE;
		const features = featuresOf({
			...rest,
			order: [0, 1],
			first: none,
			words: [],
			characters: [],
			pairs: [],
			pairSequence: [],
			path: none,
			title: none,
			added: none,
			anchor: none,
			neighbour: none,
			laws: none,
			chapters: none,
			prior: none,
			length: none,
		});
		for (const name of FEATURES) {
			const ranks = name === "inverse" ? [1 / 3, 1 / 4] : [0, 0];
			expect([...features[name]]).toEqual(ranks);
		}
		expect(log?.ideal).toBe(12);
	});
});

const columns = (first: number[], word: number[]): FeatureColumns => {
	const none = new Float64Array(first.length);
	const empty = Object.fromEntries(FEATURES.map((name) => [name, none]));
	return {
		...(empty as FeatureColumns),
		first: Float64Array.from(first),
		word: Float64Array.from(word),
	};
};

describe("the model", () => {
	test("is a weighted sum", () => {
		const model = {
			weights: new Map([
				["first", 2],
				["word", -1],
			] as const),
		};
		const features = columns([1, 0.5], [0, 1]);
		const scores = scoreLinear(model, features);
		expect([...scores]).toEqual([2, 0]);
	});

	test("blends in deviations, so that the scale of either does not matter", () => {
		const half = blend(Float64Array.of(1, 2, 3), [30, 20, 10], 0.5);
		for (const value of half) {
			expect(value).toBeCloseTo(0, 12);
		}
		const mostly = blend(Float64Array.of(1, 2, 3), [3000, 2000, 1000], 0.75);
		expect(mostly[2]).toBeGreaterThan(mostly[0] ?? 0);
		expect([...blend(Float64Array.of(5, 5), [1, 1])]).toEqual([0, 0]);
	});

	test("training finds the feature that tells, and gives the same weights again", () => {
		const list = (relevant: number) => ({
			features: columns(
				[1, 0.9, 0.8],
				[0, 1, 2].map((i) => (i === relevant ? 1 : 0)),
			),
			gains: [0, 1, 2].map((i) => (i === relevant ? 1 : 0)),
		});
		const lists = [list(0), list(1), list(2), list(1), list(2)];
		const train = () =>
			trainLinear(lists, { names: ["first", "word"], rounds: 200 });
		const { weights } = train();
		expect([...train().weights]).toEqual([...weights]);
		expect(weights.get("word")).toBeGreaterThan(3);
		for (const { features, gains } of lists) {
			const scores = scoreLinear({ weights }, features);
			expect(scores.indexOf(Math.max(...scores))).toBe(gains.indexOf(1));
		}
	});

	test("lists that teach nothing change nothing", () => {
		const idle = { features: columns([1, 0.5], [1, 0]), gains: [0, 0] };
		const { weights } = trainLinear([idle], { names: ["first"] });
		expect([...weights]).toEqual([["first", 0]]);
		expect([...trainLinear([], { names: ["word"] }).weights.values()]).toEqual([
			0,
		]);
	});

	test("is written as JSON that says how it came about, and read back", () => {
		const head = { command: "fasou train", data: "STARD (MIT)" };
		fc.assert(
			fc.property(
				fc.uniqueArray(fc.constantFrom(...FEATURES)),
				fc.array(fc.double({ min: -50, max: 50, noNaN: true }), {
					minLength: FEATURES.length,
					maxLength: FEATURES.length,
				}),
				(names, values) => {
					const weights = new Map(
						names.map((name, i) => [name, values[i] ?? 0]),
					);
					const text = formatModel({ weights }, head);
					expect(text).toContain('"command": "fasou train"');
					const read = parseModel(text, "model.json").weights;
					expect(read.size).toBe(weights.size);
					for (const [name, weight] of weights) {
						expect(read.get(name)).toBeCloseTo(weight, 3);
					}
				},
			),
			{ seed: 3, numRuns: 30 },
		);
	});

	test.each([
		["{", "expected JSON"],
		["[]", "expected a model of version 1 with weights"],
		['{"version":2,"weights":{}}', "expected a model of version 1"],
		['{"version":1,"weights":{"magic":1}}', "expected numbers for first, word"],
		['{"version":1,"weights":{"first":"1"}}', 'found {"first":"1"}'],
	])("%s is refused", (text, message) => {
		expect(() => parseModel(text, "model.json")).toThrow(message);
	});
});
