import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { checkReadOptions } from "../../src/corpus/read-options.ts";
import { readArticle, readContent } from "./source-folder.ts";

describe("a record of JSON", () => {
	test("with fasou's own names is taken as it is", () => {
		const record = {
			id: "a-1",
			title: "题目",
			body: "第一段。\n\n　　第二段。",
			author: "王敏",
			category: ["劳动", "工伤"],
			publishedAt: "2024-01-02T03:04:05+08:00",
			views: 7,
			summary: "摘要",
			law: "甲法",
			path: ["第一章"],
			level: "法律",
			url: "https://a.example/1",
			editorRelated: [
				{ title: "乙", teaser: "丙", publishedAt: "2024年1月1日", views: "12" },
				"丁",
			],
		};
		expect(readArticle("a.json", JSON.stringify(record))).toEqual({
			...record,
			source: "a.json",
			body: "第一段。\n第二段。",
			headings: [],
			citations: [],
			publishedAt: "2024-01-02T03:04:05",
			editorRelated: [
				{ title: "乙", teaser: "丙", publishedAt: "2024-01-01", views: 12 },
				{ title: "丁" },
			],
		});
	});

	test("with the common other names is understood", () => {
		expect(
			readArticle(
				"a.json",
				JSON.stringify({
					标题: "题目",
					正文: ["一、甲", "乙。"],
					作者: "某",
					栏目: "首页 > 劳动",
					发布时间: "2024/3/5 8:05",
					浏览量: "1.2万",
					摘要: "要点",
					链接: "https://b.example",
				}),
			),
		).toMatchObject({
			title: "题目",
			body: "一、甲\n乙。",
			headings: [{ start: 0, end: 3, level: 2 }],
			author: "某",
			category: ["首页", "劳动"],
			publishedAt: "2024-03-05T08:05:00",
			views: 12000,
			summary: "要点",
			url: "https://b.example",
		});
		for (const name of ["content", "text", "articleBody"])
			expect(
				readArticle("a.json", JSON.stringify({ title: "题", [name]: "文" }))
					.body,
			).toBe("文");
	});

	test("prefers the map to its own names, these to others, and keeps what is left over", () => {
		const record = {
			title: "题目",
			headline: "副题",
			body: "甲",
			text: "乙",
			date: "2024-01-01",
			rating: { stars: 5 },
		};
		expect(readArticle("a.json", JSON.stringify(record))).toMatchObject({
			title: "题目",
			body: "甲",
			extra: { headline: "副题", text: "乙", rating: { stars: 5 } },
		});
		expect(
			readArticle("a.json", JSON.stringify(record), {
				map: { body: "text", title: "headline" },
			}),
		).toMatchObject({
			title: "副题",
			body: "乙",
			extra: { title: "题目", body: "甲" },
		});
	});

	test("keeps a date that is none, instead of losing the article", () => {
		const article = readArticle(
			"a.json",
			JSON.stringify({ title: "题", body: "文", date: "0000-00-00 00:00:00" }),
		);
		expect(article.publishedAt).toBeUndefined();
		expect(article.extra).toEqual({ date: "0000-00-00 00:00:00" });
	});

	test("without a title is named by its first sentence", () => {
		expect(
			readArticle("a.json", '{"body":"离婚冷静期为三十日。其他从略。"}').title,
		).toBe("离婚冷静期为三十日。");
	});

	test("may have a number as id, and keeps its own source apart from ours", () => {
		expect(
			readArticle(
				"a.json",
				'{"id":12,"title":"题","body":"文","source":"某网"}',
			),
		).toMatchObject({ id: "12", source: "a.json", extra: { source: "某网" } });
	});

	test("pollutes no prototype", () => {
		const article = readArticle(
			"a.json",
			'{"title":"题","body":"文","__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"toString":"x"}',
		);
		expect(({} as Record<string, unknown>).polluted).toBeUndefined();
		expect(Object.keys(article.extra ?? {}).sort()).toEqual([
			"__proto__",
			"constructor",
			"toString",
		]);
		expect(Object.getPrototypeOf(article.extra)).toBe(Object.prototype);
	});

	test.each([
		[
			'{"title":1,"body":"文"}',
			'field "title": expected a string, found a number',
		],
		[
			'{"title":"题","body":{"a":1}}',
			'field "body": expected a string or an array of strings, found an object',
		],
		[
			'{"title":"题","body":["a",1]}',
			'field "body": expected a string or an array of strings, found an array',
		],
		[
			'{"title":"题","body":"文","views":-1}',
			'field "views": expected a whole number of at least 0, found a number',
		],
		[
			'{"title":"题","body":"文","views":"many"}',
			'field "views": expected a whole number of at least 0, found a string',
		],
		['{"title":"题","body":"文","category":[1]}', 'field "category"'],
		[
			'{"title":"题","body":"文","date":1700000000}',
			'field "date": expected a date as a string',
		],
		[
			'{"title":"题","body":"文","id":{}}',
			'field "id": expected a string or a whole number, found an object',
		],
		[
			'{"title":"题","body":"文","editorRelated":"x"}',
			'field "editorRelated": expected an array, found a string',
		],
		[
			'{"title":"题","body":"文","editorRelated":[{"views":"x"}]}',
			'field "editorRelated[0].views"',
		],
		["[1]", "expected an object with the fields of an article, found a number"],
		["null", "found null"],
	])("of wrong types is rejected by name: %s", (text, reason) => {
		const { rejections } = readContent("a.json", text);
		expect(rejections).toMatchObject([{ code: "bad-field" }]);
		expect(rejections[0]?.reason).toContain(reason);
	});
});

describe("a JSON file", () => {
	test.each([
		['[{"title":"甲","body":"一"},{"id":"own","title":"乙","body":"二"}]'],
		[
			'{"articles":[{"title":"甲","body":"一"},{"id":"own","title":"乙","body":"二"}]}',
		],
		[
			'{"code":0,"data":[{"title":"甲","body":"一"},{"id":"own","title":"乙","body":"二"}]}',
		],
	])("may be or wrap a list: %s", (text) => {
		expect(
			readContent("sub/a.json", text).articles.map(({ id, source }) => [
				id,
				source,
			]),
		).toEqual([
			["sub/a.json:1", "sub/a.json:1"],
			["own", "sub/a.json:2"],
		]);
	});
});

describe("JSONL", () => {
	const LINES =
		'\uFEFF{"title":"甲","body":"一"}\r\n\n{"title":"乙" "body"}\n{"id":"own","title":"丙","body":"三"}\n{"title":1,"body":"四"}';

	test.each([
		["a.jsonl", Buffer.from(LINES)],
		["a.jsonl.gz", gzipSync(LINES)],
		[
			"a.JSONL.GZ",
			Buffer.concat([gzipSync(LINES.slice(0, 30)), gzipSync(LINES.slice(30))]),
		],
	])(
		"numbers its lines, and a bad one costs that line only: %s",
		(name, bytes) => {
			const { articles, rejections, end } = readContent(name, bytes);
			expect(
				articles.map(({ id, source, title }) => [id, source, title]),
			).toEqual([
				[`${name}:1`, `${name}:1`, "甲"],
				["own", `${name}:4`, "丙"],
			]);
			expect(rejections.map(({ source, code }) => `${source} ${code}`)).toEqual(
				[`${name}:3 bad-json`, `${name}:5 bad-field`],
			);
			expect(end).toMatchObject({ isRejected: false, sizeBytes: bytes.length });
			expect(end.contentHash).toMatch(/^[0-9a-f]{32}$/);
		},
	);

	test("may be in GB18030", () => {
		// {"title":"合同","body":"的"}
		const bytes = Buffer.concat([
			Buffer.from('{"title":"'),
			Buffer.from("BACFCDAC", "hex"),
			Buffer.from('","body":"'),
			Buffer.from("B5C4", "hex"),
			Buffer.from('"}\n'),
		]);
		expect(
			readContent("a.jsonl", Buffer.concat([bytes, bytes])).articles.map(
				({ title, body }) => title + body,
			),
		).toEqual(["合同的", "合同的"]);
	});

	test("without a single good line is given up, instead of listing every line", () => {
		const { rejections, end } = readContent(
			"a.jsonl",
			"no JSON\n".repeat(5000),
		);
		expect(rejections.length).toBe(1001);
		expect(rejections.at(-1)).toMatchObject({
			source: "a.jsonl",
			code: "bad-json",
		});
		expect(end.isRejected).toBe(true);
	});

	test("above the size that is held in memory reads the same", () => {
		const lines = Array.from({ length: 20_000 }, (_, i) =>
			JSON.stringify({
				id: `r${i}`,
				title: `题目${i}`,
				body: "劳动合同解除。".repeat(40),
			}),
		);
		lines[777] = "{";
		lines[9999] = JSON.stringify({ title: "长", body: "长".repeat(600_000) });
		const bytes = Buffer.from(lines.join("\n"));
		expect(bytes.length).toBeGreaterThan(12e6);
		const { articles, rejections, end } = readContent("a.jsonl", bytes, {
			limits: { maxLineBytes: 2 ** 20 },
		});
		expect(articles.length).toBe(19_998);
		expect(articles.at(-1)).toMatchObject({
			id: "r19999",
			source: "a.jsonl:20000",
		});
		expect(rejections.map(({ source, code }) => `${source} ${code}`)).toEqual([
			"a.jsonl:778 bad-json",
			"a.jsonl:10000 too-large",
		]);
		expect(end.contentHash).toMatch(/^[0-9a-f]{32}$/);
	});
});

test("options that are not of their form are errors before anything is read", () => {
	const check = (options: object) => () => checkReadOptions(options);
	expect(
		check({
			map: { body: "text" },
			split: "provisions",
			limits: { maxBytes: 1 },
		}),
	).not.toThrow();
	expect(check({ map: { text: "body" } })).toThrow(/"text" is no field/);
	expect(check({ map: { body: "" } })).toThrow(/body=/);
	expect(check({ split: "chapters" })).toThrow(/"provisions"/);
	expect(check({ limits: { maxBytes: 0 } })).toThrow(/above 0/);
	expect(check({ limits: { bytes: 1 } })).toThrow(/is no limit/);
});
