import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { fieldText, TEXT_FIELDS } from "../../src/analysis/fields.ts";
import { fold } from "../../src/analysis/fold.ts";
import { type Article, completeArticle } from "../../src/article.ts";
import { crawl } from "../../src/corpus/crawl.ts";
import { readWhole } from "../../src/corpus/read-source.ts";
import { buildIndex } from "../../src/engine/build-index.ts";
import type { Engine } from "../../src/engine/engine.ts";
import { openEngine } from "../../src/engine/open-engine.ts";
import { breathe } from "../event-loop.ts";
import { type Random, runSeed, seededRandom } from "../storage/random.ts";

const CASES = Number(process.env.FASOU_LITERAL_CASES ?? 20_000);
const CORPUS = fileURLToPath(new URL("../../corpus", import.meta.url));

/** What articles of law rarely have, and a quoted search must see through or keep apart all the same. */
const PIECES = [
	..."民法院人工伤傷認认定條条第一二三〇零千百十",
	..."，。、；：？！（）《》〈〉“”‘’「」【】〔〕—-·…%￥¥$&*+/\\#@",
	..."ａｂｃＡＢＣxyz０１２３456",
	"工傷認定",
	"（2017）湘0405刑初149号",
	"20,000元",
	"马62",
	"38条",
	"APP",
	"e-mail: a@b.cn",
	"𠮷",
	"𫗴",
	"㐂",
	"\u200b",
	"\u202e",
	"\ufeff",
	"　",
	" ",
	"\t",
	"\n",
	"é",
	"ﬁ",
	"①",
	"⑴",
	"㈠",
];

function randomPart(random: Random, pieces: number): string {
	return Array.from({ length: pieces }, () => random.pick(PIECES)).join("");
}

async function articles(random: Random): Promise<Article[]> {
	const { files } = await crawl([CORPUS]);
	const sample = files.flatMap((file) => readWhole(file).articles);
	const made = Array.from({ length: 120 }, (_, i) =>
		completeArticle({
			id: `made ${i}`,
			title: randomPart(random, 1 + random.below(12)) || "题",
			summary: randomPart(random, random.below(20)),
			body: `文${randomPart(random, random.below(80))}`,
			category: [`类${randomPart(random, random.below(4))}`],
		}),
	);
	return [...sample, ...made];
}

/** A text as the guarantee compares it: folded, without what is not seen, white space as one blank. */
function compared(text: string): string {
	return fold(text)
		.replace(
			/[\0\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g,
			"",
		)
		.replace(/\s+/g, " ")
		.trim();
}

/** A part of a field of some article, or of no article, whole characters only. */
function randomQuote(random: Random, all: readonly Article[]): string {
	if (random.below(12) === 0) {
		return randomPart(random, 1 + random.below(4));
	}
	const text = [...fieldText(random.pick(all), random.pick(TEXT_FIELDS))];
	const start = random.below(text.length + 1);
	const length = 1 + random.below(random.pick([1, 2, 3, 8, 8, 30]));
	return text.slice(start, start + length).join("");
}

/** The quotes that none of a text's characters closes. */
function quoted(text: string): string | undefined {
	for (const [open, close] of ["“”", "「」", '""'].map((pair) => [...pair])) {
		if (!text.includes(open ?? "") && !text.includes(close ?? "")) {
			return `${open}${text}${close}`;
		}
	}
	return undefined;
}

async function found(engine: Engine, query: string): Promise<string[]> {
	const { hits } = await engine.searchIds(query, { limit: 1000 });
	return hits.map(({ id }) => id).sort();
}

test(`a quoted search finds every article whose field contains the text, and no other, in ${CASES} cases`, async () => {
	const seed = runSeed();
	console.log(`literal: FASOU_SEED=${seed}`);
	const random = seededRandom(seed);
	const all = await articles(random);
	const index = { memory: true } as const;
	await buildIndex({ index, articles: all });
	const engine = await openEngine({ index });
	const fields = all.map((article) => ({
		id: article.id,
		texts: TEXT_FIELDS.map((field) => compared(fieldText(article, field))),
	}));
	let cases = 0;
	while (cases < CASES) {
		const text = randomQuote(random, all);
		const query = quoted(text);
		const wanted = compared(text);
		if (query === undefined || wanted === "") {
			continue;
		}
		const expected = fields
			.filter(({ texts }) => texts.some((field) => field.includes(wanted)))
			.map(({ id }) => id)
			.sort();
		expect([text, await found(engine, query)]).toEqual([text, expected]);
		cases++;
		if (cases % 500 === 0) {
			await breathe();
		}
	}
	await engine.close();
}, 300_000);
