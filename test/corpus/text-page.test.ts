import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readWhole } from "../../src/corpus/read-source.ts";
import { headingsOf, readArticle, sourceFile } from "./source-folder.ts";

const PAGE = `位置:法搜百科 > 资讯中心 >  劳动用工 > 文章详情

试用期被辞退有补偿吗

作者:法搜百科
|
1,024人看过
发布时间:2025-11-02 08:05:09
试用期被辞退有补偿吗:先看录用条件再谈补偿很多人以为试用期可以随便辞退，其实不然
试用期被辞退有补偿吗
试用期被辞退有补偿吗:先看录用条件再谈补偿
很多人以为试用期可以随便辞退，其实不然，单位要证明不符合录用条件。
一、什么叫不符合录用条件
1. 条件要写在纸上：入职时告知，本人签字。
二、
没有说明理由的，属于违法解除。
推荐文章
相关文章
推荐URL
加班费怎么算:三种倍数先看休息日，再看法定节假日
2025-10-01 10:00:00
88人看过
经济补偿金
离职能拿多少，看工作年限，也看月工资
2025-10-02 11:30:00
7人看过
`;

describe("a saved text page", () => {
	const article = readArticle("a.txt", PAGE);

	test("gives the facts of its head", () => {
		expect(article).toMatchObject({
			id: "a.txt",
			source: "a.txt",
			title: "试用期被辞退有补偿吗",
			author: "法搜百科",
			views: 1024,
			publishedAt: "2025-11-02T08:05:09",
			category: ["法搜百科", "资讯中心", "劳动用工"],
			summary:
				"试用期被辞退有补偿吗:先看录用条件再谈补偿很多人以为试用期可以随便辞退，其实不然",
		});
	});

	test("gives the text from the subtitle to the last paragraph, and nothing of the page around it", () => {
		expect(article.body.split("\n")).toEqual([
			"试用期被辞退有补偿吗:先看录用条件再谈补偿",
			"很多人以为试用期可以随便辞退，其实不然，单位要证明不符合录用条件。",
			"一、什么叫不符合录用条件",
			"1. 条件要写在纸上：入职时告知，本人签字。",
			"二、",
			"没有说明理由的，属于违法解除。",
		]);
	});

	test("knows its subtitle and its numbered headings, even one of a number alone", () => {
		expect(headingsOf(article)).toEqual([
			"试用期被辞退有补偿吗:先看录用条件再谈补偿",
			"一、什么叫不符合录用条件",
			"二、",
		]);
		expect(article.headings.map(({ level }) => level)).toEqual([1, 2, 2]);
	});

	test("lists the editor's related articles", () => {
		expect(article.editorRelated).toEqual([
			{
				teaser: "加班费怎么算:三种倍数先看休息日，再看法定节假日",
				publishedAt: "2025-10-01T10:00:00",
				views: 88,
			},
			{
				title: "经济补偿金",
				teaser: "离职能拿多少，看工作年限，也看月工资",
				publishedAt: "2025-10-02T11:30:00",
				views: 7,
			},
		]);
	});
});

test("a page that puts its facts in one line each, with full-width colons, reads the same", () => {
	const article = readArticle(
		"b.txt",
		"您现在的位置：首页 > 婚姻\n离婚冷静期\n来源：某报\n作者：王敏\n发布时间：2024年3月5日\n摘要说了什么。\n正文第一段，有标点。\n正文第二段。",
	);
	expect(article).toMatchObject({
		title: "离婚冷静期",
		author: "王敏",
		publishedAt: "2024-03-05",
		category: ["首页", "婚姻"],
		summary: "摘要说了什么。",
	});
	expect(article.body).toBe("正文第一段，有标点。\n正文第二段。");
});

test("a heading 相关文章 with nothing dated below it stays part of the text", () => {
	const article = readArticle(
		"c.txt",
		PAGE.slice(0, PAGE.indexOf("推荐文章")).concat(
			"相关文章\n里还有一段正文。\n",
		),
	);
	expect(article.body.endsWith("相关文章\n里还有一段正文。")).toBe(true);
	expect(article.editorRelated).toEqual([]);
});

test("any other text has its first line as title", () => {
	const article = readArticle(
		"d.txt",
		"\r\n　　借条的写法　\r\n\r\n　　一、写清金额\r\n　　大小写都要写。\r\n",
	);
	expect(article.title).toBe("借条的写法");
	expect(article.body).toBe("一、写清金额\n大小写都要写。");
	expect(headingsOf(article)).toEqual(["一、写清金额"]);
});

const SEED = join(process.env.FASOU_DATA ?? "", "seed-page.txt");
const hasSeed = process.env.FASOU_DATA !== undefined && existsSync(SEED);
if (!hasSeed)
	console.warn(
		"SKIPPED: the seed page; set FASOU_DATA to the folder that holds seed-page.txt",
	);

test.skipIf(!hasSeed)(
	"the page that the project started from reads exactly",
	() => {
		const { articles, rejections } = readWhole(sourceFile(SEED));
		const [article] = articles;
		if (article === undefined) throw new Error("no article");
		expect(rejections).toEqual([]);
		expect(article.category).toEqual(["寻法网", "资讯中心", "法律百科"]);
		expect(article.title).toBe("微信实名认证不绑定银行卡");
		expect(article.author).toBe("寻法网");
		expect(article.views).toBe(329);
		expect(article.publishedAt).toBe("2026-03-01T18:01:52");
		expect(article.summary).toMatch(
			/^微信实名认证不绑定银行卡:用户实名与身份验证的深度解析微信作为.*越来越多的用户开始$/,
		);
		const lines = article.body.split("\n");
		expect(lines[0]).toBe(
			"微信实名认证不绑定银行卡:用户实名与身份验证的深度解析",
		);
		expect(lines.at(-1)).toBe(
			"通过合理的选择和操作,用户可以在保障信息安全的前提下,享受更加便捷的微信服务体验。",
		);
		expect(lines).not.toContain(article.title);
		expect(lines).not.toContain(article.summary);
		const headings = headingsOf(article);
		expect(headings[0]).toBe(lines[0]);
		expect(headings.slice(1).map((heading) => heading.slice(0, 2))).toEqual(
			[..."一二三四五六七八九"].map((n) => `${n}、`),
		);
		expect(headings.at(-1)).toBe("九、");
		expect(article.editorRelated.map(({ views }) => views)).toEqual([
			334, 202, 323, 160,
		]);
		for (const { teaser, publishedAt } of article.editorRelated) {
			expect(teaser?.length).toBeGreaterThan(100);
			expect(publishedAt).toMatch(/^2026-03-01T18:01:\d\d$/);
		}
	},
);
