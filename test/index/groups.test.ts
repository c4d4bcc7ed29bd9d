import { describe, expect, test } from "vitest";
import {
	groupBytes,
	groupsOf,
	noGroups,
	readGroups,
} from "../../src/index/groups.ts";

describe("groups", () => {
	test("are one number for the provisions of a law, and one for those of a chapter", () => {
		const first = groupsOf({ law: "民法典", path: ["第一编", "第一章"] });
		expect(groupsOf({ law: "民法典", path: ["第一编", "第一章"] })).toEqual(
			first,
		);
		const other = groupsOf({ law: "民法典", path: ["第一编", "第二章"] });
		expect(other.law).toBe(first.law);
		expect(other.chapter).not.toBe(first.chapter);
		const elsewhere = groupsOf({ law: "刑法", path: ["第一编", "第一章"] });
		expect(elsewhere.law).not.toBe(first.law);
		expect(elsewhere.chapter).not.toBe(first.chapter);
	});

	test("are 0 for what is no provision, and where the file is absent", () => {
		expect(groupsOf({ path: ["第一章"] })).toEqual({ law: 0, chapter: 0 });
		expect([...noGroups(2).laws, ...noGroups(2).chapters]).toEqual([
			0, 0, 0, 0,
		]);
	});

	test("are read as they were written", () => {
		const laws = Int32Array.of(-1, 0, 7);
		const chapters = Int32Array.of(2 ** 31 - 1, 0, -(2 ** 31));
		expect(readGroups(groupBytes({ laws, chapters }), laws.length)).toEqual({
			laws,
			chapters,
		});
	});
});
