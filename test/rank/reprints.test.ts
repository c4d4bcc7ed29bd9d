import { describe, expect, test } from "vitest";
import { shingleHashes } from "../../src/analysis/shingles.ts";
import { differencesOf } from "../../src/rank/replaced-stretches.ts";
import { comparedText, isReprint } from "../../src/rank/reprints.ts";
import { notice } from "./notices.ts";

const STORY = `昨日上午，市中级人民法院对一起拖欠农民工工资案公开宣判。被告单位承建一处住宅小区，工程完工以后以资金紧张为由，
连续十一个月没有向六十二名工人发放报酬，合计一百三十余万元。人力资源和社会保障局两次责令限期支付，被告单位的负责人关闭手机，
离开本市。法院认为，被告单位有能力支付而不支付劳动者的劳动报酬，数额较大，经政府有关部门责令支付仍不支付，其行为已构成
拒不支付劳动报酬罪。鉴于案发以后被告单位的亲属代为支付了全部欠薪，依法可以从轻处罚。工人代表在旁听席上说，拿到钱的那天，
大家在工地门口放了一挂鞭炮。承办法官提醒，劳动者遇到欠薪，应当保存考勤记录、工资条和聊天记录，及时向劳动监察部门投诉。`;

function arePrints(a: string, b: string): boolean {
	const [one, other] = [comparedText(a), comparedText(b)];
	const both = isReprint(one, other);
	expect(isReprint(other, one)).toBe(both);
	return both;
}

describe("what is a print of the same article", () => {
	test("another form of the page: line ends, headings, width and traditional characters", () => {
		const page = `# 欠薪案\n\n${STORY.replaceAll("。", "。\n\n").replaceAll("，", ",")}`;
		expect(arePrints(STORY, page)).toBe(true);
		expect(arePrints(STORY, STORY.replaceAll("劳动", "勞動"))).toBe(true);
	});

	test("a dateline, an editor and an advertisement around it", () => {
		const printed = `本报讯 记者 王敏 通讯员 赵强 ${STORY}\n来源：法治晚报 编辑：周涛 返回首页，查看更多`;
		expect(arePrints(STORY, printed)).toBe(true);
		expect(arePrints(printed, `新华社8月3日电 ${STORY}（完）`)).toBe(true);
	});

	test("a sentence left out, a paragraph cut off at the end, a word or two changed", () => {
		const shorter = STORY.replace(/工人代表[^。]*。/, "");
		expect(arePrints(STORY, shorter)).toBe(true);
		expect(arePrints(STORY, STORY.slice(0, STORY.length * 0.85))).toBe(true);
		const edited = STORY.replace("公开宣判", "作出判决").replace(
			"提醒",
			"建议",
		);
		expect(arePrints(STORY, edited)).toBe(true);
		expect(arePrints(STORY, STORY.replace("六十二", "62"))).toBe(true);
	});
});

describe("what is another article, alike as it may be", () => {
	test("the same form with another name", () => {
		expect(arePrints(notice(), notice())).toBe(true);
		expect(arePrints(notice(), notice({ name: "王芳" }))).toBe(false);
		expect(arePrints(notice(), notice({ plaintiff: "陈静" }))).toBe(false);
		const [one, other] = ["王芳", "刘洋"].map((name) =>
			notice().replaceAll("张伟", name),
		);
		expect(arePrints(one ?? "", other ?? "")).toBe(false);
	});

	test("the same form with another case, date or sum", () => {
		const number = "（2024）京0105民初5678号";
		expect(arePrints(notice(), notice({ number }))).toBe(false);
		expect(arePrints(notice(), notice({ number, day: "2024年7月8日" }))).toBe(
			false,
		);
		expect(
			arePrints(STORY, STORY.replace("一百三十余万", "四百五十余万")),
		).toBe(false);
	});

	test("another question on the same facts, with another answer", () => {
		const question = (asked: string) => `${STORY}\n${asked}`;
		const first =
			"单位的负责人应当承担什么责任？参考答案：直接负责的主管人员构成拒不支付劳动报酬罪的，应当判处三年以下有期徒刑或者拘役，并处罚金。";
		const second =
			"工人可以通过哪些途径主张权利？参考答案：可以申请支付令，也可以向劳动争议仲裁委员会申请仲裁，对裁决不服的还可以向人民法院起诉。";
		expect(arePrints(question(first), question(second))).toBe(false);
	});

	test("a text of which the other is half, and one that has nothing in common with it", () => {
		expect(arePrints(STORY, STORY.slice(0, STORY.length / 2))).toBe(false);
		expect(arePrints(STORY, notice())).toBe(false);
		expect(arePrints("", "")).toBe(false);
	});
});

test("what is replaced is told with its place, without what both have", () => {
	const differences = (a: string, b: string) =>
		differencesOf(a, b, shingleHashes(a), shingleHashes(b));
	const [head, tail] = [STORY.slice(0, 60), STORY.slice(60, 120)];
	expect(differences(`${head}甲乙${tail}`, `${head}丙${tail}丁`)).toEqual({
		stretches: [
			{ from: "甲乙", to: "丙", at: 60, toAt: 60, isOuter: false },
			{ from: "", to: "丁", at: 122, toAt: 121, isOuter: true },
		],
		head: 0,
		tail: 0,
	});
	expect(differences(head, tail)).toBeUndefined();
});
