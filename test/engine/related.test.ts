import { expect, test } from "vitest";
import type { ArticleInput } from "../../src/article.ts";
import { buildIndex } from "../../src/engine/build-index.ts";
import type { IndexPlace } from "../../src/engine/index-place.ts";
import { openEngine } from "../../src/engine/open-engine.ts";
import { notice } from "../rank/notices.ts";

const WAGES =
	"用人单位应当按月支付劳动者的工资，不得克扣或者无故拖欠，拖欠的由劳动行政部门责令限期支付。";

async function relatedTo(id: string, articles: readonly ArticleInput[]) {
	const index: IndexPlace = { memory: true };
	await buildIndex({ articles, index });
	const engine = await openEngine({ index });
	const { related } = await engine.related(id);
	await engine.close();
	return related;
}

test("articles that say the same as the one at hand, or as one above, are not related to it", async () => {
	const related = await relatedTo("wages", [
		{ id: "wages", title: "工资", body: WAGES },
		{ id: "copy", title: "转载：工资", body: WAGES },
		{
			id: "other",
			title: "欠薪",
			body: "劳动者被拖欠工资的，可以凭劳动合同和欠条向人民法院申请支付令。",
		},
		{
			id: "again",
			title: "转载",
			body: "劳动者被拖欠工资的，可以凭劳动合同和欠条向人民法院申请支付令！",
		},
		{ id: "away", title: "继承", body: "遗嘱人可以撤回自己所立的遗嘱。" },
	]);
	expect(related.map(({ article }) => article.id)).toHaveLength(1);
	expect(["other", "again"]).toContain(related[0]?.article.id);
});

test("of provisions alike in words the one under the same headings is nearer, and its law is a reason", async () => {
	const law = "劳动办法";
	const wages = ["第三章 工资"];
	const related = await relatedTo("a", [
		{ id: "a", title: "第一条", law, path: wages, body: WAGES },
		{
			id: "far",
			title: "第九条",
			law,
			path: ["第九章 罚则"],
			body: "单位拖欠工资的，处以罚款一万元。",
		},
		{
			id: "near",
			title: "第二条",
			law,
			path: wages,
			body: "单位拖欠工资的，处以罚款二万元。",
		},
		{ id: "away", title: "继承", body: "遗嘱人可以撤回自己所立的遗嘱。" },
	]);
	expect(related.map(({ article }) => article.id)).toEqual(["near", "far"]);
	expect(related[0]?.reasons).toContainEqual({ kind: "law", value: law });
	const [near, far] = related.map(({ score }) => score);
	expect(near).toBeGreaterThan(far ?? 0);
});

test("the editor's list, provisions that both cite and the category are reasons, besides shared words", async () => {
	const cited = "《中华人民共和国劳动合同法》第三十八条";
	const related = await relatedTo("wages", [
		{
			id: "wages",
			title: "工资",
			category: ["资讯", "劳动用工"],
			body: `${WAGES}依照${cited}，可以解除劳动合同。`,
			editorRelated: [{ title: "欠薪怎么办" }, { teaser: "支付令：怎样申请" }],
		},
		{
			id: "listed",
			title: "欠薪怎么办",
			category: ["资讯", "劳动用工"],
			body: `拖欠劳动者工资的，依照${cited}处理。`,
		},
		{
			id: "teased",
			title: "支付令",
			body: "劳动者被拖欠工资的，可以申请支付令。",
		},
		{ id: "away", title: "继承", body: "遗嘱人可以撤回自己所立的遗嘱。" },
	]);
	const reasons = new Map(
		related.map(({ article, reasons: why }) => [
			article.id,
			why
				.filter(({ kind }) => kind !== "term")
				.map(({ kind, value }) => `${kind} ${value}`),
		]),
	);
	expect(reasons.get("listed")).toEqual([
		"editor 欠薪怎么办",
		"provision 中华人民共和国劳动合同法第三十八条",
		"category 劳动用工",
	]);
	expect(reasons.get("teased")).toEqual(["editor 支付令"]);
	expect(
		related.every(({ reasons: why }) =>
			why.some(({ kind }) => kind === "term"),
		),
	).toBe(true);
});

test("reprints of the article and of what is listed are left out, the same form with another name is not", async () => {
	const related = await relatedTo("a", [
		{ id: "a", title: "公告", body: notice() },
		{ id: "a again", title: "公告", body: `本报讯 ${notice()} 编辑：小明` },
		{ id: "b", title: "公告", body: notice({ name: "王芳" }) },
		{ id: "b again", title: "公告", body: `${notice({ name: "王芳" })}（完）` },
		{ id: "away", title: "继承", body: "遗嘱人可以撤回自己所立的遗嘱。" },
	]);
	expect(related).toHaveLength(1);
	expect(["b", "b again"]).toContain(related[0]?.article.id);
});
