// Time of reading a query beside its length: node bench/parse.js [ROUNDS]
import { loadSource } from "../bin/load-source.js";
import { median } from "./percentiles.js";
import { count, ratio, table } from "./table.js";

const rounds = Number(process.argv[2] ?? 15);
const { parseQuery } = await loadSource("src/query/parse-query.ts");
const SHORT = 1_000;
const LONG = 10_000;
/** What a text is made of, again and again; what would make a careless reader go back over it. */
const SHAPES = {
	"one word": "离婚",
	words: "劳动合同 解除 补偿 ",
	sentence: "公司不给加班费，“劳动者”怎么办？（二）",
	"or between all": "离婚 OR ",
	"and, or, not": "离婚 AND 财产 OR NOT 继承 ",
	signs: "+工伤 -交通事故 ",
	"near chain": "离婚 同句 ",
	fields: "标题:离婚，作者:张三；",
	ranges: "日期:2024..2026 浏览:>300 ",
	citations: "引用:民法典第36、38条 ",
	prefixes: "知识产* ",
	"open brackets": "(",
	"closed groups": "(离婚 OR 离异) ",
	"brackets within": "(a OR ",
	"closing brackets": ")",
	"open quotes": "「",
	"single quotes": " 'a",
	dashes: "-",
	"names without value": "标题:",
	"half a citation": "引用:第第第",
	commas: "，标题",
};

const rows = Object.entries(SHAPES).map(([name, part]) => {
	const [short, long] = [SHORT, LONG].map((length) => {
		const text = part.repeat(Math.ceil(length / part.length)).slice(0, length);
		return timeOf(text);
	});
	return { name, short, long };
});
console.log(
	table(
		["text", `${count(SHORT)} units`, `${count(LONG)} units`, "times"],
		rows.map(({ name, short, long }) => [
			name,
			`${(short * 1000).toFixed(0)} µs`,
			`${(long * 1000).toFixed(0)} µs`,
			ratio(long, short),
		]),
	),
);
const most = Math.max(...rows.map(({ short, long }) => long / short));
console.log(
	`\n10 times the length takes at most ${ratio(most, 1)} the time (at most 12 is wanted); median of ${rounds} rounds, Node ${process.version}`,
);

/** Milliseconds of one reading, warm: the median of rounds of many readings each. */
function timeOf(text) {
	const readings = Math.ceil(300_000 / text.length);
	const times = [];
	for (let round = -2; round < rounds; round++) {
		const start = performance.now();
		for (let i = 0; i < readings; i++) {
			parseQuery(text);
		}
		if (round >= 0) {
			times.push((performance.now() - start) / readings);
		}
	}
	return median(times);
}
