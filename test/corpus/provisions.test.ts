import { describe, expect, test } from "vitest";
import { readArticle, readContent } from "./source-folder.ts";

const LAW = `# 中华人民共和国民法典

# 合同编

2020年5月28日 第十三届全国人民代表大会第三次会议通过

2021年1月1日 施行

<!-- INFO END -->

序言一段。

## 第一分编  通则

### 第一章  一般规定

第四百六十三条 本编调整因合同产生的民事关系。

第四百六十四条 合同是民事主体之间的协议。

婚姻、收养等，适用有关的法律规定；依照第四百六十三条办理。

（一）要约；

（二）承诺

### 第二章　合同的\t订立

第四百六十五条　依法成立的合同，受法律保护。第四百六十六条 当事人有争议的，适用第一百四十二条。

## 第二分编 典型合同

第四百六十六条之一 有下列情形之一的：

一、甲

二、乙

附件：合同示范文本

示范文本第一行
`;

describe("a statute split into provisions", () => {
	const { articles } = readContent("民法典/合同编.md", LAW, {
		split: "provisions",
	});
	const [whole, ...provisions] = articles;

	test("is one article per 条, named by the law and its number, under its path", () => {
		expect(
			provisions.map(({ id, title, path, body }) => [
				id,
				title,
				path?.join("/"),
				body,
			]),
		).toEqual([
			[
				"民法典/合同编.md#第四百六十三条",
				"中华人民共和国民法典第四百六十三条",
				"合同编/第一分编 通则/第一章 一般规定",
				"本编调整因合同产生的民事关系。",
			],
			[
				"民法典/合同编.md#第四百六十四条",
				"中华人民共和国民法典第四百六十四条",
				"合同编/第一分编 通则/第一章 一般规定",
				"合同是民事主体之间的协议。\n婚姻、收养等，适用有关的法律规定；依照第四百六十三条办理。\n（一）要约；\n（二）承诺",
			],
			[
				"民法典/合同编.md#第四百六十五条",
				"中华人民共和国民法典第四百六十五条",
				"合同编/第一分编 通则/第二章 合同的 订立",
				"依法成立的合同，受法律保护。",
			],
			[
				"民法典/合同编.md#第四百六十六条",
				"中华人民共和国民法典第四百六十六条",
				"合同编/第一分编 通则/第二章 合同的 订立",
				"当事人有争议的，适用第一百四十二条。",
			],
			[
				"民法典/合同编.md#第四百六十六条之一",
				"中华人民共和国民法典第四百六十六条之一",
				"合同编/第二分编 典型合同",
				"有下列情形之一的：\n一、甲\n二、乙",
			],
		]);
	});

	test("carries law, rank, day, category and source", () => {
		for (const provision of provisions) {
			expect(provision).toMatchObject({
				law: "中华人民共和国民法典",
				level: "法律",
				publishedAt: "2020-05-28",
				category: ["民法典"],
				source: "民法典/合同编.md",
			});
		}
	});

	test("leaves what stands outside any 条 to the article of the file", () => {
		expect(whole).toMatchObject({
			id: "民法典/合同编.md",
			title: "中华人民共和国民法典 合同编",
			law: "中华人民共和国民法典",
		});
		expect(whole?.body.split("\n")).toEqual([
			"合同编",
			"2020年5月28日 第十三届全国人民代表大会第三次会议通过",
			"2021年1月1日 施行",
			"序言一段。",
			"第一分编  通则",
			"第一章  一般规定",
			"第二章　合同的\t订立",
			"第二分编 典型合同",
			"附件：合同示范文本",
			"示范文本第一行",
		]);
	});

	test("loses no character", () => {
		const text = readArticle("民法典/合同编.md", LAW).body;
		const bare = (body: string) => [...body.replace(/\s/g, "")].sort().join("");
		const joined = articles
			.map(({ id, body }) => (id.split("#")[1] ?? "") + body)
			.join("");
		expect(bare(joined)).toBe(bare(text));
	});

	test("is one article where it is read whole", () => {
		const article = readArticle("民法典/合同编.md", LAW);
		expect(article.id).toBe("民法典/合同编.md");
		expect(article.path).toBeUndefined();
		expect(article.body).toContain("第四百六十五条　依法成立");
	});
});

describe("numbers of provisions", () => {
	const idsOf = (text: string) =>
		readContent("a.md", text, { split: "provisions" }).articles.map(
			({ id }) => id,
		);

	test("that come twice in a file are told apart", () => {
		expect(
			idsOf(
				"# 甲办法\n\n第一条 甲。\n\n第二条 乙。\n\n附件\n\n第一条 丙。\n\n第一条 丁。\n",
			),
		).toEqual([
			"a.md",
			"a.md#第一条",
			"a.md#第二条",
			"a.md#第一条~2",
			"a.md#第一条~3",
		]);
	});

	test("may be headings, have digits, titles in brackets, or no blank behind them", () => {
		expect(
			idsOf("# 甲办法\n\n## 第一条\n\n甲。\n\n## 第二条 范围\n\n乙。\n"),
		).toEqual(["a.md", "a.md#第一条", "a.md#第二条"]);
		expect(idsOf("# 甲办法\n\n第1条 甲。\n\n第2条【范围】乙。\n")).toEqual([
			"a.md",
			"a.md#第1条",
			"a.md#第2条",
		]);
		expect(
			idsOf(
				"# 甲办法\n\n第一条为了甲，制定本办法。\n\n第二条本办法适用于乙。\n\n第二条规定的不算。\n",
			),
		).toEqual(["a.md", "a.md#第一条", "a.md#第二条"]);
	});

	test("in a table or a citation begin nothing", () => {
		expect(
			idsOf(
				"# 罪名规定\n\n| 条文 | 罪名 |\n|---|---|\n| 第一百二十条之一 | 帮助恐怖活动罪 |\n| 第一百二十条之二 | 准备实施恐怖活动罪 |\n",
			),
		).toEqual(["a.md"]);
		expect(
			idsOf(
				"# 一起案件\n\n法院认为，合同有效，被告应当付款，判决如下，双方均未上诉，判决已经生效，执行完毕。\n\n## 相关法条\n\n第十条 消费者可以要求赔偿。\n",
			),
		).toEqual(["a.md"]);
	});

	test("are split in plain text and HTML, too", () => {
		const text =
			"甲市养犬条例\n（2020年5月1日甲市人民代表大会常务委员会通过）\n第一章 总则\n第一条　为了甲，制定本条例。\n第二条　本条例适用于乙。\n第三条　丙。";
		const { articles } = readContent("a.txt", text, { split: "provisions" });
		expect(articles.map(({ title }) => title)).toEqual([
			"甲市养犬条例",
			"甲市养犬条例第一条",
			"甲市养犬条例第二条",
			"甲市养犬条例第三条",
		]);
		expect(articles[1]).toMatchObject({
			level: "地方性法规",
			publishedAt: "2020-05-01",
			path: ["第一章 总则"],
		});
		const html = `<title>甲市养犬条例</title><h1>甲市养犬条例</h1>${text
			.split("\n")
			.slice(1)
			.map((line) => `<p>${line}</p>`)
			.join("")}`;
		expect(
			readContent("a.html", html, { split: "provisions" }).articles.map(
				({ id }) => id,
			),
		).toEqual(["a.html", "a.html#第一条", "a.html#第二条", "a.html#第三条"]);
	});
});

describe("the rank of a law", () => {
	test.each([
		["行政法规/a.md", "甲条例", "", "行政法规"],
		["DLC/河南/地方性法规/河南/a.md", "河南省甲条例", "", "地方性法规"],
		["部门规章/公安部/a.md", "甲规定", "", "部门规章"],
		["宪法/a.md", "中华人民共和国宪法", "", "宪法"],
		["经济法/a.md", "甲法", "", "法律"],
		["a.md", "最高人民法院关于甲的解释", "", "司法解释"],
		[
			"a.md",
			"甲法",
			"2019年1月1日 第十三届全国人民代表大会常务委员会第一次会议通过",
			"法律",
		],
		["a.md", "甲条例", "2019年1月1日 国务院令第1号公布", "行政法规"],
		["a.md", "甲办法", "2019年1月1日 公安部令第1号公布", "部门规章"],
		[
			"a.md",
			"某市甲条例",
			"2019年1月1日 某市第一届人民代表大会常务委员会通过",
			"地方性法规",
		],
		["a.md", "甲办法", "", undefined],
	])(
		"of %s, %s, is told by its folder, its name or who made it",
		(name, title, line, level) => {
			const article = readArticle(
				name,
				`# ${title}\n\n${line}\n\n<!-- INFO END -->\n\n第一条 甲。\n\n第二条 乙。\n`,
			);
			expect(article.level).toBe(level);
		},
	);

	test("its day is the newest of its passing, amendments and file name", () => {
		const law =
			"# 甲法\n\n1994年7月5日 通过\n\n2009年8月27日 第一次修正根据2018年12月29日决定第二次修正\n\n2030年1月1日 起施行\n\n<!-- INFO END -->\n\n第一条 甲。";
		expect(readArticle("甲法.md", law).publishedAt).toBe("2018-12-29");
		expect(readArticle("甲法(2019-01-04).md", law).publishedAt).toBe(
			"2019-01-04",
		);
	});
});
