import { describe, expect, test } from "vitest";
import { PAGE_TEMPLATES, type PageContent } from "./page-templates.ts";
import { headingsOf, readArticle, readContent } from "./source-folder.ts";

const RELATED = ["一", "二", "三", "四"].map((n, i) => ({
	title: `相关题目之${n}：赔偿多少钱`,
	teaser: `这是第${n}篇的导语，介绍赔偿的标准和计算的方法，以及当事人应当注意的若干问题和证据材料`,
	date: `2024-01-0${i + 1} 08:00:00`,
	views: 200 + i,
}));

const CONTENTS: readonly PageContent[] = [
	{
		title: "加班费的仲裁时效应当如何认定",
		author: "王敏",
		date: "2024-02-11 11:05:01",
		views: 1302,
		breadcrumb: ["法律知识", "劳动工伤"],
		summary: "拖欠加班费的仲裁时效，在劳动关系存续期间不受一年的限制。",
		paragraphs: [
			"张某2016年7月入职某建筑公司，2019年2月离职。工作期间，张某存在加班情形，但公司未支付加班费。",
			"# 一、时效从哪一天算",
			"劳动争议申请仲裁的时效期间为一年，从当事人知道或者应当知道其权利被侵害之日起计算。",
			"（一）在职的，不受一年限制；",
			"（二）离职的，自离职之日起一年内提出。",
			"# 二、要留什么证据",
			"考勤记录、工资条、聊天记录都可以。",
		],
		related: RELATED,
	},
	{
		title: "借条写“今欠”还是“今借”，差别在哪里",
		author: "某某法律网",
		date: "2023-12-30 09:00:59",
		views: 7,
		breadcrumb: ["债权债务", "民间借贷"],
		summary: "借条与欠条的诉讼时效起算点不同，写法要分清。",
		paragraphs: [
			"借条证明借款合同关系，欠条证明结算之后的债权。",
			"没有约定还款期限的借条，债权人可以随时主张，<但>应给对方必要的准备时间 & 书面催告。",
			"写明本金、利率、期限，签名并按手印。",
		],
		related: RELATED.slice(0, 2),
	},
	{
		title: "短文",
		author: "张三律师",
		date: "2021-10-01 00:00:00",
		views: 100000,
		breadcrumb: ["首席说法", "婚姻家庭"],
		summary: "摘要里也有标点，但不是正文。",
		paragraphs: ["离婚冷静期为三十日，任何一方可以撤回申请。"],
		related: RELATED.slice(0, 1),
	},
];

describe.each(PAGE_TEMPLATES)(
	"a page of the kind: $name",
	({ render, shows }) => {
		test.each(CONTENTS)(
			"gives the article $title back, and nothing of what is around it",
			(content) => {
				const article = readArticle("a.html", render(content));
				expect(article.title).toBe(content.title);
				expect(article.body.split("\n")).toEqual(
					content.paragraphs.map((line) => line.replace(/^# /, "")),
				);
				expect(headingsOf(article)).toEqual(
					content.paragraphs
						.filter((line) => line.startsWith("# "))
						.map((line) => line.slice(2)),
				);
				if (shows.includes("author"))
					expect(article.author).toBe(content.author);
				if (shows.includes("date"))
					expect(article.publishedAt?.slice(0, 10)).toBe(
						content.date.slice(0, 10),
					);
				if (shows.includes("time"))
					expect(article.publishedAt).toBe(content.date.replace(" ", "T"));
				if (shows.includes("views")) expect(article.views).toBe(content.views);
				if (shows.includes("breadcrumb"))
					expect(article.category.slice(-2)).toEqual(content.breadcrumb);
				if (shows.includes("summary"))
					expect(article.summary).toBe(content.summary);
				if (shows.includes("teasers")) {
					const related = content.related.map(({ teaser, date, views }) => ({
						teaser,
						publishedAt: date.replace(" ", "T"),
						views,
					}));
					expect(article.editorRelated).toEqual(related);
				}
			},
		);
	},
);

const PROSE = "<p>劳动合同的解除，应当依法支付经济补偿。</p>";
const bodyOf = (html: string) =>
	readArticle("a.html", `<title>题目</title><h1>题目</h1>${html}`).body;

describe("the text of a page", () => {
	test("keeps the cells of a table apart, one row a line", () => {
		expect(
			bodyOf(
				`${PROSE}<table><tr><th>标的<th>费率<tr><td>1万元<br>以下<td><p>50元</p></table>`,
			),
		).toBe(
			"劳动合同的解除，应当依法支付经济补偿。\n标的\t费率\n1万元 以下\t50元",
		);
	});

	test("leaves out the readings of ruby and whatever is hidden", () => {
		const hidden =
			'<span style="display: none">一</span><i hidden>二</i><b aria-hidden="true">三</b><em class="no">四</em><s style="visibility:hidden">五</s>';
		expect(
			bodyOf(
				`<style>p{color:red} .no, #x { display:none }</style><p>依法<ruby>缉<rp>(</rp><rt>jī</rt><rp>)</rp></ruby>捕，${hidden}应当出示证件。</p>`,
			),
		).toBe("依法缉捕，应当出示证件。");
	});

	test("has no blank where the source breaks a line of Chinese, and one where it breaks Latin", () => {
		expect(bodyOf("<p>劳动\n  合同，\n解除 a\n  b&nbsp;&nbsp;c。</p>")).toBe(
			"劳动合同，解除 a b c。",
		);
	});

	test("has lines of their own for list items, breaks and preformatted lines", () => {
		expect(
			bodyOf(
				`${PROSE}<ol><li>甲，</li><li>乙，</ol><p>丙，<br/>丁。</p><pre>戊\n  己</pre>`,
			)
				.split("\n")
				.slice(1),
		).toEqual(["甲，", "乙，", "丙，", "丁。", "戊", "己"]);
	});

	test("keeps zero-width and bidirectional characters and what entities stand for", () => {
		expect(
			bodyOf("<p>甲&#x200b;乙，&#8238;丙&lt;b&gt;，&amp;nbsp;。</p>"),
		).toBe("甲\u200b乙，\u202e丙<b>，&nbsp;。");
	});

	test("knows marked headings, and bold lines that are no sentences", () => {
		const article = readArticle(
			"a.html",
			`<h1>题目</h1>${PROSE}<h3>小标题</h3>${PROSE}<p><strong>粗体标题</strong></p><p><b>粗体的句子，不是标题。</b></p>`,
		);
		expect(headingsOf(article)).toEqual(["小标题", "粗体标题"]);
	});
});

describe("a page saved by an office program", () => {
	test("of Word gives its text, author and headings", () => {
		const html = `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta http-equiv=Content-Type content="text/html; charset=utf-8"><title>办法</title>
<!--[if gte mso 9]><xml><o:DocumentProperties><o:Author>彭某</o:Author><o:Created>2022-03-10T01:20:00Z</o:Created></o:DocumentProperties></xml><![endif]--><style><!-- p.MsoNormal {margin:0cm;} --></style></head>
<body lang=ZH-CN><div class=WordSection1><p class=MsoTitle><span>诉讼费怎么算</span></p><h2><span lang=EN-US>一、</span>财产案件</h2><p class=MsoNormal><![if !supportLists]><span style='mso-list:Ignore'>1.<span>&nbsp;&nbsp;</span></span><![endif]>按标的额分段累计，<span lang=EN-US>1</span>万元以下<span lang=EN-US>50</span>元。<o:p></o:p></p><p class=MsoNormal><span style='mso-hide:all'>批注</span>减半收取。</p></div></body></html>`;
		const article = readArticle("a.htm", html);
		expect(article).toMatchObject({
			author: "彭某",
			publishedAt: "2022-03-10",
		});
		expect(article.body).toContain(
			"一、财产案件\n1. 按标的额分段累计，1万元以下50元。\n减半收取。",
		);
		expect(headingsOf(article)).toContain("一、财产案件");
		expect(article.body).not.toContain("批注");
	});

	test("of Excel gives a line a row", () => {
		const html =
			"<html><head><title>赔偿标准</title><style>.xl65{}</style></head><body><table x:str><col width=72><tr height=19><td class=xl65>项目</td><td>金额</td></tr><tr style='display:none'><td>隐藏</td><td>1</td></tr><tr><td>误工费</td><td x:num>300</td></tr><tr><td>护理费</td><td>200</td></tr></table></body></html>";
		expect(readArticle("b.htm", html).body).toBe(
			"项目\t金额\n误工费\t300\n护理费\t200",
		);
	});
});

test("a page of frames or scripts only has no text, and says so", () => {
	for (const html of [
		"<frameset><frame src=a.htm></frameset>",
		"<title>题目</title><script>render('正文')</script><div id=app></div>",
	]) {
		expect(readContent("a.html", html).rejections).toMatchObject([
			{ code: "no-text" },
		]);
	}
});

test("a time in universal time gives way to the one that the page shows", () => {
	const html = `<meta property="article:published_time" content="2024-03-01T02:00:00Z"><h1>题目</h1><p>发布时间：2024-03-01 10:00</p>${PROSE}${PROSE}`;
	expect(readArticle("a.html", html).publishedAt).toBe("2024-03-01T10:00:00");
});
