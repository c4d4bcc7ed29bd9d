import { expect, test } from "vitest";
import {
	ARTICLE_SIDE,
	GROUP_SIDE,
	gatedByCover,
	SideField,
} from "../../src/rank/side-field.ts";

const cut = (text: string) => new Map([["word", text.split(" ")]]);
const said = (article: string, text: string, times = 1) => ({
	article,
	text,
	times,
});

test("only articles of which something was said count in the statistics, and length does not matter", () => {
	const field = new SideField(
		[said("a", "押金 不退"), said("b", "加班费 怎么 算 才 对")],
		cut,
	);
	const { scores, ideal } = field.find(cut("押金 加班费 别的"));
	// N = 2, n = 1: ln(1 + 1.5 / 1.5) = ln 2; of what nobody said: ln(1 + 2.5 / 0.5) = ln 6
	expect([...scores]).toEqual([
		["a", expect.closeTo(Math.log(2), 12)],
		["b", expect.closeTo(Math.log(2), 12)],
	]);
	expect(ideal).toBeCloseTo(2 * Math.log(2) + Math.log(6), 12);
});

test("a text said often counts more, by the logarithm of how often", () => {
	const field = new SideField(
		[
			said("a", "押金", 2),
			said("a", "押金"),
			said("b", "押金"),
			said("c", "x"),
		],
		cut,
	);
	const { scores } = field.find(cut("押金"));
	const idf = Math.log(1 + (3 - 2 + 0.5) / 2.5);
	const frequency = 1 + Math.log(3);
	expect(scores.get("a")).toBeCloseTo(
		(idf * frequency * 1.6) / (frequency + 0.6),
		12,
	);
	expect(scores.get("b")).toBeCloseTo(idf, 12);
	expect(scores.has("c")).toBe(false);
});

test("of an article only the texts said most often are kept", () => {
	const field = new SideField(
		[said("a", "甲"), said("a", "乙", 3), said("a", "丙", 2), said("b", "丁")],
		cut,
		{ ...ARTICLE_SIDE, mostTexts: 2 },
	);
	expect(field.textsOf("a")).toBe(2);
	expect(field.textsOf("nobody")).toBe(0);
	const found = (text: string) => field.find(cut(text)).scores.has("a");
	expect(["甲", "乙", "丙"].map(found)).toEqual([false, true, true]);
});

test("where asked for, a long list of what was said counts against it", () => {
	const field = new SideField(
		[said("short", "押金"), said("long", "押金 不 退 怎么 办")],
		cut,
		{ ...GROUP_SIDE, k1: 1, b: 0.5 },
	);
	const { scores } = field.find(cut("押金"));
	const idf = Math.log(1 + 0.5 / 2.5);
	// lengths 1 and 5, average 3
	expect(scores.get("short")).toBeCloseTo((idf * 2) / (1 + 0.5 + 0.5 / 3), 12);
	expect(scores.get("long")).toBeCloseTo((idf * 2) / (1 + 0.5 + 2.5 / 3), 12);
});

test("layers are summed, and a term that the query repeats counts once", () => {
	const layers = new Map([
		["word", ["押金"]],
		["character", ["押", "金", "金"]],
	]);
	const field = new SideField([said("a", "押金"), said("b", "别的")], (text) =>
		text === "押金" ? layers : new Map(),
	);
	expect(field.find(layers).scores.get("a")).toBeGreaterThan(2 * Math.log(2));
	expect(field.find(layers).ideal).toBeCloseTo(3 * Math.log(2), 12);
});

test("a match counts in proportion to how much of the query it covers", () => {
	expect(gatedByCover(3, 12)).toBe(0.75);
	expect(gatedByCover(15, 12)).toBe(15);
	expect(gatedByCover(0, 0)).toBe(0);
});
