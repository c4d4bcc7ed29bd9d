import { TEXT_FIELDS, type TextField } from "../../src/analysis/fields.ts";
import { TokenColumns } from "../../src/analysis/token-columns.ts";
import type { Filter } from "../../src/query/filter.ts";
import { parseQuery } from "../../src/query/parse-query.ts";
import {
	type Boosts,
	type NearPlan,
	type Plan,
	planQuery,
} from "../../src/query/plan.ts";
import type { Closeness } from "../../src/query/query.ts";
import { randomText } from "../index/random-articles.ts";
import { tinyAnalyzer } from "../index/tiny-analyzer.ts";
import type { Random } from "../storage/random.ts";

/** Words that may stand nowhere, or what an article says. */
function words(random: Random, texts: readonly string[]): string {
	if (texts.length === 0 || random.below(2) === 0) {
		return randomText(random, 4);
	}
	const text = random.pick(texts);
	const start = random.below(text.length + 1);
	return text.slice(start, start + 1 + random.below(8));
}

/** Choices as they are typed. */
const FILTERS = [
	"日期:2020..2023",
	"date:<1970",
	"浏览:>100",
	"-浏览:<=30",
	"作者:张三",
	"作者:李*",
	"栏目:劳动",
	"栏目:合同*",
	"来源:1",
	"引用:劳动合同法",
	"（引用:劳动合同法/1 OR 日期:2024）",
	"(公司 OR 法院) AND 合同*",
	"公司 同句 合同",
	"-(公司 NEAR/3 合同)",
	"+(公司 OR 法院) 同段 劳动*",
	"标题:(公司 同句 合同)",
	"(合同 AND 公司) NEAR/9 劳动",
	"(合同 NEAR/4 公司) 同句 (劳动 OR 第12条)",
	"劳动合同法 NEAR 3个月",
	"+(劳动 合同 -加班)",
];

/** A provision that a word may be a name of. */
const NAMED = [
	{ text: "民法典第十条", term: "中华人民共和国民法典第十条" },
] as const;

/** The plan of something that a person might type: words, phrases, must and must not. */
export function typedPlan(random: Random, texts: readonly string[]): Plan {
	const clauses = Array.from({ length: 1 + random.below(4) }, () => {
		const text = words(random, texts);
		if (random.below(8) === 0) {
			return random.pick(FILTERS);
		}
		const sign = random.pick(["", "", "+", "-", "标题:", "正文:", "OR "]);
		return sign + (random.below(3) === 0 ? `"${text}"` : text);
	});
	const typed = clauses.join(" ");
	const analyzer = tinyAnalyzer();
	const { plan, literal } = planQuery(
		typed,
		parseQuery(typed).query,
		analyzer,
		{
			boosts: randomBoosts(random),
			isExact: random.below(4) === 0,
			entities: analyzer.queryEntities(typed).entities,
			isTold: false,
			namedTimes: new Map(),
			learnt: [],
			expansions: [
				{
					...{ start: 0, end: 0, plain: "", to: [words(random, texts)] },
					provisions: random.pick([[], NAMED]),
				},
			],
			meant: random.pick([[], NAMED.map(({ term }) => term)]),
		},
	);
	return literal !== undefined && random.below(3) === 0 ? literal.plan : plan;
}

function randomBoosts(random: Random): Boosts {
	const boost = () => random.pick([1, 1, 2, 0.5, 0.37]);
	return {
		title: boost(),
		summary: boost(),
		body: boost(),
		category: boost(),
		path: boost(),
	};
}

function randomFilter(random: Random): Filter {
	const from = random.below(20_000) - 400;
	const to = from + random.below(2000);
	return random.pick<Filter>([
		{ column: "day", from },
		{ column: "day", from, to },
		{ column: "views", to: random.below(500) },
		{ column: "category", text: "劳动", match: "is" },
		{ column: "author", text: "张", match: "begins" },
		{ column: "source", text: `${random.below(9)}`, match: "is" },
		{ column: "law", text: "劳动合同法", match: "is" },
	]);
}

/** Operands that stand close together in some field, one in another perhaps, of any shape. */
export function nearPlan(
	random: Random,
	texts: readonly string[],
	depth = 2,
): NearPlan {
	const field = random.pick<TextField>(["body", "body", "title", "summary"]);
	const operands = Array.from({ length: 2 + random.below(2) }, () =>
		nearOperand(random, texts, { field, depth }),
	);
	const closeness = (): Closeness =>
		random.pick<Closeness>([
			{ unit: "sentence" },
			{ unit: "paragraph" },
			{ unit: "characters", most: random.below(12) },
		]);
	return { kind: "near", operands, links: operands.slice(1).map(closeness) };
}

function nearOperand(
	random: Random,
	texts: readonly string[],
	{ field, depth }: { readonly field: TextField; readonly depth: number },
): Plan {
	const kind = depth === 0 ? random.below(4) : random.below(8);
	const boost = random.pick([1, 0.5]);
	const text = words(random, texts);
	const analyzer = tinyAnalyzer();
	const term = (layer: "word" | "entity", of: string): Plan => ({
		kind: "term",
		field: random.below(20) === 0 ? "title" : field,
		layer,
		term: of,
		boost,
	});
	if (kind <= 1) {
		const tokens = analyzer.tokens(text, "word", new TokenColumns());
		return term(
			"word",
			tokens.length === 0 ? "合同" : random.pick(tokens).term,
		);
	}
	if (kind === 2) {
		const { entities } = analyzer.queryEntities(text);
		const named = entities.flatMap(({ terms }) => terms);
		return term("entity", named[0] ?? "中华人民共和国劳动合同法");
	}
	const operand = () => nearOperand(random, texts, { field, depth: depth - 1 });
	if (kind === 3) {
		const characters = analyzer.tokens(text, "character", new TokenColumns());
		const terms = characters
			.map((one) => one.term)
			.slice(0, random.pick([1, 2, 3, 5]));
		return terms.length === 0 || random.below(5) === 0
			? {
					kind: "prefix",
					field,
					prefix: random.pick(["合", "劳动", "第"]),
					boost,
				}
			: { kind: "phrase", field, terms, boost };
	}
	if (kind === 4) {
		const near = nearPlan(random, texts, depth - 1);
		return { ...near, operands: near.operands.map(operand) };
	}
	const parts = [operand(), operand()];
	return kind === 5
		? { kind: "boolean", should: [operand()], must: parts, mustNot: [] }
		: { kind: "boolean", should: parts, must: [], mustNot: [] };
}

/** A tree of any shape that a backend must understand. */
export function nestedPlan(
	random: Random,
	texts: readonly string[],
	depth = 3,
): Plan {
	const field = random.pick(TEXT_FIELDS);
	const boost = random.pick([1, 2, 0.25]);
	const kind = depth === 0 ? random.below(4) : random.below(9);
	const tokens = tinyAnalyzer().tokens(
		words(random, texts),
		kind === 0 ? "word" : "character",
		new TokenColumns(),
	);
	const terms = tokens.map(({ term }) => term);
	if (kind === 0) {
		const layer = "word";
		return { kind: "term", field, layer, term: terms[0] ?? "公司", boost };
	}
	if (kind === 1) {
		const some = terms.slice(0, 1 + random.below(3));
		return {
			kind: "phrase",
			field,
			terms: some.length > 0 ? some : ["同"],
			boost,
		};
	}
	if (kind === 2) {
		const prefix = random.pick(["劳", "合同", "第", "c", ...terms.slice(0, 1)]);
		return { kind: "prefix", field, prefix, boost };
	}
	if (kind === 3) {
		return { kind: "filter", filter: randomFilter(random) };
	}
	if (kind === 4) {
		return nearPlan(random, texts, 1);
	}
	const parts = (most: number) =>
		Array.from({ length: random.below(most + 1) }, () =>
			nestedPlan(random, texts, depth - 1),
		);
	return {
		kind: "boolean",
		should: parts(3),
		must: parts(2),
		mustNot: parts(1),
	};
}
