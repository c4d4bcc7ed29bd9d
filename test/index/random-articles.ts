import { type Article, completeArticle } from "../../src/article.ts";
import type { Random } from "../storage/random.ts";
import { TINY_PIECES } from "./tiny-analyzer.ts";

/** Up to `longest` pieces, the first of the list much more often than the last. */
export function randomText(random: Random, longest: number): string {
	let text = "";
	for (let left = random.below(longest + 1); left > 0; left--) {
		text += TINY_PIECES[random.below(1 + random.below(TINY_PIECES.length))];
	}
	return text;
}

/** Fields may be empty; texts are short, so that scores are often equal. */
export function randomArticle(random: Random, id: string): Article {
	const longest = random.pick([3, 10, 60]);
	const summary = randomText(random, 5);
	return completeArticle({
		id,
		title: randomText(random, 4),
		body: randomText(random, longest),
		...(summary !== "" && { summary }),
		category: random.pick([[], ["劳动"], ["劳动", "合同法"]]),
		...(random.below(2) === 0 && {
			publishedAt: `${random.pick([1969, 2020, 2024])}-0${1 + random.below(9)}-1${random.below(10)}T08:00:00`,
			views: random.below(500),
			author: random.pick(["张三", "李四", "张三、李四", "王五 "]),
		}),
		...(random.below(3) === 0 && { path: ["第一章 合同"] }),
	});
}
