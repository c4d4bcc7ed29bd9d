import type { ArticleInput } from "../../src/article.ts";
import { buildIndex } from "../../src/engine/build-index.ts";
import type { MemoryIndex } from "../../src/engine/index-place.ts";
import { openWriter } from "../../src/engine/open-writer.ts";
import type { Random } from "../storage/random.ts";

/** Laws by what texts call them; the last is in no list. */
export const LAWS: ReadonlyMap<string, string> = new Map([
	["《民法典》", "中华人民共和国民法典"],
	["《劳动合同法》第三十九条", "中华人民共和国劳动合同法"],
	["《刑法》", "中华人民共和国刑法"],
	["《星际旅行管理办法》", "星际旅行管理办法"],
]);

const PIECES = [
	"劳动合同",
	"解除",
	"经济补偿",
	"离婚",
	"财产",
	"，",
	"人民法院",
	"工伤认定",
	...LAWS.keys(),
];

/** Texts that are often alike, so that scores and days are often equal. */
export function randomInput(random: Random, id: string): ArticleInput {
	const text = (longest: number) =>
		Array.from({ length: 1 + random.below(longest) }, () =>
			random.pick(PIECES),
		).join("");
	const year = random.pick(["2019", "2023", "2024"]);
	return {
		id,
		title: text(2),
		body: text(random.pick([2, 6, 20])),
		...(random.below(4) === 0 && { summary: text(2) }),
		category: random.pick([
			[],
			["劳动"],
			["劳动", "合同/协议"],
			["劳动", "劳动"],
			["民事", "劳动"],
			["民事", "婚姻", "离婚"],
		]),
		...(random.below(3) > 0 && {
			publishedAt: `${year}-0${1 + random.below(2)}-0${1 + random.below(2)}`,
		}),
		...(random.below(3) > 0 && { views: random.below(6) * 1_000_000_007 }),
		...(random.below(2) === 0 && {
			author: random.pick(["张三", "李四、张三", "John Smith", "记者 王五"]),
		}),
		...(random.below(4) === 0 && { law: random.pick([...LAWS.values()]) }),
	};
}

export const idOf = (random: Random, ids: number) => `a${random.below(ids)}`;

/** An index of several segments, with articles that were replaced and deleted. */
export async function randomCorpus(
	random: Random,
	ids: number,
): Promise<MemoryIndex> {
	const index: MemoryIndex = { memory: true };
	const articles = Array.from({ length: ids }, (_, i) =>
		randomInput(random, `a${i}`),
	);
	await buildIndex({ articles, index });
	await changeCorpus(index, random, ids);
	return index;
}

/** Replaces some articles and deletes some. */
export async function changeCorpus(
	index: MemoryIndex,
	random: Random,
	ids: number,
): Promise<Set<string>> {
	const changed = new Set<string>();
	const writer = await openWriter({ index });
	for (let i = 0; i < ids / 5; i++) {
		const id = idOf(random, ids);
		changed.add(id);
		if (random.below(3) === 0) {
			await writer.delete(id);
		} else {
			await writer.update(randomInput(random, id));
		}
	}
	await writer.commit();
	await writer.close();
	return changed;
}
