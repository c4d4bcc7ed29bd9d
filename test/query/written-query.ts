import fc from "fast-check";

/** A query as someone might type it, and how `describeQuery` has what is meant. */
export interface Written {
	readonly text: string;
	readonly tree: string;
	/** Whether it only chooses among articles. */
	readonly isFilter: boolean;
	/** Alternatives without brackets, which take neither sign nor AND. */
	readonly isLoose?: true;
}

const WORDS = [
	"离婚",
	"劳动合同",
	"（2017）湘0405刑初149号",
	"解释（二）",
	"C++",
	"2017-03",
	"12:30",
	"民法典第1079条",
	"don't",
	"甲或乙",
	"李**",
	"non-compete",
	"标题党",
	"or",
	"《公司法》",
];
const QUOTED = ["竞业限制", "a (b OR c)", "+工伤", "标题:x", " 劳动  合同 "];
const QUOTES = ['""', "“”", "”“", "＂＂", "「」", "『』", "““", "〝〞"];
const PREFIXES = ["知识产", "labor", "2024", "第"];
const NAMES = {
	title: ["标题:", "标题：", "title:", "TITLE：", "标题： "],
	body: ["正文:", "body:", "ｂｏｄｙ："],
	author: ["作者:", "作者：", "Author:"],
	category: ["栏目:", "category："],
	source: ["来源:", "source: "],
};
type TextField = keyof typeof NAMES;
/** What chooses among articles, with its tree. */
const CHOICES = [
	["日期:2024..2026", "date(2024-01-01..2026-12-31)"],
	["date：>=2024年3月", "date(2024-03-01..)"],
	["日期: < 2024-03-01", "date(..2024-02-29)"],
	["浏览:>300", "views(301..)"],
	["views:1,000..2万", "views(1000..20000)"],
	["引用:民法典/1079/2", "cites(民法典 第一千零七十九条第二款)"],
	["cites：《民法典》第1079条", "cites(民法典 第一千零七十九条)"],
	["引用:民法典 第1079条", "cites(民法典 第一千零七十九条)"],
	["引用:“民法典 第1079条”", "cites(民法典 第一千零七十九条)"],
] as const;

/** How an operator may be typed between two sides. */
const ORS = [" OR ", " 或 ", " | ", " || ", " ＯＲ ", "　｜　"];
const ANDS = [" AND ", " 与 ", " && ", " ＡＮＤ "];
const NEARS = [
	[" NEAR/7 ", "~7"],
	[" near/7 ", "~7"],
	[" NEAR ", "~10"],
	[" NEAR／７ ", "~7"],
	[" 同句 ", "~sentence"],
	[" NEAR/S ", "~sentence"],
	[" 同段 ", "~paragraph"],
	[" near/p ", "~paragraph"],
] as const;
const MUSTS = ["+", "＋"];
const MUST_NOTS = ["-", "－", "NOT "];
const BRACKETS = ["()", "（）", "(）"];
const BLANKS = [" ", "  ", "　", "\n", "\t "];

/** A word, phrase or prefix, as text and the end of its tree. */
const bare: fc.Arbitrary<{ text: string; tree: string }> = fc.oneof(
	fc.constantFrom(...WORDS).map((word) => ({
		text: word,
		tree: `text${JSON.stringify(word)}`,
	})),
	fc
		.tuple(fc.constantFrom(...QUOTED), fc.constantFrom(...QUOTES))
		.map(([text, [open, close]]) => ({
			text: `${open}${text}${close}`,
			tree: `phrase${JSON.stringify(text)}`,
		})),
	fc
		.tuple(fc.constantFrom(...PREFIXES), fc.constantFrom("*", "＊"))
		.map(([text, star]) => ({
			text: text + star,
			tree: `prefix${JSON.stringify(text)}`,
		})),
);

function inField(field: TextField): fc.Arbitrary<Written> {
	return fc
		.tuple(fc.constantFrom(...NAMES[field]), bare)
		.map(([name, { text, tree }]) => ({
			text: name + text,
			tree: `${field}:${tree}`,
			isFilter: field !== "title" && field !== "body",
		}));
}

/** What stands at places of a text. */
const placed: fc.Arbitrary<Written> = fc.oneof(
	{ weight: 3, arbitrary: bare.map((of) => ({ ...of, isFilter: false })) },
	{ weight: 1, arbitrary: inField("title") },
);

const chosen: fc.Arbitrary<Written> = fc.oneof(
	fc
		.constantFrom(...CHOICES)
		.map(([text, tree]) => ({ text, tree, isFilter: true })),
	inField("author"),
	inField("category"),
	inField("source"),
);

const leaf: fc.Arbitrary<Written> = fc.oneof(
	{ weight: 4, arbitrary: placed },
	{ weight: 1, arbitrary: inField("body") },
	{ weight: 2, arbitrary: chosen },
);

function inBrackets(
	{ text, isFilter, tree }: Written,
	[open, close]: string,
): Written {
	return { text: `${open}${text}${close}`, tree, isFilter };
}

/** Several joined by one operator. */
function joined(
	parts: fc.Arbitrary<Written>,
	signs: readonly string[],
): fc.Arbitrary<readonly Written[] & { readonly text: string }> {
	return fc
		.array(fc.tuple(parts, fc.constantFrom(...signs)), {
			minLength: 2,
			maxLength: 4,
		})
		.map((chain) =>
			Object.assign(
				chain.map(([part]) => part),
				{
					text: chain
						.map(([{ text }, sign], i) => (i === 0 ? "" : sign) + text)
						.join(""),
				},
			),
		);
}

/** Alternatives, some of them several things joined by AND. */
function anyOf(parts: fc.Arbitrary<Written>): fc.Arbitrary<Written> {
	const both = joined(parts, ANDS).map((chain) => ({
		text: chain.text,
		tree: `group(${chain.map(({ tree }) => `+${tree}`).join(" ")})`,
		isFilter: chain.every(({ isFilter }) => isFilter),
	}));
	const alternative = fc.oneof(
		{ weight: 4, arbitrary: parts },
		{ weight: 1, arbitrary: both },
	);
	return joined(alternative, ORS).map((chain) => ({
		text: chain.text,
		tree: `any(${chain.map(({ tree }) => tree).join(" ")})`,
		isFilter: chain.every(({ isFilter }) => isFilter),
		isLoose: true,
	}));
}

function nearOf(parts: fc.Arbitrary<Written>): fc.Arbitrary<Written> {
	return fc
		.array(fc.tuple(parts, fc.constantFrom(...NEARS)), {
			minLength: 2,
			maxLength: 4,
		})
		.map((chain) => {
			const text = chain
				.map(([part, [sign]], i) => (i === 0 ? "" : sign) + part.text)
				.join("");
			const tree = chain
				.map(([part, [, link]], i) => (i === 0 ? "" : `${link} `) + part.tree)
				.join(" ");
			return { text, tree: `near(${tree})`, isFilter: false };
		});
}

/** Clauses side by side or joined by AND, with their signs. */
function clausesOf(
	parts: fc.Arbitrary<Written>,
	least: number,
): fc.Arbitrary<Written & { readonly isExclusion: boolean }> {
	const clause = fc
		.tuple(parts, fc.constantFrom("", "", "+", "-"), fc.nat(), fc.boolean())
		.map(([part, sign, spelling, isJoined]) => ({
			part,
			sign,
			spelling,
			isJoined,
		}));
	return fc
		.tuple(
			fc.array(clause, { minLength: least, maxLength: 5 }),
			fc.constantFrom(...BLANKS),
			fc.constantFrom(...ANDS),
		)
		.map(([clauses, blank, and]) => {
			let text = "";
			const trees: string[] = [];
			clauses.forEach(({ part, sign, spelling }, i) => {
				const signs = sign === "+" ? MUSTS : sign === "-" ? MUST_NOTS : [""];
				const isSigned = part.isLoose !== true;
				const joins = (at: number) =>
					clauses[at]?.isJoined === true &&
					[clauses[at - 1], clauses[at]].every(
						(side) => side !== undefined && side.part.isLoose !== true,
					);
				text += i === 0 ? "" : joins(i) ? and : blank;
				text += isSigned ? signs[spelling % signs.length] : "";
				text += part.text;
				const isMust = part.isFilter || joins(i) || joins(i + 1);
				trees.push(((isSigned && sign) || (isMust ? "+" : "")) + part.tree);
			});
			const isFilter = clauses.every(({ part }) => part.isFilter);
			const isExclusion = trees.every((tree) => tree.startsWith("-"));
			return { text, tree: trees.join(" "), isFilter, isExclusion };
		});
}

const { query } = fc.letrec<{
	node: Written;
	query: Written;
	operand: Written;
}>((tie) => ({
	operand: fc.oneof(
		{ maxDepth: 3, depthIdentifier: "query" },
		leaf,
		// Alternatives in brackets are what they are without.
		fc
			.tuple(anyOf(tie("node")), fc.constantFrom(...BRACKETS))
			.map(([part, brackets]) => inBrackets(part, brackets)),
		fc
			.tuple(
				clausesOf(tie("node"), 2).filter(({ isExclusion }) => !isExclusion),
				fc.constantFrom(...BRACKETS),
			)
			.map(([part, brackets]) => ({
				...inBrackets(part, brackets),
				tree: `group(${part.tree})`,
			})),
	),
	node: fc.oneof(
		{ maxDepth: 3, depthIdentifier: "query" },
		tie("operand"),
		nearOf(
			fc.oneof(
				placed,
				fc
					.tuple(anyOf(placed), fc.constantFrom(...BRACKETS))
					.map(([part, brackets]) => inBrackets(part, brackets)),
			),
		),
	),
	query: clausesOf(fc.oneof(tie("node"), anyOf(tie("node"))), 0),
}));

/** Queries of any shape that the grammar has, in any of its spellings. */
export const writtenQueries: fc.Arbitrary<Written> = query;
