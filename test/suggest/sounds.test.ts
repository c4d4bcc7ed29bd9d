import { describe, expect, test } from "vitest";
import { builtSounds } from "./lists.ts";

const sounds = builtSounds();

const readings = (character: string) =>
	sounds
		.readingsOf(character.charCodeAt(0))
		.map((reading) => sounds.spelling(reading));
const likeness = (a: string, b: string) =>
	sounds.likeness(a.charCodeAt(0), b.charCodeAt(0));

describe("the table of sounds", () => {
	test("has the commonest reading first, and others where they matter", () => {
		expect(readings("劳")).toEqual(["lao"]);
		expect(readings("重")).toEqual(["zhong", "chong"]);
		expect(readings("行")).toEqual(["xing", "hang"]);
		expect(readings("长")).toEqual(["chang", "zhang"]);
		expect(readings("率")).toEqual(["lv", "shuai"]);
		expect(readings("a")).toEqual([]);
		expect(readings("，")).toEqual([]);
	});

	test("knows the characters of everyday law", () => {
		const characters = [..."诉讼赔偿仲裁赡养抵押贿赂衅殴羁押驳矫酌鉴隐瞒"];
		expect(
			characters.filter((character) => readings(character).length === 0),
		).toEqual([]);
	});

	test.each([
		["赔", "陪", "same"],
		["重", "虫", "same"],
		["重", "种", "same"],
		["诈", "杂", "fuzzy"],
		["炸", "诈", "same"],
		["民", "明", "fuzzy"],
		["男", "蓝", "fuzzy"],
		["飞", "灰", "fuzzy"],
		["合", "付", "other"],
		["赔", "补", "other"],
		["赔", "a", "other"],
	])("says that %s and %s sound: %s", (a, b, expected) => {
		expect(likeness(a, b)).toBe(expected);
		expect(likeness(b, a)).toBe(expected);
	});

	test("gives all that may sound like a character, itself too", () => {
		const alikes = sounds.soundAlikes("诈".charCodeAt(0));
		for (const character of "诈炸榨杂咋") {
			expect(alikes).toContain(character);
		}
		expect(alikes).not.toContain("法");
	});
});
