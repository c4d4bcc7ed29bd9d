import fc from "fast-check";
import { expect, test } from "vitest";
import { describeQuery } from "../../src/query/describe-query.ts";
import { parseQuery } from "../../src/query/parse-query.ts";
import type { Query } from "../../src/query/query.ts";
import {
	MAX_CLAUSES,
	MAX_QUERY_LENGTH,
} from "../../src/query/query-problem.ts";
import { leavesOf, type QueryLeaf } from "../query/query-leaves.ts";
import { runSeed } from "../storage/random.ts";

const RUNS = Number(process.env.FASOU_QUERY_RUNS ?? 14_000);

const PIECES = [
	..."()（）\"“”＂‘’'「」『』+-＋－*＊|&:：，；。,;/<>=.~",
	" ",
	" ",
	" ",
	"　",
	"\n",
	" OR ",
	" AND ",
	" NOT ",
	" 或 ",
	" 与 ",
	" && ",
	" || ",
	" NEAR/5 ",
	" near/99999 ",
	"NEAR/x",
	" 同句 ",
	"同段",
	"标题:",
	"正文：",
	"作者:",
	"category:",
	"来源：",
	"日期:",
	"浏览:",
	"引用:",
	"2024..2026",
	">=2024-03",
	"2023-02-29",
	"100-50",
	"1万",
	"民法典/1079/2",
	"民法典第36、38条",
	"第1079条",
	"(2017)湘0405刑初149号",
	"（二）",
	"离婚",
	"劳动合同",
	"财产",
	"a",
	"C++",
	"\u200b",
	"\0",
	"\ud842",
	"\udfb7",
	"𠮷",
	"constructor",
];

const piece = fc.oneof(
	{ weight: 12, arbitrary: fc.constantFrom(...PIECES) },
	{ weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 3 }) },
	// Any unit by itself, halves of surrogate pairs among them.
	{
		weight: 1,
		arbitrary: fc.nat(0xffff).map((unit) => String.fromCharCode(unit)),
	},
);
const typedText = fc.oneof(
	{
		weight: 20,
		arbitrary: fc
			.array(piece, { maxLength: 24 })
			.map((pieces) => pieces.join("")),
	},
	{
		weight: 1,
		arbitrary: fc
			.tuple(fc.array(piece, { minLength: 1, maxLength: 6 }), fc.nat(900))
			.map(([pieces, times]) => pieces.join("").repeat(times)),
	},
);

/** What may stand outside of all that is asked for. */
const SYNTAX =
	/^(?:[\s()（）"＂“”„‟〝〞〟'＇‘’「」『』｢｣+\-＋－*＊，；。、,;]|[\u200b-\u200f\u202a-\u202e\u2060-\u2069]|OR|AND|NOT|[Nn][Ee][Aa][Rr](?:\/(?:\d+|[sSpP]))?|[|｜]{1,2}|&&|或|与|同[句段]|(?:标题|正文|作者|来源|日期|浏览|引用|category)[:：])*$/;

function allLeaves({ clauses }: Query): QueryLeaf[] {
	return clauses.flatMap(({ query }) => leavesOf(query));
}

/** What is wrong with how a text is read. */
function complaintsOf(typed: string): string[] {
	const { query, problems } = parseQuery(typed);
	const complaints: string[] = [];
	const demand = (isMet: boolean, what: string) => {
		if (!isMet) {
			complaints.push(what);
		}
	};
	for (const { code, start, end } of problems) {
		const isWithin = 0 <= start && start < end && end <= typed.length;
		demand(isWithin, `${code} at [${start}, ${end})`);
	}
	const leaves = allLeaves(query);
	demand(leaves.length < MAX_CLAUSES + 100, `${leaves.length} leaves`);
	let rest = "";
	let last = 0;
	for (const leaf of leaves.toSorted((a, b) => a.start - b.start)) {
		const { kind, start, end } = leaf;
		if (kind === "cites" && end === last) {
			// One of several 条 that a value lists.
			continue;
		}
		demand(last <= start && start < end, `${kind} at [${start}, ${end})`);
		const isText = !("text" in leaf) || leaf.text === typed.slice(start, end);
		demand(isText, `the text of ${JSON.stringify(leaf)}`);
		rest += `${typed.slice(last, start)} `;
		last = end;
	}
	rest += typed.slice(last, MAX_QUERY_LENGTH);
	demand(SYNTAX.test(rest), `dropped of ${JSON.stringify(rest)}`);
	demand(!/\n|undefined/.test(describeQuery(query)), "the description");
	return complaints;
}

test(`whatever is typed, a query comes of it that drops no word, in ${RUNS} texts`, () => {
	const seed = runSeed();
	console.log(`query texts: FASOU_SEED=${seed}`);
	fc.assert(
		fc.property(typedText, (typed) => {
			expect(complaintsOf(typed)).toEqual([]);
		}),
		{ seed, numRuns: RUNS },
	);
});

test("blanks around a query change nothing but where it stands", () => {
	const seed = runSeed();
	fc.assert(
		fc.property(typedText, (typed) => {
			fc.pre(typed.length < MAX_QUERY_LENGTH - 4);
			const plain = parseQuery(typed);
			const padded = parseQuery(` \t${typed}\u3000 `);
			expect(describeQuery(padded.query)).toBe(describeQuery(plain.query));
			expect(allLeaves(padded.query).map(({ start }) => start - 2)).toEqual(
				allLeaves(plain.query).map(({ start }) => start),
			);
			expect(padded.problems.map(({ code }) => code)).toEqual(
				plain.problems.map(({ code }) => code),
			);
		}),
		{ seed, numRuns: 2_000 },
	);
});

test("what stands between quotes is asked for as it is", () => {
	const seed = runSeed();
	fc.assert(
		fc.property(typedText, (typed) => {
			fc.pre(typed.trim() !== "" && typed.length < MAX_QUERY_LENGTH - 2);
			fc.pre(!typed.includes("」"));
			const { query, problems } = parseQuery(`「${typed}」`);
			expect(problems).toEqual([]);
			expect(query.clauses).toMatchObject([
				{ occur: "should", query: { kind: "phrase", text: typed } },
			]);
		}),
		{ seed, numRuns: 2_000 },
	);
});
