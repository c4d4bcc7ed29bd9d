import { gzipSync } from "node:zlib";
import {
	BIG5,
	bytes,
	front,
	GBK,
	has,
	hex,
	PROSE,
	page,
	type Row,
	record,
	utf16be,
} from "./hostile-rows.ts";

export const ENCODINGS: readonly Row[] = [
	["utf8.txt", `题目\n${PROSE}`, has(PROSE)],
	["utf8-mark.txt", `\uFEFF题目\n${PROSE}`, has(PROSE)],
	["utf8-mark.json", `\uFEFF${record({})}`, has(PROSE)],
	["utf8-mark.md", `\uFEFF${front("author: 王敏")}`, has(PROSE)],
	["gbk.txt", bytes(GBK, "\n", GBK), has("劳动合同的解除")],
	["gbk.md", bytes("# ", GBK, "\n\n", GBK), has("劳动合同的解除")],
	[
		"gbk.json",
		bytes('{"title":"', GBK, '","body":"', GBK, '"}'),
		has("劳动合同的解除"),
	],
	[
		"gbk.jsonl",
		bytes('{"title":"', GBK, '","body":"', GBK, '"}\n'),
		has("劳动合同的解除"),
	],
	[
		"gbk-says-nothing.html",
		bytes("<h1>", GBK, "</h1><p>", GBK, GBK, "</p>"),
		has("劳动合同的解除"),
	],
	[
		"gbk-says-gb2312.html",
		bytes("<meta charset=gb2312><h1>", GBK, "</h1><p>", GBK, GBK, "</p>"),
		has("劳动合同的解除"),
	],
	[
		"gbk-says-utf8.html",
		bytes("<meta charset=utf-8><h1>", GBK, "</h1><p>", GBK, GBK, "</p>"),
		has("劳动合同的解除"),
	],
	[
		"gbk-says-big5.html",
		bytes("<meta charset=big5><h1>", GBK, "</h1><p>", GBK, GBK, "</p>"),
		has("劳动合同的解除"),
	],
	[
		"gb18030-four-bytes.txt",
		bytes(GBK, "\n", hex("B7A8 8139EE39 C2C9"), GBK),
		has("法㐀律劳动"),
	],
	["gb18030-mark.txt", bytes(hex("84319533"), GBK, "\n", GBK), has("劳动合同")],
	["big5.txt", bytes(BIG5, "\n", BIG5), has("勞動契約的終止")],
	[
		"big5-says-gbk.html",
		bytes("<meta charset=gbk><h1>", BIG5, "</h1><p>", BIG5, BIG5, "</p>"),
		has("勞動契約的終止"),
	],
	[
		"utf8-says-gbk.html",
		`<meta charset=gbk><h1>题目</h1><p>${PROSE}</p>`,
		has(PROSE),
	],
	[
		"utf8-says-latin1.html",
		`<meta charset=iso-8859-1><h1>题目</h1><p>${PROSE}</p>`,
		has(PROSE),
	],
	[
		"utf8-says-nonsense.html",
		`<meta charset="x-unknown"><h1>题目</h1><p>${PROSE}</p>`,
		has(PROSE),
	],
	[
		"utf16le-mark.txt",
		Buffer.from(`\uFEFF题目\n${PROSE}`, "utf16le"),
		has(PROSE),
	],
	["utf16be-mark.txt", utf16be(`\uFEFF题目\n${PROSE}`), has(PROSE)],
	[
		"utf16le-no-mark.txt",
		Buffer.from(`题目\n${PROSE}\n`, "utf16le"),
		has(PROSE),
	],
	[
		"utf16le-mark.html",
		Buffer.from(`\uFEFF${page(`<p>${PROSE}</p>`)}`, "utf16le"),
		has(PROSE),
	],
	[
		"utf16le-mark.jsonl",
		Buffer.from(`\uFEFF${record({})}`, "utf16le"),
		has(PROSE),
	],
	[
		"mark-of-utf8-before-gbk.txt",
		bytes("\uFEFF", GBK, "\n", GBK),
		has("劳动合同"),
	],
	[
		"utf8-cut-inside-a-character.txt",
		Buffer.from(`题目\n${PROSE}`).subarray(0, -1),
		"bad-encoding",
	],
	[
		"utf8-with-one-bad-byte.txt",
		bytes("题目\n", PROSE, hex("FF"), PROSE),
		"bad-encoding",
	],
	["utf8-overlong.txt", bytes("题目\n", hex("C080"), PROSE), "bad-encoding"],
	[
		"utf8-surrogates.txt",
		bytes("题目\n", hex("EDA080 EDB080"), PROSE),
		"bad-encoding",
	],
	[
		"latin1.txt",
		Buffer.from("d\xe9j\xe0 vu, caf\xe9 !", "latin1"),
		"bad-encoding",
	],
	[
		"picture.txt",
		hex(
			"89504E470D0A1A0A 0000000D49484452 000001F4000000C8 0802000000FF3A5C D6000A",
		),
		"bad-encoding",
	],
	[
		"archive.html",
		hex("504B0304 1400060008 000000210 0FF D8FFE0 C080"),
		"bad-encoding",
	],
	["bad-bytes.json", bytes('{"title":"', hex("FFFE80"), '"}'), "bad-encoding"],
];

export const NESTING: readonly Row[] = [
	["divs-400.html", page(`${"<div>".repeat(400)}<p>${PROSE}</p>`), has(PROSE)],
	["divs-600.html", page(`${"<div>".repeat(600)}<p>${PROSE}</p>`), "too-deep"],
	["divs-100000.html", `${"<div>".repeat(100_000)}${PROSE}`, "too-deep"],
	["spans-100000.html", page("<span>".repeat(100_000)), "too-deep"],
	["lists-100000.html", page("<ul><li>".repeat(100_000)), "too-deep"],
	["tables-600.html", page("<table><tr><td>".repeat(600)), "too-deep"],
	["bold-never-closed.html", page(`<p>${PROSE}<b>`.repeat(5000)), has(PROSE)],
	[
		"font-never-closed.html",
		page(`<p><font color=red>${PROSE}`.repeat(5000)),
		has(PROSE),
	],
	[
		"paragraphs-never-closed.html",
		page(`<p>${PROSE}`.repeat(20_000)),
		has(PROSE),
	],
	[
		"links-never-closed.html",
		page(`<p>${PROSE}</p>${"<a href=x>甲".repeat(20_000)}`),
		has(PROSE),
	],
	[
		"ends-never-begun.html",
		page(`${"</div></table></p>".repeat(20_000)}<p>${PROSE}</p>`),
		has(PROSE),
	],
	[
		"extra-200-deep.json",
		record({ deep: JSON.parse(`${"[".repeat(200)}${"]".repeat(200)}`) }),
		has(PROSE),
	],
	[
		"extra-600-deep.json",
		record({ deep: JSON.parse(`${"[".repeat(600)}${"]".repeat(600)}`) }),
		"too-deep",
	],
	[
		"extra-objects.jsonl",
		record({ deep: JSON.parse(`${'{"a":'.repeat(600)}1${"}".repeat(600)}`) }),
		"too-deep",
	],
	["brackets-100000.json", "[".repeat(100_000), "bad-json"],
	[
		"quotes-100000.md",
		`# 题目\n\n${"> ".repeat(100_000)}${PROSE}`,
		has("题目"),
	],
	[
		"lists-in-lists.md",
		`# 题目\n\n${Array.from({ length: 2000 }, (_, i) => `${" ".repeat(i)}- ${PROSE}`).join("\n")}`,
		has(PROSE),
	],
	[
		"front-matter-brackets.md",
		front(`a: ${"[".repeat(5000)}`),
		"bad-front-matter",
	],
	[
		"front-matter-dashes.md",
		front(`a:\n  ${"- ".repeat(2000)}x`),
		"bad-front-matter",
	],
];

export const SIZES: readonly Row[] = [
	["empty.txt", "", "empty"],
	["empty.md", "", "empty"],
	["empty.html", "", "empty"],
	["empty.json", "", "empty"],
	["empty.jsonl", "", "empty"],
	["empty.jsonl.gz", "", "empty"],
	["packed-nothing.jsonl.gz", gzipSync(""), "empty"],
	["blank-lines.jsonl", "\n\n  \r\n\t\n", "empty"],
	["empty-list.json", "[]", "empty"],
	["empty-wrapped-list.json", '{"articles":[]}', "empty"],
	["blanks.txt", " \n\t\n　\n", "no-text"],
	["only-mark.txt", "\uFEFF", "no-text"],
	["blanks.md", "\n\n   \n", "no-text"],
	["blanks.html", "  \n ", "no-text"],
	["one-letter.txt", "x", has("x")],
	["title-only.txt", "只有题目", has("只有题目")],
	["title-only.json", '{"title":"只有题目"}', has("只有题目")],
	["too-many-bytes.txt", "字".repeat(1_000_001), "too-large"],
	["too-many-bytes.html", page(`<p>${PROSE}</p>`.repeat(60_000)), "too-large"],
	[
		"bomb.jsonl.gz",
		gzipSync(`{"title":"${"零".repeat(2_000_000)}"}`),
		"too-large",
	],
	["long-line.jsonl", `{"title":"${"零".repeat(200_000)}"}`, "too-large"],
	["one-long-paragraph.txt", `题目\n${PROSE.repeat(40_000)}`, has(PROSE)],
	["many-lines.md", `# 题目\n\n${`${PROSE}\n\n`.repeat(20_000)}`, has(PROSE)],
];

export const ARCHIVES: readonly Row[] = [
	["good.jsonl.gz", gzipSync(`${record({})}\n`), has(PROSE)],
	[
		"two-members.jsonl.gz",
		bytes(gzipSync(record({}).slice(0, 9)), gzipSync(record({}).slice(9))),
		has(PROSE),
	],
	["cut.jsonl.gz", gzipSync(`${record({})}\n`).subarray(0, -12), "bad-archive"],
	[
		"cut-in-its-head.jsonl.gz",
		gzipSync(record({})).subarray(0, 6),
		"bad-archive",
	],
	[
		"wrong-sum.jsonl.gz",
		bytes(gzipSync(record({})).subarray(0, -8), hex("00000000 00000000")),
		"bad-archive",
	],
	["not-packed.jsonl.gz", record({}), "bad-archive"],
	["noise.jsonl.gz", hex("1F8B0800 00000000 0003FFFF FFFFFFFF"), "bad-archive"],
	["packed-noise.jsonl.gz", gzipSync(hex("FF8080FE")), "bad-encoding"],
];
