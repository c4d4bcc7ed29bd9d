import { beforeAll, describe, expect, test } from "vitest";
import type { ArticleInput } from "../../src/article.ts";
import { buildIndex } from "../../src/engine/build-index.ts";
import type { Engine } from "../../src/engine/engine.ts";
import { openEngine } from "../../src/engine/open-engine.ts";
import { notice } from "../rank/notices.ts";

const SENTENCES = [
	"当事人可以约定由债务人向第三人履行债务",
	"仓库起火以后保险公司派员到现场查勘损失",
	"租客退房时双方因为墙面污渍扣押金争执",
	"网店卖家承诺假一赔十却在收货以后反悔",
	"快递柜超时收费是否需要事先取得收件人同意",
	"邻居装修砸掉承重墙物业没有及时制止",
	"公司年会抽奖所得手机离职时被要求退回",
	"健身房换了老板以后会员卡不能继续使用",
	"宠物狗在小区里没有拴绳咬伤了送餐员",
	"直播打赏的未成年人家长要求平台退款",
	"停车场里车辆被刮擦监控录像已经覆盖",
	"婚礼录像丢失新人请求精神损害赔偿",
];

/** A story of some 200 letters, another one for each number below 48. */
function story(number: number): string {
	const step = [1, 5, 7, 11][number % 4] ?? 1;
	return Array.from(
		{ length: 10 },
		(_, i) => `${SENTENCES[(number + i * step) % 12]}，第${number}区。`,
	).join("\n");
}

/** Twelve stories about leave, of which every third was printed three times over. */
const ARTICLES: ArticleInput[] = Array.from(
	{ length: 12 },
	(_, i) => i,
).flatMap((i) =>
	Array.from({ length: i % 3 === 0 ? 4 : 1 }, (_, print) => ({
		id: `${i}/${print}`,
		title: `孕检假 ${i}`,
		body: `孕检假。${print > 0 ? `来源：晚报${print}。` : ""}\n${story(i)}`,
		...(print === 2 && {
			body: `# 孕检假\n\n${story(i).replaceAll("\n", "\n\n")}`,
		}),
	})),
);

let engine: Engine;

beforeAll(async () => {
	const index = { memory: true } as const;
	await buildIndex({
		index,
		articles: [
			...ARTICLES,
			{ id: "notice/1", title: "公告", body: notice() },
			{ id: "notice/2", title: "公告", body: notice({ name: "王芳" }) },
			{ id: "notice/3", title: "公告", body: `${notice()}\n编辑：小明` },
			{ id: "law/1", title: "甲法第一条", law: "甲法", body: story(20) },
			{ id: "law/2", title: "乙法第一条", law: "乙法", body: story(20) },
		],
	});
	engine = await openEngine({ index });
});

describe("near-identical texts", () => {
	test("are one hit, and the total counts them one by one", async () => {
		const page = await engine.search("孕检假", { limit: 100 });
		const one = await engine.search("孕检假", { limit: 100, fold: false });
		expect(page.total).toEqual(one.total);
		expect(one.hits.some(({ similar }) => similar !== undefined)).toBe(false);
		expect(one.folded).toBeUndefined();
		for (const i of [0, 3, 6, 9]) {
			const prints = page.hits.filter(({ article }) =>
				article.id.startsWith(`${i}/`),
			);
			expect(prints).toHaveLength(1);
			expect(prints[0]?.similar).toHaveLength(3);
		}
		expect(page.folded).toBe(12);
		const shown = page.hits.flatMap(({ article, similar = [] }) => [
			article.id,
			...similar,
		]);
		expect(shown.sort()).toEqual(one.hits.map((hit) => hit.article.id).sort());
	});

	test("leave a page full, and the pages together show every article once", async () => {
		const all = await engine.search("孕检假", { limit: 100, fold: false });
		const seen: string[] = [];
		for (let offset = 0; ; ) {
			const page = await engine.search("孕检假", { limit: 4, offset });
			if (page.hits.length === 0) {
				break;
			}
			seen.push(
				...page.hits.flatMap(({ article, similar = [] }) => [
					article.id,
					...similar,
				]),
			);
			const ranks = page.hits.map(({ rank }) => rank);
			expect(ranks).toEqual(page.hits.map((_, i) => offset + i + 1));
			const next = offset + page.hits.length + (page.folded ?? 0);
			expect(page.hits.length === 4 || next === all.hits.length).toBe(true);
			offset = next;
		}
		expect(seen).toHaveLength(all.hits.length);
		expect(new Set(seen).size).toBe(seen.length);
	});

	test("are not those that fill in the same form otherwise", async () => {
		const { hits } = await engine.search("公告送达", { limit: 10 });
		const folded = hits.map(({ article, similar = [] }) =>
			[article.id, ...similar].sort().join(" "),
		);
		expect(folded.sort()).toEqual(["notice/1 notice/3", "notice/2"]);
	});

	test("stay apart in quoted queries, of provisions, and in ranked ids", async () => {
		const quoted = await engine.search("“孕检假”", { limit: 100 });
		expect(quoted.hits).toHaveLength(24);
		expect(quoted.folded).toBeUndefined();
		const provisions = await engine.search("+第20区", { limit: 10 });
		expect(provisions.hits).toHaveLength(2);
		const ids = await engine.searchIds("孕检假", { limit: 100 });
		expect(ids.hits).toHaveLength(24);
	});
});
