import type { ArticleHead } from "../article.ts";

/** How much an article counts before anything is asked; 0 is neutral, and what it multiplies scores by is `exp(weight · prior)`. */
export type PriorRule = (article: ArticleHead) => number;

const CODE = 2;
const LAW = 1;
const INTERPRETATION = 0.5;
const REGULATION = 0;
const RULE = -0.5;
const LOCAL = -1;
/** A law that is no longer in force is looked for rarely, and its text stands in its successor too. */
const REPEALED = -1;

/** A law as a whole, or what stands before its first provision: provisions answer, and a table of contents has a word of each. */
const WHOLE_LAW = -1;

/** What changes other laws says in fragments what stands whole in these; decisions on twenty interpretations at once have a word of each. */
const AMENDING = -1;
const AMENDING_LAW =
	/关于(?:修改|修订|修正|废止).+的决定$|修正案(?:[（(].+[)）])?$/;

/** So many views make half of what views can make. */
const HALF_VIEWS = 1000;
const MOST_BY_VIEWS = 1;

/** The laws that everybody's questions are about: the codes, and how one goes to court. */
const BASIC_LAW =
	/^(?:中华人民共和国)?(?:宪法|民法典|刑法|民事诉讼法|刑事诉讼法|行政诉讼法)$/;

/** Words in the names of folders, ranks and categories, most telling first. */
const RANKS: readonly (readonly [string, number])[] = [
	["民法典", CODE],
	["地方", LOCAL],
	["司法解释", INTERPRETATION],
	["行政法规", REGULATION],
	["部门规章", RULE],
	["宪法", LAW],
	["法律", LAW],
	["刑法", LAW],
	["诉讼", LAW],
	["民法", LAW],
	["商法", LAW],
	["经济法", LAW],
	["行政法", LAW],
	["社会法", LAW],
];

/** What a name says of a law that stands in no such folder. */
const NAMES: readonly (readonly [RegExp, number])[] = [
	[/^最高人民(?:法院|检察院)|解释(?:[（(].+[)）])?$/, INTERPRETATION],
	[
		/^(?:北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|内蒙古|广西|西藏|宁夏|新疆)/,
		LOCAL,
	],
	// 深圳市…, but not 城市…, 股票上市… or 证券市场….
	[
		/^(?!.{0,3}(?:城市|上市|市场|市政|市民))[一-龥]{2,4}(?:市|自治[州县])/,
		LOCAL,
	],
	[/法典?(?:[（(].+[)）])?$/, LAW],
	[/条例(?:[（(].+[)）])?$/, REGULATION],
	[/(?:办法|规定|细则|规则)(?:[（(].+[)）])?$/, RULE],
];

/**
 * The rule of the product: a provision counts by the rank of its law (codes and the laws on procedure 2, laws 1, judicial
 * interpretations 0.5, regulations 0, ministries' rules -0.5, local law -1; one less where it is repealed, where it amends other laws, and where it is no provision but the whole law or its front page), any other article
 * by its views, from 0 to 1, half at a thousand.
 */
export function standardPrior(
	article: ArticleHead,
	isRepealed: (law: string) => boolean = () => false,
): number {
	const { law } = article;
	if (law === undefined) {
		const views = Math.max(0, article.views ?? 0);
		return (MOST_BY_VIEWS * views) / (views + HALF_VIEWS);
	}
	return (
		rankOf(law, article) +
		(isRepealed(law) ? REPEALED : 0) +
		(AMENDING_LAW.test(law) ? AMENDING : 0) +
		(article.title === law ? WHOLE_LAW : 0)
	);
}

function rankOf(law: string, { level, category }: ArticleHead): number {
	if (BASIC_LAW.test(law)) {
		return CODE;
	}
	const said = [level ?? "", ...category].join("\n");
	const rank = RANKS.find(([word]) => said.includes(word));
	if (rank !== undefined) {
		return rank[1];
	}
	return NAMES.find(([pattern]) => pattern.test(law))?.[1] ?? 0;
}
