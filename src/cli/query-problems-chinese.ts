import type { QueryProblem } from "../engine/answers.ts";

/** What is wrong with a query's form, and what was done, for people who read Chinese. */
export const QUERY_PROBLEMS: Readonly<Record<QueryProblem["code"], string>> = {
	"too-long": "检索式最长 10,000 字，其后的部分未检索",
	"too-many-clauses": "词语超过 1,024 个，从这里起按普通文字检索",
	"too-deep": "括号嵌套超过 20 层，里层括号按文字处理",
	"unclosed-quote": "引号没有配对，其后按普通词语检索",
	"empty-quote": "引号内没有内容",
	"unclosed-bracket": "左括号没有配对，按文字处理",
	"unopened-bracket": "右括号没有配对，按文字处理",
	"empty-group": "括号内没有内容",
	"double-sign": "一个词前有两个符号，按文字处理",
	"stray-operator": "运算符的一边缺少内容，按普通词语检索",
	"stray-field": "字段名后面没有内容，按普通词语检索",
	"plus-in-or": "并列的选项不能逐个要求必有，已略去 +（可写作 +(甲 OR 乙)）",
	"not-in-or": "排除不能作为选项，已改为从全部结果中排除",
	"near-operand":
		"只有词语、短语及其并列选项可以要求相邻，运算符按普通词语检索",
	"near-fields": "不同字段的内容不会相邻，运算符按普通词语检索",
	"bad-distance": "应为 NEAR/0 至 NEAR/1000、NEAR/S 或 NEAR/P",
	"bad-date":
		"日期应如 2024、2024-03、2024..2026 或 >=2024-03-01，已按普通词语检索",
	"bad-number": "数字应如 100..500、>300 或 1万，已按普通词语检索",
	"bad-citation":
		"应为法律或条文，如 民法典/1079 或 民法典第1079条，已按普通词语检索",
	"reversed-range": "范围的起止颠倒，已对调",
	"nothing-wanted": "只有排除的内容：请写出要找什么，再从中排除",
};
