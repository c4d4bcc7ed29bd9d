import { describe, expect, test } from "vitest";
import { headingsOf, readArticle, readContent } from "./source-folder.ts";

describe("Markdown", () => {
	test("has its front matter's fields, its headings, and paragraphs without marks", () => {
		const article = readArticle(
			"guides/a.md",
			`---
id: g-1
title: 网购七天无理由退货
author: 王敏
category: [消费, 网购]
date: 2024-05-06 07:08:09
views: 1,024
tags:
  - 退货
---

# 网购七天无理由退货

收到货后七天内，**不用说理由**就可以退，
但是[定作的商品](https://example.com/a "说明")除外。

## 哪些不能退

- 定作的
- 鲜活易腐的
  还有下一行

1. 先保留*完好*的商品
2. 再点\`退货\`

> 经营者应当自收到退回商品之日起七日内返还价款。

| 种类 | 能退吗 |
|------|:------:|
| 书 | 能 |

转义 \\*不是强调\\*，5*4=20，snake_case 不变。<!-- 编者按 -->
`,
		);
		expect(article).toMatchObject({
			id: "g-1",
			source: "guides/a.md",
			title: "网购七天无理由退货",
			author: "王敏",
			category: ["消费", "网购"],
			publishedAt: "2024-05-06T07:08:09",
			views: 1024,
			extra: { tags: ["退货"] },
		});
		expect(article.body.split("\n")).toEqual([
			"收到货后七天内，不用说理由就可以退，但是定作的商品除外。",
			"哪些不能退",
			"定作的",
			"鲜活易腐的还有下一行",
			"1. 先保留完好的商品",
			"2. 再点退货",
			"经营者应当自收到退回商品之日起七日内返还价款。",
			"种类\t能退吗",
			"书\t能",
			"转义 *不是强调*，5*4=20，snake_case 不变。",
		]);
		expect(headingsOf(article)).toEqual(["哪些不能退"]);
	});

	test("without front matter takes its title from the heading, else from its name, and its category from its folders", () => {
		expect(readArticle("案例/劳动/a.md", "# 加班费\n\n正文。")).toMatchObject({
			title: "加班费",
			category: ["案例", "劳动"],
			body: "正文。",
		});
		expect(
			readArticle("说明.md", "正文第一行。\n\n正文第二行。"),
		).toMatchObject({ title: "说明", category: [] });
	});

	test("keeps a rule above the text apart from front matter", () => {
		expect(
			readArticle("a.md", "---\n\n# 题目\n\n正文。\n\n---\n\n又一段。").body,
		).toBe("正文。\n又一段。");
	});

	test("with nothing but front matter has no text", () => {
		expect(
			readContent("_index.md", "---\nbookCollapseSection: true\n---\n")
				.rejections,
		).toMatchObject([{ code: "no-text" }]);
	});

	test("in setext style and with code keeps headings and lines", () => {
		const article = readArticle(
			"a.md",
			"题目\n====\n\n小标题\n----\n\n```\n第一行\n  第二行\n```\n",
		);
		expect(article.title).toBe("题目");
		expect(article.body).toBe("小标题\n第一行\n第二行");
		expect(headingsOf(article)).toEqual(["小标题"]);
	});

	test("maps the fields of front matter as it does those of records", () => {
		expect(
			readArticle("a.md", "---\nwriter: 李四\n---\n# 题目\n\n正文。", {
				map: { author: "writer" },
			}).author,
		).toBe("李四");
	});
});
