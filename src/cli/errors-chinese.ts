import type { ErrorCode, SearchError } from "../errors.ts";
import { ArgumentCause, type ArgumentProblem } from "./argument-problem.ts";
import { withPlaceholders } from "./placeholders.ts";
import { PLACEHOLDERS } from "./placeholders-chinese.ts";

/** What an error of each code means, and what to do; the details follow as the engine tells them. */
const MEANINGS: Readonly<Record<ErrorCode, string>> = {
	"bad-argument": "参数不合要求",
	"bad-list": "列表文件或配置文件有误，请改正该行",
	"no-index": "这里没有索引，请先用 fasou index 建立，或用 --index 指定",
	corrupt: "索引文件已损坏，可用 fasou repair 修复",
	"too-old": "索引由旧版本写成，本版本已不能读取，请用 --rebuild 重建",
	"too-new": "索引由更新的版本写成，请升级 fasou",
	"other-analyzer":
		"索引所用的词表或分词器与本次不同，请用 --stale 更新或 --rebuild 重建",
	"other-options":
		"本次的 --split 或 --map 与建索引时不同，请用 --rebuild 重建",
	locked: "另一个进程正在写这个索引，请等它结束",
	"no-file": "没有这个文件",
	"file-exists": "文件已存在",
	"disk-full": "磁盘空间不足",
	"storage-failed": "读写文件失败",
	"no-source": "来源无法读取",
	"duplicate-id": "已有同一 id 的文章",
	"unknown-article": "没有这个 id 的文章，id 见检索结果",
	"expired-cursor": "这个续读标记已失效，请从第一页重新检索",
	closed: "引擎已关闭",
	aborted: "已中断",
	"no-segmenter": "没有安装 nodejieba，或无法使用",
};

/** commander's messages by its codes: a pattern over its English, and the same in Chinese. */
const COMMAND_LINE: ReadonlyMap<
	string,
	readonly [pattern: RegExp, chinese: string]
> = new Map([
	[
		"commander.unknownOption",
		[/unknown option '(.+?)'/, "没有 $1 这个选项"] as const,
	],
	[
		"commander.unknownCommand",
		[/unknown command '(.+?)'/, "没有 $1 这个命令"] as const,
	],
	[
		"commander.missingArgument",
		[/missing required argument '(.+?)'/, "缺少参数 $1"] as const,
	],
	[
		"commander.optionMissingArgument",
		[/option '(.+?)' argument missing/, "选项 $1 缺少值"] as const,
	],
	[
		"commander.missingMandatoryOptionValue",
		[/required option '(.+?)' not specified/, "缺少选项 $1"] as const,
	],
	[
		"commander.excessArguments",
		[
			/too many arguments.*Expected (\d+) arguments? but got (\d+)/,
			"参数过多，应为 $1 个，实有 $2 个",
		] as const,
	],
]);

const MEANT = /\(Did you mean (?:one of )?(.+?)\?\)/;

/** An error for people who read Chinese: in whole where it is ours or commander's, else its meaning before the engine's details. */
export function errorInChinese(error: SearchError): string {
	const { cause, code, message } = error;
	if (cause instanceof ArgumentCause) {
		return argumentInChinese(cause.problem);
	}
	return (
		commandLineInChinese(cause, message) ?? `${MEANINGS[code]}：${message}`
	);
}

function commandLineInChinese(
	cause: unknown,
	message: string,
): string | undefined {
	const code = cause instanceof Error && "code" in cause ? cause.code : "";
	const [pattern, chinese] = COMMAND_LINE.get(String(code)) ?? [];
	const found = pattern?.exec(message)?.[0];
	if (pattern === undefined || chinese === undefined || found === undefined) {
		return undefined;
	}
	const meant = MEANT.exec(message)?.[1];
	const hint = meant === undefined ? "" : `（是不是要用 ${meant}？）`;
	const told = found.replace(pattern, (_, ...named: string[]) =>
		chinese.replace(/\$(\d)/g, (__, place: string) =>
			inChinese(named[Number(place) - 1] ?? ""),
		),
	);
	return told + hint;
}

/** Arguments as the usage line names them. */
function inChinese(name: string): string {
	return PLACEHOLDERS.get(name) ?? withPlaceholders(name, PLACEHOLDERS);
}

function argumentInChinese(problem: ArgumentProblem): string {
	const { where, found } = problem;
	switch (problem.kind) {
		case "count":
			return `${where}：应为 ${problem.least} 到 ${problem.most} 的整数，实为“${found}”`;
		case "choice":
			return `${where}：应为 ${problem.choices.join(" 或 ")}，实为“${found}”`;
		case "pairs":
			return `${where}：应如 ${problem.example}，实为“${found}”`;
		case "numbers":
			return `${where}：应为 名称=数字，以逗号分隔，名称有 ${problem.names.join("、")}；实为“${found}”`;
		case "json":
			return `${where}：值应如 ${problem.example}，实为 ${found}`;
		case "setting":
			return `${where}：没有“${found}”这项设置，可设 ${problem.known.join("、")}；请改正或删去，或用 --no-config 不读配置文件`;
		case "readable":
			return `${where}：配置文件无法读取（${found}）；请用 --config 另指定一个，或用 --no-config 不读配置文件`;
		case "syntax":
			return `${where}：不是 JSON（${found}）；请改正，或用 --no-config 不读配置文件`;
		case "object":
			return `${where}：应为对象，如 {"index": "laws.index", "limit": 20}，实为 ${found}；请改正，或用 --no-config 不读配置文件`;
		default:
			return problem satisfies never;
	}
}
