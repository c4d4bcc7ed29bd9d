/** What a page is written from; the reader has to find it again. */
export interface PageContent {
	readonly title: string;
	readonly author: string;
	readonly date: string;
	readonly views: number;
	readonly breadcrumb: readonly string[];
	readonly summary: string;
	/** Headings begin with `# `. */
	readonly paragraphs: readonly string[];
	readonly related: readonly {
		readonly title: string;
		readonly teaser: string;
		readonly date: string;
		readonly views: number;
	}[];
}

export interface PageTemplate {
	readonly name: string;
	readonly render: (content: PageContent) => string;
	/** Which facts the template shows, beside title and body. */
	readonly shows: readonly (
		| "author"
		| "date"
		| "time"
		| "views"
		| "breadcrumb"
		| "summary"
		| "related"
		| "teasers"
	)[];
}

function escapeHtml(text: string): string {
	return text
		.replaceAll("&", "&amp;")
		.replaceAll("<", "&lt;")
		.replaceAll(">", "&gt;")
		.replaceAll('"', "&quot;");
}

/** The paragraphs of a page, each by a function for text and one for headings. */
function body(
	content: PageContent,
	text: (html: string) => string,
	heading: (html: string) => string,
): string {
	return content.paragraphs
		.map((line) =>
			line.startsWith("# ")
				? heading(escapeHtml(line.slice(2)))
				: text(escapeHtml(line)),
		)
		.join("\n");
}

const MENU = [
	"首页",
	"法律知识",
	"法律咨询",
	"找律师",
	"案例库",
	"法规库",
	"文书下载",
	"关于我们",
];
const menu = (tag = "li") =>
	MENU.map((name, i) => `<${tag}><a href="/c${i}/">${name}</a></${tag}>`).join(
		"",
	);
const HOT = [
	"离婚冷静期是多少天",
	"工伤赔偿标准一览表",
	"借条怎么写才有法律效力",
	"交通事故责任认定流程",
	"遗产继承的顺序是什么",
	"劳动仲裁需要什么材料",
];
const hot = () =>
	HOT.map(
		(name, i) =>
			`<li><span class="num">${i + 1}</span><a href="/hot/${i}.html" title="${name}">${name}</a></li>`,
	).join("\n");
const SCRIPT = `<script type="text/javascript">var _hmt = _hmt || []; (function() { var hm = document.createElement("script"); hm.src = "https://hm.example/hm.js?1"; if (1 < 2 && "<p>") { document.write("<p>不是正文，是脚本。</p>"); } })();</script>`;
const FOOT = `<div class="footer"><p>关于我们 | 联系我们 | 服务条款 | 网站地图</p><p>版权所有 © 2010-2026 某某法律网，未经授权不得转载，京ICP备00000000号，京公网安备 11010000000000号。</p></div>`;

/** 织梦 and its kind: the usual small portal. */
const dede: PageTemplate = {
	name: "dedecms",
	shows: ["author", "date", "time", "views", "breadcrumb", "summary"],
	render: (
		c,
	) => `<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml"><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8" />
<title>${escapeHtml(c.title)}_${c.breadcrumb.at(-1)}_某某法律网</title>
<meta name="keywords" content="法律,咨询" /><meta name="description" content="${escapeHtml(c.summary)}" />
<style>.hide{display:none} .w960{width:960px}</style>${SCRIPT}</head>
<body class="articleview"><div class="header w960"><ul class="nav">${menu()}</ul><form><input type="text" value="请输入关键字"><button>搜索</button></form></div>
<div class="w960 pright"><div class="pleft mt1"><div class="place"><strong>当前位置:</strong> <a href="/">主页</a> > ${c.breadcrumb.map((b) => `<a href="/x/">${b}</a>`).join(" > ")} > </div>
<div class="viewbox"><div class="title"><h2>${escapeHtml(c.title)}</h2></div>
<div class="info"><small>时间:</small>${c.date}<small>来源:</small>未知 <small>作者:</small>${c.author} <small>点击:</small><span>${c.views}</span>次</div>
<div class="intro">${escapeHtml(c.summary)}</div>
<div class="content"><table width="100%"><tr><td>
${body(
	c,
	(t) => `<p>\r\n\t　　${t}</p>`,
	(h) => `<h3>${h}</h3>`,
)}
</td></tr></table></div>
<div class="dede_pages"><ul class="pagelist"><li>1</li></ul></div>
<div class="handle"><div class="context"><ul><li>上一篇：<a href="/1.html">${HOT[0]}</a></li><li>下一篇：<a href="/2.html">${HOT[1]}</a></li></ul></div></div></div>
<div class="mt1 dedecomment"><dl class="tbox"><dt><strong>最新评论</strong></dt><dd class="comment-list"><p>写得很好，学习了，谢谢作者的详细说明。</p></dd></dl></div></div>
<div class="sidebar"><dl class="tbox"><dt>热点内容</dt><dd><ul>${hot()}</ul></dd></dl></div></div>${FOOT}</body></html>`,
};

/** A news portal with a side column and recommendations. */
const portal: PageTemplate = {
	name: "news portal",
	shows: ["author", "date", "time", "breadcrumb", "summary"],
	render: (
		c,
	) => `<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>${escapeHtml(c.title)}|法治|案件_新闻中心_某浪网</title>
<meta property="og:type" content="news"><meta property="og:title" content="${escapeHtml(c.title)}"><meta property="og:description" content="${escapeHtml(c.summary)}">
<meta property="article:published_time" content="${c.date.replace(" ", "T")}+08:00"><meta property="article:author" content="${c.author}">
${SCRIPT}</head><body><div class="top-bar"><div class="ul-nav"><ul>${menu()}</ul></div></div>
<div class="main-content w1240"><div class="path-search"><div class="path"><div class="channel-path"><a href="/">新闻中心</a><span class="spliter"></span>${c.breadcrumb.map((b) => `<a href="/b">${b}</a>`).join("<span> &gt; </span>")}<span> &gt; 正文</span></div></div></div>
<h1 class="main-title">${escapeHtml(c.title)}</h1>
<div class="top-bar-wrap"><div class="date-source"><span class="date">${c.date}</span><a class="source" href="#">${c.author}</a></div><div class="page-tools"><a>缩小字体</a><a>放大字体</a><a>收藏</a><a>微博</a><a>微信</a><a>分享</a></div></div>
<div class="article-content clearfix"><div class="article-content-left"><div class="article" id="artibody">
<div class="img_wrapper"><img src="a.jpg" alt="图"><span class="img_descr" style="display:none">隐藏的图片说明文字</span></div>
${body(
	c,
	(t) => `<p cms-style="font-L">　　${t}</p>`,
	(h) => `<p cms-style="font-L"><strong>　　${h}</strong></p>`,
)}
<div class="appendQr_wrap"><p class="article-editor">责任编辑：李四 </p></div></div>
<div class="keywords" id="keywords"><label>文章关键词：</label><a href="#">民法典</a><a href="#">法院</a></div>
<div class="hot-recommend"><h3>相关推荐</h3>${content3(c)}</div>
<div class="comment-wrap" id="comment"><div class="item">网友甲：这个判决很公正，值得各地法院学习，希望以后能有更多这样的案例公布出来，让老百姓知道自己的权利。</div><div class="item">网友乙：支持！法律面前人人平等，谁也不能例外，赔偿应该更高一些才对。</div></div></div>
<div class="article-content-right"><div class="blk"><h2>24小时热文</h2><ul>${hot()}</ul></div></div></div></div>${FOOT}</body></html>`,
};

function content3(c: PageContent): string {
	return c.related
		.map(
			(r) =>
				`<div class="news-item"><h2><a href="#">${escapeHtml(r.title)}</a></h2><p>${escapeHtml(r.teaser)}</p></div>`,
		)
		.join("");
}

/** A site of the administration: tables, and the meta elements that its rules ask for. */
const government: PageTemplate = {
	name: "government",
	shows: ["date", "author", "breadcrumb"],
	render: (
		c,
	) => `<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8">
<meta name="SiteName" content="某市司法局"><meta name="ArticleTitle" content="${escapeHtml(c.title)}"><meta name="PubDate" content="${c.date.slice(0, 16)}"><meta name="ContentSource" content="${c.author}"><meta name="ColumnName" content="${c.breadcrumb.at(-1)}">
<title>某市司法局 ${c.breadcrumb.at(-1)} ${escapeHtml(c.title)}</title></head><body>
<table width="1000" align="center"><tr><td height="120"><img src="banner.jpg"></td></tr><tr><td><table><tr>${MENU.map((m) => `<td><a href="#">${m}</a></td>`).join("")}</tr></table></td></tr></table>
<table width="1000" align="center"><tr><td class="dqwz">您当前的位置：<a href="/">首页</a>&nbsp;&gt;&nbsp;${c.breadcrumb.map((b) => `<a href="#">${b}</a>`).join("&nbsp;&gt;&nbsp;")}</td></tr>
<tr><td align="center"><b style="font-size:24px">${escapeHtml(c.title)}</b></td></tr>
<tr><td align="center">发布日期：${c.date.slice(0, 10)}&nbsp;&nbsp;&nbsp;来源：${c.author}&nbsp;&nbsp;&nbsp;【字体：<a>大</a> <a>中</a> <a>小</a>】&nbsp;&nbsp;<a>打印</a> <a>关闭</a></td></tr>
<tr><td id="zoom"><div class="TRS_Editor"><style type="text/css">.TRS_Editor P{line-height:2}</style>
${body(
	c,
	(t) => `<P style="TEXT-INDENT: 2em"><FONT face=仿宋 size=4>${t}</FONT></P>`,
	(h) => `<P align=center><STRONG><FONT face=黑体>${h}</FONT></STRONG></P>`,
)}
</div></td></tr><tr><td align="right">【<a>打印本页</a>】【<a>关闭窗口</a>】</td></tr></table>
<table width="1000" align="center"><tr><td>主办单位：某市司法局　地址：某市某区某路1号　网站标识码：1100000000　京ICP备00000000号</td></tr></table></body></html>`,
};

/** An article of a messenger's public account: every paragraph in boxes of its own. */
const wechat: PageTemplate = {
	name: "wechat",
	shows: ["author", "date"],
	render: (
		c,
	) => `<!DOCTYPE html><html><head><meta charset="utf-8"><meta property="og:title" content="${escapeHtml(c.title)}" /><meta property="og:description" content="" /><title></title></head>
<body id="activity-detail" class="zh_CN"><div id="js_article" class="rich_media"><div class="rich_media_inner"><div id="page-content" class="rich_media_area_primary"><div id="img-content">
<h1 class="rich_media_title" id="activity-name">
            ${escapeHtml(c.title)}
        </h1>
<div id="meta_content" class="rich_media_meta_list"><span class="rich_media_meta rich_media_meta_text">作者：${c.author}</span> <em id="publish_time" class="rich_media_meta rich_media_meta_text">${c.date.slice(0, 10)}</em></div>
<div class="rich_media_content " id="js_content" style="overflow:hidden">
${body(
	c,
	(t) =>
		`<section style="margin: 8px"><section><section powered-by="x"><p style="text-align: justify"><span style="font-size: 15px;">${t.replace(/。/, "。</span><span>")}</span></p></section></section></section>`,
	(h) =>
		`<section><section style="text-align:center"><strong><span>${h}</span></strong></section></section>`,
)}
<p><br></p></div><div class="rich_media_tool" id="js_tags"><span>阅读原文</span></div></div></div></div></div>
<div id="js_pc_qr_code" class="qr_code_pc_outer" style="display:none;"><p>微信扫一扫关注该公众号，获取更多资讯。</p></div></body></html>`,
};

/** The law encyclopedia that the seed page was saved from. */
const encyclopedia: PageTemplate = {
	name: "law encyclopedia",
	shows: [
		"author",
		"date",
		"time",
		"views",
		"breadcrumb",
		"summary",
		"related",
		"teasers",
	],
	render: (
		c,
	) => `<!DOCTYPE html><html><head><meta charset="UTF-8"><title>${escapeHtml(c.title)}-某法网</title><meta name="description" content="${escapeHtml(c.summary)}"></head><body>
<header><div class="logo"><a href="/">某法网</a></div><nav><ul>${menu()}</ul></nav></header>
<div class="container"><div class="crumbs">位置:<a href="/">某法网</a> &gt; ${c.breadcrumb.map((b) => `<a href="#">${b}</a>`).join(" &gt;  ")} &gt; 文章详情</div>
<div class="left-main"><div class="detail-top"><h1>${escapeHtml(c.title)}</h1><div class="msg"><span>作者:${c.author}</span><span>|</span><span><i>${c.views}</i>人看过</span><span>发布时间:${c.date}</span></div>
<div class="zhaiyao">${escapeHtml(c.summary)}</div></div>
<div class="ask-box"><a href="/ask">法律问题？免费问律师，3分钟回复</a></div>
<div class="details-content"><div class="title">${escapeHtml(c.title)}</div>
${body(
	c,
	(t) => `<p>${t}</p>`,
	(h) => `<h2>${h}</h2>`,
)}
<div class="advert" id="gg1"><a href="#">在线咨询律师，一对一解答您的法律问题，立即咨询，不满意退款！</a></div></div>
<div class="tuijian"><div class="tit">推荐文章</div><div class="tit2">相关文章</div>
${c.related.map((r) => `<div class="item"><a href="#"><p class="des">${escapeHtml(r.teaser)}</p></a><div class="foot-msg"><span>${r.date}</span><span>${r.views}人看过</span></div></div>`).join("\n")}</div></div>
<aside><h3>热门律师</h3><ul><li>张律师 擅长：婚姻家庭，合同纠纷，交通事故。电话咨询</li><li>李律师 擅长：劳动工伤，债权债务。电话咨询</li></ul><h3>热门文章</h3><ul>${hot()}</ul></aside></div>${FOOT}</body></html>`,
};

/** A page of 2003: upper case, tables in tables, elements never closed. */
const tables: PageTemplate = {
	name: "nested tables",
	shows: ["author", "date", "views", "breadcrumb"],
	render: (
		c,
	) => `<HTML><HEAD><TITLE>${escapeHtml(c.title)} - 某某律师事务所</TITLE><META content="text/html; charset=utf-8" http-equiv=Content-Type></HEAD>
<BODY bgColor=#ffffff><CENTER><TABLE width=778><TR><TD><TABLE><TR>${MENU.map((m) => `<TD><A href="#"><FONT color=#fff>${m}</FONT></A>`).join("")}</TABLE></TABLE>
<TABLE width=778 border=0><TR><TD width=180 vAlign=top><TABLE><TR><TD>栏目导航<TR><TD>${MENU.map((m) => `<A href="#">${m}</A><BR>`).join("")}<TR><TD>推荐文章<BR>${HOT.map((h) => `·<A href="#">${h}</A><BR>`).join("")}</TABLE>
<TD width=598 vAlign=top><TABLE width="100%"><TR><TD>您现在的位置：<A href="/">首页</A> &gt;&gt; ${c.breadcrumb.map((b) => `<A href="#">${b}</A>`).join(" &gt;&gt; ")} &gt;&gt; 正文
<TR><TD align=middle><FONT size=4><B>${escapeHtml(c.title)}</B></FONT>
<TR><TD align=middle>作者：${c.author} 文章来源：本站原创 点击数：${c.views} 更新时间：${c.date.slice(0, 10)}
<TR><TD><HR>
${body(
	c,
	(t) => `<P>　　${t}`,
	(h) => `<P><B>${h}</B>`,
)}
<TR><TD align=right>【<A href="#">发表评论</A>】【<A href="#">告诉好友</A>】【<A href="#">打印此文</A>】【<A href="#">关闭窗口</A>】
<TR><TD>上一篇文章：<A href="#">${HOT[2]}</A><BR>下一篇文章：<A href="#">${HOT[3]}</A></TABLE></TABLE>
<TABLE width=778><TR><TD align=middle>设为首页 | 加入收藏 | 联系站长 | 友情链接 | 版权申明<BR>Copyright 2003 某某律师事务所 All rights reserved.</TABLE></CENTER></BODY></HTML>`,
};

/** A blog with comments longer than the article is wide. */
const blog: PageTemplate = {
	name: "blog",
	shows: ["author", "date", "breadcrumb"],
	render: (
		c,
	) => `<!doctype html><html lang="zh-Hans"><head><meta charset="UTF-8"><title>${escapeHtml(c.title)} – 律师手记</title>
<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"BlogPosting","headline":${JSON.stringify(c.title)},"datePublished":"${c.date.replace(" ", "T")}+08:00","author":{"@type":"Person","name":${JSON.stringify(c.author)}}},
{"@type":"BreadcrumbList","itemListElement":[{"@type":"ListItem","position":1,"name":"首页"},${c.breadcrumb.map((b, i) => `{"@type":"ListItem","position":${i + 2},"name":${JSON.stringify(b)}}`).join(",")},{"@type":"ListItem","position":9,"name":${JSON.stringify(c.title)}}]}]}</script></head>
<body class="single single-post"><div id="page"><header id="masthead"><p class="site-title">律师手记</p><p class="site-description">记录办案的点点滴滴，分享法律的点点滴滴。</p><nav id="site-navigation"><ul id="primary-menu">${menu()}</ul></nav></header>
<div id="content"><main id="main"><article id="post-12" class="post-12 post type-post hentry"><header class="entry-header"><h1 class="entry-title">${escapeHtml(c.title)}</h1><div class="entry-meta"><span class="posted-on">发表于 <time datetime="${c.date.replace(" ", "T")}">${c.date.slice(0, 10)}</time></span><span class="byline"> 由 <a>${c.author}</a></span></div></header>
<div class="entry-content">
${body(
	c,
	(t) => `<p class="wp-block-paragraph">${t}</p>`,
	(h) => `<h2 class="wp-block-heading">${h}</h2>`,
)}
<div class="sharedaddy"><h3>共享此文章：</h3><ul><li><a>微博</a></li><li><a>微信</a></li></ul></div></div>
<footer class="entry-footer"><span class="cat-links">分类：<a>劳动法</a></span><span class="tags-links">标签：<a>工伤</a></span></footer></article>
<nav class="post-navigation"><a>← 上一篇</a><a>下一篇 →</a></nav>
<div id="comments" class="comments-area"><h2>《${escapeHtml(c.title)}》有2条评论</h2><ol class="comment-list"><li class="comment"><p>律师您好，我去年在工地上受了伤，老板一直拖着不给钱，请问我现在还能不能申请工伤认定，需要准备哪些材料，到哪里去办，谢谢您的回答！</p></li><li class="comment"><p>您好，工伤认定的申请期限是一年，请尽快向当地人力资源和社会保障部门提出，带上劳动合同、诊断证明和受伤经过的证据。</p></li></ol><form id="commentform"><textarea>请输入评论</textarea></form></div></main>
<aside id="secondary" class="widget-area"><section class="widget"><h2>近期文章</h2><ul>${hot()}</ul></section></aside></div></div></body></html>`,
};

/** A page of a framework: class names without meaning, paragraphs in plain boxes. */
const hashed: PageTemplate = {
	name: "hashed classes",
	shows: ["author", "date", "time", "views"],
	render: (
		c,
	) => `<!DOCTYPE html><html><head><meta charset="utf-8"/><title>${escapeHtml(c.title)}</title><meta property="og:title" content="${escapeHtml(c.title)}"/></head><body><div id="__next"><div class="css-1a2b"><div class="css-x9"><a class="css-q" href="/">法帮</a>${MENU.map((m) => `<a class="css-q" href="#">${m}</a>`).join("")}</div>
<div class="css-77"><div class="css-0z"><h1 class="css-t1">${escapeHtml(c.title)}</h1><div class="css-m3"><span>${c.author}</span><span>发布于 ${c.date}</span><span>阅读 ${c.views}</span></div>
<div class="css-b5">${body(
		c,
		(t) => `<div class="css-p"><span>${t}</span></div>`,
		(h) => `<div class="css-h"><b>${h}</b></div>`,
	)}</div></div>
<div class="css-r8"><div class="css-rt">相关阅读</div>${c.related.map((r) => `<div class="css-ri"><a href="#">${escapeHtml(r.title)}</a></div>`).join("")}</div></div>
<div class="css-ff">© 2026 法帮 · 用户协议 · 隐私政策 · 举报电话：010-00000000</div></div></div>${SCRIPT}</body></html>`,
};

export const PAGE_TEMPLATES: readonly PageTemplate[] = [
	dede,
	portal,
	government,
	wechat,
	encyclopedia,
	tables,
	blog,
	hashed,
];
