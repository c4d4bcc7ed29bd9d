import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { SETTINGS, variableOf } from "../../src/cli/settings.ts";
import { runFake } from "./fake-world.ts";

let folder = "";

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), "fasou-config-"));
});

afterEach(() => {
	rmSync(folder, { recursive: true, force: true });
});

function write(config: unknown, at = folder): string {
	const path = join(at, "fasou.config.json");
	const text = typeof config === "string" ? config : JSON.stringify(config);
	writeFileSync(path, text);
	return path;
}

const run = (args: string[], environment = {}, at = folder) =>
	runFake(args, { folder: at, environment });

describe("a config file", () => {
	test("is found upward, and its paths are relative to it", async () => {
		write({ index: "laws.index", limit: 3, synonyms: "../words.txt" });
		const below = join(folder, "a", "b");
		mkdirSync(below, { recursive: true });
		const { asked } = await run(["search", "甲"], {}, below);
		expect(asked.opened).toEqual([
			{
				index: join(folder, "laws.index"),
				synonyms: join(folder, "..", "words.txt"),
			},
		]);
		expect(asked.searches[0]?.options).toMatchObject({ limit: 3 });
	});

	test("gives way to the environment, and that to the arguments", async () => {
		write({ limit: 3, snippets: 3, index: "of-file" });
		const environment = { FASOU_LIMIT: "4", FASOU_INDEX: "of-environment" };
		const args = ["search", "甲", "--limit", "5"];
		const { asked } = await run(args, environment);
		expect(asked.searches[0]?.options).toMatchObject({ limit: 5, snippets: 3 });
		expect(asked.opened).toEqual([{ index: "of-environment" }]);
		const { asked: without } = await run(["search", "甲"], environment);
		expect(without.searches[0]?.options).toMatchObject({ limit: 4 });
	});

	test("sets what sources are read by, and what the ranking goes by", async () => {
		write({
			split: "provisions",
			map: { body: "内容, 全文" },
			limits: { maxBytes: 1e6 },
			memory: 64,
			userWords: "words.txt",
			laws: "laws.txt",
			model: false,
			translations: "learnt.txt",
			log: "log.jsonl",
		});
		const { asked } = await run(["index", "a"]);
		expect(asked.builds[0]).toMatchObject({
			split: "provisions",
			map: { body: "内容, 全文" },
			limits: { maxBytes: 1_000_000 },
			memoryLimitMB: 64,
			userWords: join(folder, "words.txt"),
			laws: join(folder, "laws.txt"),
		});
		const search = await run(["search", "甲"]);
		expect(search.asked.opened[0]).toMatchObject({
			model: false,
			translations: join(folder, "learnt.txt"),
			log: join(folder, "log.jsonl"),
		});
	});

	test("of no synonyms is as --no-synonyms", async () => {
		write({ synonyms: false });
		const { asked } = await run(["search", "甲"]);
		expect(asked.searches[0]?.options).toMatchObject({ synonyms: false });
		const variable = { FASOU_SYNONYMS: "none" };
		const other = await runFake(["search", "甲"], { environment: variable });
		expect(other.asked.searches[0]?.options).toMatchObject({ synonyms: false });
	});

	test("may be named, or left out", async () => {
		write({ limit: 3 });
		const other = join(folder, "other.json");
		writeFileSync(other, '\ufeff{"limit": 7}');
		const limitOf = async (args: string[], environment = {}) => {
			const { asked } = await run(["search", "甲", ...args], environment);
			return asked.searches[0]?.options;
		};
		expect(await limitOf(["--no-config"])).toMatchObject({ limit: 10 });
		expect(await limitOf(["--config", other])).toMatchObject({ limit: 7 });
		expect(await limitOf(["--config=other.json"])).toMatchObject({ limit: 7 });
		expect(await limitOf([], { FASOU_CONFIG: other })).toMatchObject({
			limit: 7,
		});
		expect(await limitOf([], { FASOU_CONFIG: "none" })).toMatchObject({
			limit: 10,
		});
	});

	test.each([
		[
			'{\n  "limit": 3,\n  "limt": 4\n}',
			":3: expected a setting, one of index",
		],
		[
			'{\n\n"limit": "many"}',
			':3: "limit": expected a value like 20, found "many"',
		],
		[
			'{"limit": 0}',
			':1: "limit": expected a whole number from 1 to 10000, found "0"',
		],
		[
			'{"limits":\n{"maxBytes": -1}}',
			':1: "limits": expected pairs NAME=NUMBER',
		],
		[
			'{"format": "xml"}',
			'"format": expected list or table or plain or md or csv, found "xml"',
		],
		[
			'{"index": 3}',
			'"index": expected a value like "lists/words.txt", found 3',
		],
		['{"log": 3}', '"log": expected a value like'],
		['{"map": {"body": 1}}', '"map": expected a value like {"body"'],
		['{\n  "limit": 3,\n  limit: 4\n}', ":3: expected JSON, found: "],
		['{\n  "limit": 3\n', ":3: expected JSON, found: "],
		['{\n  "limit" 3\n}', ":2: expected JSON, found: "],
		["[1]", ": expected an object like"],
	])(
		"of %j is refused, and the message says where and what to do",
		async (text, part) => {
			const path = write(text);
			const { code, out, err } = await run(["config"]);
			expect({ code, out }).toEqual({ code: 2, out: "" });
			expect(err.startsWith(`fasou: ${path}`)).toBe(true);
			expect(err).toContain(part);
			expect(err.trimEnd()).not.toContain("\n");
		},
	);

	test("that is broken does not hinder help, nor --no-config", async () => {
		write("{");
		expect((await run(["--help"])).code).toBe(0);
		expect((await run(["search", "甲", "--no-config"])).code).toBe(0);
		const missing = await run(["search", "甲", "--config", "no-such.json"]);
		expect(missing.code).toBe(2);
		expect(missing.err).toContain("expected a config file that can be read");
		const json = await run(["search", "甲", "--json"]);
		expect(JSON.parse(json.out).error.code).toBe("bad-list");
	});

	test("whose values another command needs hinders none but that", async () => {
		write({ memory: 0 });
		expect((await run(["search", "甲"])).code).toBe(0);
		expect((await run(["index", "a"])).err).toContain('"memory": expected');
		expect((await run(["config"])).err).toContain('"memory": expected');
	});
});

test("a bad variable is told by its name", async () => {
	const { code, err } = await run(["search", "甲"], { FASOU_LIMIT: "ten" });
	expect(code).toBe(2);
	expect(err).toBe(
		'fasou: FASOU_LIMIT: expected a whole number from 1 to 10000, found "ten"\n',
	);
});

test("fasou config tells each setting and where it is from", async () => {
	const path = write('{\n"limit": 3,\n"map": {"body": "text"}}');
	const environment = { FASOU_SNIPPETS: "2" };
	const { code, out } = await run(["config", "--json"], environment);
	expect(code).toBe(0);
	const answer = JSON.parse(out);
	expect(answer).toMatchObject({ version: 1, file: path });
	const of = new Map<string, unknown>(
		answer.settings.map(({ key, ...setting }: { key: string }) => [
			key,
			setting,
		]),
	);
	expect([...of.keys()]).toEqual([...SETTINGS.keys()]);
	expect(of.get("limit")).toEqual({
		value: 3,
		origin: { kind: "config", place: `${path}:2` },
	});
	expect(of.get("map")).toEqual({
		value: { body: "text" },
		origin: { kind: "config", place: `${path}:3` },
	});
	expect(of.get("snippets")).toEqual({
		value: 2,
		origin: { kind: "environment", name: "FASOU_SNIPPETS" },
	});
	expect(of.get("index")).toEqual({
		value: "index",
		origin: { kind: "default" },
	});
	const plain = await run(["config"], environment);
	expect(plain.out).toContain("snippets\t2\tFASOU_SNIPPETS\tFASOU_SNIPPETS\n");
	expect(plain.err).toBe(`config file: ${path}\n`);
});

test("variables are named after options", () => {
	expect(variableOf("userWords")).toBe("FASOU_USER_WORDS");
	expect(variableOf("index")).toBe("FASOU_INDEX");
});
