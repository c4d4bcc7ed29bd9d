/** What the conversation of `fasou repl` says. */
export interface ReplMessages {
	/** Above the first prompt. */
	greeting(articles: string): string;
	/** Each command and what it does. */
	readonly commands: ReadonlyMap<ReplCommandName, string>;
	/** Lines about what is no command. */
	readonly notes: readonly string[];
	readonly more: string;
	readonly noMore: string;
	readonly nothingYet: string;
	noSuchHit(number: string, from: number, to: number): string;
	/** @param suggestions how many there are */
	noSuchSuggestion(suggestions: number): string;
	noSuchCommand(name: string): string;
	noNumber(command: string): string;
	noSuchSetting(known: string): string;
	settings(settings: readonly string[]): string;
	filter(filter: string): string;
	readonly noFilter: string;
	readonly leave: string;
	readonly ended: string;
	historyFailed(reason: string): string;
}

export type ReplCommandName =
	| "more"
	| "show"
	| "related"
	| "explain"
	| "snippets"
	| "meant"
	| "filter"
	| "set"
	| "help"
	| "quit";

export const replEnglish: ReplMessages = {
	greeting: (articles) => `${articles} articles; :help explains, :quit ends`,
	commands: new Map([
		["more", ":more (or Enter)         the next page"],
		["show", "3, or :show 3            the article of hit 3"],
		["related", ":related 3               articles related to hit 3"],
		["snippets", ":snippets 3              three passages of hit 3"],
		[
			"explain",
			":explain 2               why hit 2 has its score; :explain alone: how the query was read",
		],
		[
			"meant",
			":meant                   searches for what was suggested; :meant 2 for the second suggestion",
		],
		[
			"filter",
			":filter 栏目:劳动 日期:2026  choose among articles from now on; :filter alone ends that",
		],
		[
			"set",
			":set limit 20            limit, snippets or format; :set alone shows them",
		],
		["help", ":help                    this"],
		["quit", ":quit (or Ctrl-D)        end"],
	]),
	notes: [
		"any other line           a query; Tab completes it",
		"Ctrl-C                   ends the running search, or empties the line",
	],
	more: "more with Enter",
	noMore: "no more results",
	nothingYet: "no query yet; type one",
	noSuchHit: (number, from, to) =>
		`no hit ${number}; shown are ${from} to ${to}`,
	noSuchSuggestion: (suggestions) =>
		suggestions === 0
			? "nothing was suggested"
			: `there are ${suggestions} suggestions: :meant 1`,
	noSuchCommand: (name) => `no command :${name}; :help lists them`,
	noNumber: (command) => `:${command} needs the number of a hit: :${command} 3`,
	noSuchSetting: (known) => `:set knows ${known}; for example :set limit 20`,
	settings: (settings) => settings.join("  "),
	filter: (filter) => `filter: ${filter}`,
	noFilter: "no filter",
	leave: "to end: :quit or Ctrl-D",
	ended: "search ended",
	historyFailed: (reason) => `what is typed is not kept: ${reason}`,
};

export const replChinese: ReplMessages = {
	greeting: (articles) => `共 ${articles} 篇；:help 查看说明，:quit 退出`,
	commands: new Map([
		["more", ":more（或回车）         下一页"],
		["show", "3，或 :show 3           查看第 3 条的文章"],
		["related", ":related 3              第 3 条的相关文章"],
		["snippets", ":snippets 3             第 3 条的三段摘录"],
		[
			"explain",
			":explain 2              第 2 条的得分从何而来；单用 :explain 看检索词如何被理解",
		],
		[
			"meant",
			":meant                  改搜所建议的检索词；:meant 2 为第二个建议",
		],
		[
			"filter",
			":filter 栏目:劳动 日期:2026  此后只在这些文章中检索；单用 :filter 取消",
		],
		[
			"set",
			":set limit 20           设置 limit、snippets 或 format；单用 :set 查看",
		],
		["help", ":help                   本说明"],
		["quit", ":quit（或 Ctrl-D）      退出"],
	]),
	notes: [
		"其他任何一行            检索词；Tab 键补全",
		"Ctrl-C                  中止正在进行的检索，或清空本行",
	],
	more: "按回车看下一页",
	noMore: "没有更多结果",
	nothingYet: "还没有检索，请先输入检索词",
	noSuchHit: (number, from, to) =>
		`没有第 ${number} 条，已显示第 ${from} 至 ${to} 条`,
	noSuchSuggestion: (suggestions) =>
		suggestions === 0 ? "没有建议" : `共有 ${suggestions} 个建议，如 :meant 1`,
	noSuchCommand: (name) => `没有 :${name} 这个命令，:help 列出全部命令`,
	noNumber: (command) => `:${command} 后面要写第几条，如 :${command} 3`,
	noSuchSetting: (known) => `:set 可设 ${known}，如 :set limit 20`,
	settings: (settings) => settings.join("  "),
	filter: (filter) => `筛选：${filter}`,
	noFilter: "没有筛选",
	leave: "退出请用 :quit 或 Ctrl-D",
	ended: "检索已中止",
	historyFailed: (reason) => `输入历史无法保存：${reason}`,
};
