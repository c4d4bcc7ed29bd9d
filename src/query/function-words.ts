import type { Token } from "../analysis/analyzer.ts";

/** How one asks: what answers has none of them, and what has them asks or names itself so (谁主管、谁负责). */
const QUESTION_WORDS: ReadonlySet<string> = new Set(
	[
		"怎么 怎样 怎么样 怎么办 怎么弄 怎么做 怎么回事 怎办 咋 咋办 如何 如何是好 何 何时 何地 何处 何种 何为 为何 为什么 什么 啥 什么样 什么时候 什么意思",
		"谁 哪 哪个 哪些 哪种 哪里 哪儿 哪些人 几 多少 多久 多长 多长时间 多大 多少钱",
		"吗 呢 是否 能否 可否 是不是 能不能 可不可以 会不会 要不要 该不该 有没有 需不需要 算不算 请问 求助 想问 问一下 请教",
	].flatMap((words) => words.split(" ")),
);

/**
 * Words that say how something is asked, or hold a sentence together: an article answers a question without repeating them. Those that
 * do not ask score like any word, but none of them must stand in an article with "every word". Words that deny, require or limit (不, 没有, 应当, 以上) are none of
 * them: they are what law is about. As jieba cuts them, the words of written questions counted.
 */
const FUNCTION_WORDS: ReadonlySet<string> = new Set(
	[
		...QUESTION_WORDS,
		"意思 情况 时候 问题 吧 啊 呀 嘛 么 哦 有无 麻烦",
		// What one asks for, whatever the matter is.
		"可以 能 能够 会 可 要 想 想要 需要 该 应该 算 算是 行 办 做 进行",
		// Particles, prepositions, conjunctions.
		"的 地 得 之 所 了 着 过 被 把 将 给 让 在 于 从 到 向 往 对 对于 关于 由 因 因为 由于 为 为了 以 按 按照 根据 跟 和 与 及 以及 或 或者 并 并且 且 而 而且 但 但是 如果 若 那么 所以 因此 然后 还是",
		// Pronouns, and adverbs that add nothing.
		"我 我们 你 你们 您 他 他们 她 她们 它 它们 自己 这 那 这个 那个 这些 那些 这种 那种 这样 那样 此 其 是 有 就 就是 都 也 又 再 还 才 已 已经 正在 一下 一个 呗",
	].flatMap((words) => words.split(" ")),
);

/**
 * Who was party to a case, and what was done with it, in the words of who tells one: every case has them, and of the law they find how one
 * goes to court. As jieba cuts them.
 */
const CASE_WORDS: ReadonlySet<string> = new Set(
	[
		"被告人 被害人 受害人 犯罪嫌疑人 嫌疑人 原告 被告 第三人 上诉人 被上诉人 原审 申请人 被申请人 当事人 证人 甲 乙 丙 丁 某 某某 某甲 某乙",
		"公诉机关 检察院 人民检察院 检察机关 法院 人民法院 公安局 公安机关 公安 派出所 民警 警方 交警 法官 检察官 律师 记者 通讯员",
		"指控 起诉 公诉 提起公诉 审理 审查 侦查 侦办 侦破 立案 查明 经查 查获 抓获 归案 到案 案发 案发后 报案 报警 接警 传唤 讯问 供述 供认 供认不讳 如实供述 鉴定 经鉴定 认定 认为 判决 判处 本案 此案 该案 案情 案件 上述 事实 犯罪事实 涉嫌 刑事拘留 刑拘 逮捕 移送 移送审查起诉 审查起诉",
		"近日 日前 原标题 标题 来源 编辑 据了解 了解 介绍 表示 进一步 中",
	].flatMap((words) => words.split(" ")),
);

/** People as a case has them: 王某, 张某甲. */
const ANONYMOUS = /^.某[某甲乙丙丁]?$/;

/** Of the words of a text, in their order, the whole ones that it asks for: without those inside others, and those that it is asked with. */
export function tellingWords(words: readonly Token[]): Token[] {
	const whole = words.filter(({ isInner }) => !isInner);
	const tells = whichTell(whole.map(({ term }) => term));
	return whole.filter((_, i) => tells[i]);
}

/** Which words of a text, folded, all whole and in their order, it asks for, and is not asked with. */
export function whichTell(words: readonly string[]): boolean[] {
	return words.map((word, i) => !isFunctionWord(word, words[i - 1] ?? ""));
}

/**
 * A question with blanks in place of the words that only ask, so that what it asks about stands where it stood; as it is where it asks
 * about nothing. Of prose that asks nothing the words of cases are left out.
 */
export function withoutQuestionWords(
	text: string,
	words: readonly Token[],
	isTold: boolean,
): string {
	if (tellingWords(words).length === 0) {
		return text;
	}
	const whole = words.filter(({ isInner }) => !isInner);
	const asks = whole.some(({ term }) => QUESTION_WORDS.has(term));
	const isLeftOut =
		isTold && !asks ? isCaseWord : (term: string) => QUESTION_WORDS.has(term);
	let asked = "";
	for (const { term, start, end } of whole) {
		if (isLeftOut(term)) {
			asked += text.slice(asked.length, start) + " ".repeat(end - start);
		}
	}
	return asked + text.slice(asked.length);
}

function isCaseWord(word: string): boolean {
	return CASE_WORDS.has(word) || ANONYMOUS.test(word);
}

/**
 * Whether a word of a query, folded, is asked with rather than asked for: one of the list, or the second half of 能不能 and its like.
 * @param before the word right before it; empty where that is none
 */
export function isFunctionWord(word: string, before: string): boolean {
	return (
		FUNCTION_WORDS.has(word) ||
		(FUNCTION_WORDS.has(before) && word === `不${before}`)
	);
}
