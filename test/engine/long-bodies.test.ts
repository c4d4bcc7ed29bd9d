import { describe, expect, test } from "vitest";
import type { ArticleInput } from "../../src/article.ts";
import { buildIndex } from "../../src/engine/build-index.ts";
import type { Engine } from "../../src/engine/engine.ts";
import type { ClausePart, ScorePart } from "../../src/engine/explanations.ts";
import type { IndexPlace } from "../../src/engine/index-place.ts";
import { openEngine } from "../../src/engine/open-engine.ts";
import { seededRandom } from "../storage/random.ts";

const STEP = 100;
const PASSAGE = 200;
const SHARE = 0.5;
/** Above 2,000 characters by more than lengths are rounded by. */
const CERTAINLY_LONG = 2300;
const { k1, b } = { k1: 1.2, b: 0.75 };

/** A provision of a made-up law; every one as long as any other. */
const FILLER = "有关部门应当按照各自的职责做好监督管理的工作。";
const lawOf = (sentences: ReadonlyMap<number, string>) =>
	Array.from({ length: 120 }, (_, i) => sentences.get(i) ?? FILLER).join("\n");
const [WAGE, DISMISSED, PAID] = [
	"用人单位拖欠劳动者的工资必须限期足额支付的。",
	"解除劳动合同的应当提前三十日书面予以通知的。",
	"经济补偿按照在本单位工作的年限的标准来计算。",
] as const;
const QUERY = "拖欠工资 解除劳动合同 经济补偿";

async function withEngine<Result>(
	articles: readonly ArticleInput[],
	use: (engine: Engine) => Promise<Result>,
): Promise<Result> {
	const index: IndexPlace = { memory: true };
	await buildIndex({ articles, index });
	const engine = await openEngine({ index });
	try {
		return await use(engine);
	} finally {
		await engine.close();
	}
}

const isPassage = ({ part }: ScorePart) => part === "passage";

describe("of long bodies", () => {
	/** The same sentences, far from each other and together. */
	const scattered = new Map([
		[3, WAGE],
		[60, DISMISSED],
		[110, PAID],
	]);
	const together = new Map([
		[60, WAGE],
		[61, DISMISSED],
		[62, PAID],
	]);
	const laws: readonly ArticleInput[] = [
		{ id: "a", title: "甲法", body: lawOf(scattered) },
		{ id: "b", title: "乙法", body: lawOf(together) },
		{ id: "c", title: "丙法", body: lawOf(new Map()) },
		{ id: "d", title: "丁法", body: `${WAGE}${FILLER}` },
	];

	test("a whole law that says it in one place comes before one that says it all over", async () => {
		await withEngine(laws, async (engine) => {
			const idsBy = async (ranking: "words" | "layers") => {
				const { hits } = await engine.searchIds(QUERY, { ranking });
				return hits
					.map(({ id }) => id)
					.filter((id) => id === "a" || id === "b");
			};
			expect(await idsBy("words")).toEqual(["a", "b"]);
			expect(await idsBy("layers")).toEqual(["b", "a"]);
		});
	});

	test("explaining tells what the passage makes of the score, which a short one has not", async () => {
		await withEngine(laws, async (engine) => {
			const explained = await Promise.all(
				["a", "b", "d"].map((id) =>
					engine.explain(QUERY, id, { ranking: "layers" }),
				),
			);
			expect(explained.map(({ parts }) => parts.some(isPassage))).toEqual([
				true,
				true,
				false,
			]);
			for (const { score, parts } of explained) {
				expect(sumOf(parts)).toBeCloseTo(score, 5);
			}
		});
	});

	test("the passage is the best of all stretches of 200 characters, and counts as much as the rest", async () => {
		const random = seededRandom(20_261_126);
		const words = [
			"合同",
			"违约金",
			"租赁",
			"押金",
			"房东",
			"搬走",
			"，",
			"。",
		];
		const others = [..."天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往秋收冬藏"];
		const articles = Array.from({ length: 40 }, (_, i) => ({
			id: `long-${i}`,
			title: `第${i}篇`,
			body: Array.from({ length: 1500 + random.below(3000) }, () =>
				random.pick(random.below(12) === 0 ? words : others),
			).join(""),
		}));
		const long = articles.filter(({ body }) => body.length >= CERTAINLY_LONG);
		expect(long.length).toBeGreaterThan(20);
		await withEngine(articles, async (engine) => {
			for (const query of ["租赁合同违约金", "房东押金 搬走", "违约金"]) {
				const explained = await Promise.all(
					long.map(({ id }) =>
						engine.explain(query, id, { ranking: "layers", synonyms: false }),
					),
				);
				const weights = passageWeights(
					explained.flatMap(({ parts }) => clausesIn(parts)),
				);
				explained.forEach(({ parts, prior }, i) => {
					const passage = parts.find(isPassage)?.contribution;
					const expected = expectedPassage(
						clausesIn(parts),
						weights,
						long[i]?.body ?? "",
					);
					expect(passage).toBeCloseTo(expected * (prior?.factor ?? 1), 4);
				});
			}
		});
	});
});

function sumOf(parts: readonly ScorePart[]): number {
	return parts.reduce((sum, { contribution }) => sum + contribution, 0);
}

/** The clauses of words and pairs of the body whose places the index knows. */
function clausesIn(parts: readonly ScorePart[]): ClausePart[] {
	return parts.flatMap((part) =>
		part.part === "clause" &&
		part.field === "body" &&
		(part.kind === "pair" || (part.kind === "word" && part.text.length > 1))
			? [part]
			: [],
	);
}

/** What a pair weighs in a passage: its own idf, and its share of those of the words it stands in. */
function passageWeights(
	clauses: readonly ClausePart[],
): ReadonlyMap<string, number> {
	const weights = new Map<string, number>();
	const add = (pair: string, weight: number) =>
		weights.set(pair, (weights.get(pair) ?? 0) + weight);
	const distinct = new Map(
		clauses.map((clause) => [`${clause.kind} ${clause.text}`, clause]),
	);
	for (const { kind, text, idf } of distinct.values()) {
		const inside = kind === "pair" ? [text] : pairsOf(text);
		for (const pair of inside) {
			add(pair, idf / inside.length);
		}
	}
	return weights;
}

/** Half of what the best passage scores more than the body, counted in the text itself. */
function expectedPassage(
	clauses: readonly ClausePart[],
	weights: ReadonlyMap<string, number>,
	body: string,
): number {
	const average =
		clauses.find(({ kind }) => kind === "pair")?.averageLength ?? 1;
	const outweighed = k1 * (1 - b + (b * PASSAGE) / average);
	let best = 0;
	for (let start = 0; start < body.length; start += STEP) {
		const inside = pairsOf(body.slice(start, start + PASSAGE + 1));
		let score = 0;
		for (const [pair, weight] of weights) {
			const frequency = inside.filter((one) => one === pair).length;
			score += (weight * frequency) / (frequency + outweighed);
		}
		best = Math.max(best, score);
	}
	const whole = clauses.reduce(
		(sum, { contribution }) => sum + contribution,
		0,
	);
	return SHARE * (best - whole);
}

function pairsOf(text: string): string[] {
	const units = [...text];
	return units.slice(1).map((unit, i) => `${units[i]}${unit}`);
}
