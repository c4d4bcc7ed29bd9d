import { expect, test } from "vitest";
import { fieldText, TEXT_FIELDS } from "../../src/analysis/fields.ts";
import { fold } from "../../src/analysis/fold.ts";
import { placeBounds } from "../../src/analysis/place-bounds.ts";
import { TokenColumns } from "../../src/analysis/token-columns.ts";
import { completeArticle } from "../../src/article.ts";
import { memoryDirectory } from "../../src/storage/memory-directory.ts";
import { runSeed, seededRandom } from "../storage/random.ts";
import { randomArticle, randomText } from "./random-articles.ts";
import { tinyAnalyzer } from "./tiny-analyzer.ts";
import { commitArticles, openTestReader } from "./written-index.ts";

function boundsOf(text: string) {
	const characters = new TokenColumns();
	tinyAnalyzer().analyze(fold(text), "character", characters);
	return placeBounds(text, characters);
}

test("bounds are places of characters: a run of blanks is one, what is not seen is none", () => {
	expect(boundsOf("甲。乙\n \n丙")).toEqual({
		sentences: Int32Array.of(2, 4),
		paragraphs: Int32Array.of(4),
	});
	expect(boundsOf("\n甲\u200b；“乙。”丙\n")).toEqual({
		sentences: Int32Array.of(2, 6),
		paragraphs: new Int32Array(0),
	});
	expect(boundsOf("甲，乙")).toEqual({
		sentences: new Int32Array(0),
		paragraphs: new Int32Array(0),
	});
});

test("an index keeps the bounds of every text, in whatever order they are asked for", () => {
	const seed = runSeed();
	console.log(`sentences: FASOU_SEED=${seed}`);
	const random = seededRandom(seed);
	for (let run = 0; run < 20; run++) {
		const count = random.pick([1, 127, 128, 129, 400]);
		let body = "";
		const articles = Array.from({ length: count }, (_, i) => {
			body =
				random.below(3) === 0
					? body
					: randomText(random, random.pick([3, 400]));
			return completeArticle({ ...randomArticle(random, `${i}`), body });
		});
		const directory = memoryDirectory();
		commitArticles(directory, articles);
		const [segment] = openTestReader(directory).segments;
		for (let i = 0; i < 300; i++) {
			const doc = random.below(count);
			const field = random.pick(TEXT_FIELDS);
			expect(segment?.sentences()?.boundsOf(field, doc)).toEqual(
				boundsOf(fieldText(articles[doc]!, field)),
			);
		}
	}
});
