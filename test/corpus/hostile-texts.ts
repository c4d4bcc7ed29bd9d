import { front, has, PROSE, page, type Row, record } from "./hostile-rows.ts";

export const NAMES: readonly Row[] = [
	["with space/a b.txt", `题目\n${PROSE}`, has(PROSE)],
	["😀/😀😀.md", `# 题目\n\n${PROSE}`, has(PROSE)],
	["new\nline/with\nbreak.txt", `题目\n${PROSE}`, has(PROSE)],
	[`${"长".repeat(83)}ab.txt`, `题目\n${PROSE}`, has(PROSE)],
	["[a]{b,c}(d)*?!.html", page(`<p>${PROSE}</p>`), has(PROSE)],
	["back\\slash.txt", `题目\n${PROSE}`, has(PROSE)],
	["-rf.txt", `题目\n${PROSE}`, has(PROSE)],
	["'quotes\".txt", `题目\n${PROSE}`, has(PROSE)],
	["UPPER.HTML", page(`<p>${PROSE}</p>`), has(PROSE)],
	["two.dots.Md", `# 题目\n\n${PROSE}`, has(PROSE)],
	["constructor.md", `# 题目\n\n${PROSE}`, has(PROSE)],
	["__proto__.json", record({}), has(PROSE)],
	["bidi\u202ename.txt", `题目\n${PROSE}`, has(PROSE)],
	["no-extension", PROSE, "ignored"],
	["other.docx", PROSE, "ignored"],
	["archive.gz", PROSE, "ignored"],
	["backup.md~", PROSE, "ignored"],
	[".hidden.md", PROSE, "ignored"],
	[".git/notes.md", PROSE, "ignored"],
];

export const JSON_ROWS: readonly Row[] = [
	["text.json", PROSE, "bad-json"],
	["cut.json", record({}).slice(0, -3), "bad-json"],
	["comma.json", '{"title":"题目",}', "bad-json"],
	["two-values.json", `${record({})}${record({})}`, "bad-json"],
	["number.json", "42", "bad-field"],
	["string.json", '"题目"', "bad-field"],
	["null.json", "null", "bad-field"],
	["array-of-numbers.json", "[1]", "bad-field"],
	["array-of-arrays.json", "[[]]", "bad-field"],
	["title-number.json", record({ title: 1 }), "bad-field"],
	["title-object.json", record({ title: {} }), "bad-field"],
	["body-number.json", record({ body: 1 }), "bad-field"],
	["body-mixed.json", record({ body: ["a", 1] }), "bad-field"],
	["category-number.json", record({ category: 1 }), "bad-field"],
	["category-nested.json", record({ category: [["a"]] }), "bad-field"],
	["views-negative.json", record({ views: -1 }), "bad-field"],
	["views-fraction.json", record({ views: 1.5 }), "bad-field"],
	["views-huge.json", record({ views: 1e300 }), "bad-field"],
	["views-word.json", record({ views: "许多" }), "bad-field"],
	["date-number.json", record({ publishedAt: 1700000000 }), "bad-field"],
	["date-object.json", record({ date: { year: 2024 } }), "bad-field"],
	["id-object.json", record({ id: {} }), "bad-field"],
	["id-fraction.json", record({ id: 1.5 }), "bad-field"],
	["related-object.json", record({ editorRelated: {} }), "bad-field"],
	["nothing-known.json", '{"foo":"bar"}', "no-text"],
	["everything-null.json", '{"title":null,"body":null}', "no-text"],
	[
		"nulls.json",
		record({ author: null, views: null, date: null, category: null }),
		has(PROSE),
	],
	["date-impossible.json", record({ date: "2024-02-31" }), has(PROSE)],
	[
		"proto.json",
		`{"__proto__":{"polluted":true},"title":"题目","body":"${PROSE}"}`,
		has(PROSE),
	],
	[
		"proto-fields.json",
		`{"__proto__":{"title":"偷来的"},"body":"${PROSE}"}`,
		has(PROSE),
	],
	[
		"constructor.json",
		record({ constructor: { prototype: { polluted: true } } }),
		has(PROSE),
	],
	[
		"same-key-twice.json",
		`{"title":"甲","title":"乙","body":"${PROSE}"}`,
		has("乙"),
	],
	[
		"half-surrogate.json",
		`{"title":"题\\ud800目","body":"${PROSE}\\udc00"}`,
		has("题\uFFFD目"),
	],
	["string.jsonl", '"text"', "bad-field"],
	["bad-line.jsonl", "{", "bad-json"],
];

export const TEXTS: readonly Row[] = [
	["nul.txt", `题目\n劳动\0合同，${PROSE}`, has("劳动\0合同")],
	[
		"bidi.txt",
		`题目\n劳动\u202e合同\u2066，${PROSE}`,
		has("劳动\u202e合同\u2066"),
	],
	[
		"zero-width.md",
		`# 题目\n\n劳\u200b动\u200d合\ufeff同，${PROSE}`,
		has("劳\u200b动\u200d合\ufeff同"),
	],
	[
		"escape-sequences.txt",
		`题目\n\u001b[31m红\u001b[0m\u0007，${PROSE}`,
		has("\u001b[31m红\u001b[0m\u0007"),
	],
	["nul.html", page(`<p>劳动\0合同，${PROSE}</p>`), has("劳动\0合同")],
	[
		"bidi.html",
		page(`<p>劳动&#8238;合同，${PROSE}</p>`),
		has("劳动\u202e合同"),
	],
	["nul.jsonl", record({ body: "劳动\0合同，应当。" }), has("劳动\0合同")],
	["private-use.txt", `题目\n\ue5f9字，${PROSE}`, has("\ue5f9字")],
	["rare-and-astral.txt", `题目\n𠮷野家，${PROSE}`, has("𠮷野家")],
	[
		"carriage-returns.txt",
		`题目\r${PROSE}\r${PROSE}`,
		has(`${PROSE}\n${PROSE}`),
	],
	[
		"line-separators.txt",
		`题目\u2028${PROSE}\u2029${PROSE}`,
		has(`${PROSE}\n${PROSE}`),
	],
	["only-zero-width-lines.txt", `题目\n\u200b\n${PROSE}\n\ufeff`, has(PROSE)],
	["formula.txt", `题目\n=1+1，${PROSE}`, has("=1+1")],
];

export const FRONT_MATTER: readonly Row[] = [
	["plain.md", front("author: 王敏"), has(PROSE)],
	["empty-front.md", "---\n---\n# 题目\n\n正文。", has("正文。")],
	[
		"bomb.md",
		front(`a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\ntitle: *c`),
		"bad-front-matter",
	],
	["alias.md", front("author: &a 王敏\neditor: *a"), "bad-front-matter"],
	["merge.md", front("base: &b {x: 1}\ntitle:\n  <<: *b"), "bad-front-matter"],
	["unclosed.md", `---\ntitle: 题目\n\n${PROSE}`, "bad-front-matter"],
	["unclosed-quote.md", front('title: "题目'), "bad-front-matter"],
	["tab.md", front("a:\n\t- b"), "bad-front-matter"],
	["same-key-twice.md", front("title: 甲\ntitle: 乙"), "bad-front-matter"],
	["list-for-title.md", front("title: [甲, 乙]"), "bad-field"],
	["tag-of-code.md", front('run: !!js/function "function(){}"'), has(PROSE)],
	[
		"proto.md",
		front("__proto__: {polluted: true}\nconstructor: x"),
		has(PROSE),
	],
	["numbers.md", front("title: 2024\nviews: 12"), has("2024")],
	["too-long-front.md", front(`a: ${"x".repeat(20_000)}`), "bad-front-matter"],
	["rule-not-front.md", `---\n\n# 题目\n\n${PROSE}\n\n---\n`, has(PROSE)],
	["only-front.md", "---\nauthor: 王敏\n---\n", "no-text"],
];

export const PAGES: readonly Row[] = [
	["no-body.html", `<title>题目</title><p>${PROSE}`, has(PROSE)],
	["not-html.html", PROSE, has("劳动合同")],
	[
		"unclosed-comment.html",
		page(`<p>${PROSE}</p><!-- <p>不见了</p>`),
		has(PROSE),
	],
	[
		"unclosed-script.html",
		`<h1>题目</h1><p>${PROSE}</p><script>var a = "<p>"`,
		has(PROSE),
	],
	[
		"unclosed-attribute.html",
		`<h1>题目</h1><p>${PROSE}</p><a href="x>${PROSE}`,
		has(PROSE),
	],
	["unclosed-title.html", "<title>题目", "no-text"],
	[
		"entities-out-of-range.html",
		page(`<p>${PROSE}&#x110000;&#0;&#xD800;&unknown;</p>`),
		has(PROSE),
	],
	["cdata.html", page(`<p>${PROSE}</p><![CDATA[ 乙 ]]>`), has(PROSE)],
	[
		"script-only.html",
		"<title>题目</title><script>document.write('正文')</script>",
		"no-text",
	],
	[
		"frames.html",
		"<frameset><frame src=a><noframes>请用新浏览器</noframes></frameset>",
		"no-text",
	],
	[
		"all-hidden.html",
		`<title>题目</title><div style="display:none"><p>${PROSE}</p></div>`,
		"no-text",
	],
	[
		"template-only.html",
		`<title>题目</title><template><p>${PROSE}</p></template>`,
		"no-text",
	],
	[
		"words-in-attributes.html",
		page(`<p title="不是正文">${PROSE}<img alt="也不是"></p>`),
		has(PROSE),
	],
	[
		"json-ld-broken.html",
		page(
			`<p>${PROSE}</p>`,
			'<script type="application/ld+json">{"@type":"Article",</script>',
		),
		has(PROSE),
	],
	[
		"json-ld-deep.html",
		page(
			`<p>${PROSE}</p>`,
			`<script type="application/ld+json">${'{"@graph":['.repeat(5000)}${"]}".repeat(5000)}</script>`,
		),
		has(PROSE),
	],
	[
		"million-attributes.html",
		page(`<p ${"a ".repeat(200_000)}>${PROSE}</p>`),
		has(PROSE),
	],
	[
		"long-class.html",
		page(`<p class="${"c ".repeat(200_000)}">${PROSE}</p>`),
		has(PROSE),
	],
	[
		"markup-in-title.html",
		page(`<p>${PROSE}</p>`).replace(
			"<h1>题目</h1>",
			"<h1><a href=javascript:alert(1)>题&lt;script&gt;目</a></h1>",
		),
		has("题<script>目"),
	],
];
