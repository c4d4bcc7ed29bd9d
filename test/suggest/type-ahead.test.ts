import { describe, expect, test } from "vitest";
import { TypeAhead } from "../../src/suggest/type-ahead.ts";
import { readTypedProvision } from "../../src/suggest/typed-provision.ts";
import {
	beginsAsTyped,
	initialsOfTyped,
} from "../../src/suggest/typed-sound.ts";
import { builtSounds } from "./lists.ts";

const sounds = builtSounds();

const typeAhead = new TypeAhead(
	[
		{ text: "劳动合同", kind: "term", names: ["劳动合同"], weight: 90 },
		{ text: "劳动", kind: "term", names: ["劳动"], weight: 200 },
		{ text: "重婚罪", kind: "term", names: ["重婚罪"], weight: 5 },
		{
			text: "消费者权益保护法",
			kind: "law",
			names: ["消费者权益保护法", "消保法"],
			weight: 40,
		},
		{
			text: "西安事变",
			kind: "title",
			names: ["西安事变"],
			weight: 1,
		},
		{ text: "先予执行", kind: "term", names: ["先予执行"], weight: 3 },
		{ text: "婚约", kind: "term", names: ["婚约"] },
		{ text: "婚丧", kind: "term", names: ["婚丧"] },
	],
	{ sounds, weigh: ({ text }) => (text === "婚约" ? 2 : 0) },
);

const found = (typed: string) =>
	typeAhead.find(typed, 10).map(({ text }) => text);

describe("type-ahead", () => {
	test.each([
		["劳", ["劳动", "劳动合同"]],
		["劳动", ["劳动", "劳动合同"]],
		["ldht", ["劳动合同"]],
		["laodonght", ["劳动合同"]],
		["laodonghetong", ["劳动合同"]],
		["劳动ht", ["劳动合同"]],
		["ldhetong", ["劳动合同"]],
		["消保", ["消费者权益保护法"]],
		["xbf", ["消费者权益保护法"]],
		["chonghun", ["重婚罪"]],
		["zhz", ["重婚罪"]],
		["xianshi", ["西安事变"]],
		["xianyu", ["先予执行"]],
	])("goes on from %s to %j first", (typed, expected) => {
		expect(found(typed).slice(0, expected.length)).toEqual(expected);
	});

	test.each([
		["劳动和同", "劳动合同"],
		["laodonghetng", "劳动合同"],
		["消费者全益", "消费者权益保护法"],
	])("finds in spite of a mistake: %s", (typed, expected) => {
		expect(found(typed)).toContain(expected);
	});

	test("leaves out what no article speaks for", () => {
		expect(found("婚")).toEqual(["婚约"]);
	});

	test("offers nothing where nothing begins so", () => {
		expect(found("zzz")).toEqual([]);
		expect(found("罪")).toEqual([]);
		expect(found("constructor")).toEqual([]);
	});
});

describe("letters that were typed", () => {
	test("fall into syllables in every way", () => {
		expect(initialsOfTyped("laodonght", sounds)).toContain("ldht");
		expect(initialsOfTyped("xian", sounds)).toEqual(
			expect.arrayContaining(["x", "xa"]),
		);
		expect(initialsOfTyped("劳动ht", sounds)).toEqual(["ldht"]);
	});

	test("begin a name by syllables, parts of them, initials or characters", () => {
		for (const typed of ["l", "ld", "laod", "laodon", "劳d", "ldhet"]) {
			expect(beginsAsTyped("劳动合同", typed, sounds)).toBe(true);
		}
		for (const typed of ["dl", "laox", "动", "ldhtf"]) {
			expect(beginsAsTyped("劳动合同", typed, sounds)).toBe(false);
		}
	});

	test("are followed in a few ways only, however many there are", () => {
		expect(initialsOfTyped("xianxianxian".repeat(3), sounds)).toHaveLength(8);
	});
});

describe("a law and the beginning of a number", () => {
	test.each([
		["民法典1079", "民法典", ["第一千零七十九条"], [1079], [107, 1080]],
		[
			"民法典107",
			"民法典",
			["第一百零七条", "第一千零七十"],
			[107, 1070, 1079],
			[1080],
		],
		["mfd第107条", "mfd", ["第一百零七条"], [107], [1070]],
		["民法典第一千零七", "民法典", ["第一千零七"], [1007, 1079], []],
		["民法典第", "民法典", ["第"], [1, 1079], []],
	])("are read from %s", (typed, law, starts, inside, outside) => {
		const read = readTypedProvision(typed);
		expect(read).toMatchObject({ law, starts });
		for (const value of inside) {
			expect(read?.begins(value)).toBe(true);
		}
		for (const value of outside) {
			expect(read?.begins(value)).toBe(false);
		}
	});

	test("are not read from what is none", () => {
		for (const typed of [
			"",
			"1079",
			"第十条",
			"民法典",
			"民法典99999",
			"民法典0",
		]) {
			expect(readTypedProvision(typed)).toBeUndefined();
		}
	});
});
