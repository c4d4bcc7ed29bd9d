import fc from "fast-check";
import { expect, test } from "vitest";
import { pieceBounds } from "../../src/present/pieces.ts";
import { chooseSnippets, type Match } from "../../src/present/snippet.ts";

/** All places of the words, as an analyzer would give them: ascending by start, overlapping ones too. */
function matchesOf(body: string, words: Record<string, number>): Match[] {
	const matches: Match[] = [];
	for (const [term, [word, weight]] of Object.entries(words).entries()) {
		for (
			let at = body.indexOf(word);
			at >= 0;
			at = body.indexOf(word, at + 1)
		) {
			matches.push({ start: at, end: at + word.length, term, weight });
		}
	}
	return matches.sort((a, b) => a.start - b.start);
}

function marked(
	text: string,
	ranges: readonly { start: number; end: number }[],
) {
	return ranges.map(({ start, end }) => text.slice(start, end));
}

const BODY =
	"公司概况，成立于北京。员工众多，分布各地。\n" +
	"公司不支付加班费的，劳动者可以向劳动监察部门投诉。也可以申请劳动仲裁，要求支付加班费。\n" +
	"其他事项，参照执行。加班应当自愿。";

test("the passage with the most telling distinct words wins over an earlier one", () => {
	const matches = matchesOf(BODY, { 公司: 1, 加班费: 5, 仲裁: 4 });
	const [snippet] = chooseSnippets(BODY, matches, { length: 37, count: 1 });
	expect(snippet?.text).toBe(
		"公司不支付加班费的，劳动者可以向劳动监察部门投诉。也可以申请劳动仲裁，",
	);
	expect(marked(snippet?.text ?? "", snippet?.ranges ?? [])).toEqual([
		"公司",
		"加班费",
		"仲裁",
	]);
});

test("a passage starts where its sentence starts, if there is room", () => {
	const matches = matchesOf(BODY, { 投诉: 1 });
	const [snippet] = chooseSnippets(BODY, matches, { length: 30, count: 1 });
	expect(snippet?.text).toBe(
		"公司不支付加班费的，劳动者可以向劳动监察部门投诉。",
	);
});

test("a passage from the start of a sentence wins over one from its middle that weighs hardly more", () => {
	const body =
		"仅有其一，违约。当事人违约的，应当支付违约金，赔偿损失。法院可以调整。";
	const matches = matchesOf(body, {
		违约金: 5,
		损失: 4,
		法院: 0.5,
	});
	const [snippet] = chooseSnippets(body, matches, { length: 26, count: 1 });
	expect(snippet?.text).toBe("当事人违约的，应当支付违约金，赔偿损失。");
});

test("a sentence that asks is shown only where nothing else holds the words", () => {
	const question = "问：公司不支付加班费怎么办？";
	const answer = "答：可以要求公司支付加班费。";
	const body = `${question}\n大家好，感谢来信，这里一并答复。\n${answer}`;
	const words = { 公司: 1, 加班费: 5, 怎么办: 1 };
	const shown = (text: string) =>
		chooseSnippets(text, matchesOf(text, words), { length: 16, count: 1 })[0];
	expect(shown(body)?.text).toBe(answer);
	expect(marked(answer, shown(body)?.ranges ?? [])).toEqual(["公司", "加班费"]);
	expect(shown(`开场白，很长很长。\n${question}`)?.text).toBe(question);
});

test("several snippets come from different passages, and favour words not shown yet", () => {
	const matches = matchesOf(BODY, { 加班费: 5, 自愿: 2, 北京: 1 });
	const snippets = chooseSnippets(BODY, matches, { length: 20, count: 3 });
	expect(snippets.map(({ text }) => text)).toEqual([
		"公司不支付加班费的，",
		"其他事项，参照执行。加班应当自愿。",
		"公司概况，成立于北京。员工众多，",
	]);
});

test("without a match the beginning is shown, and a blank body shows nothing", () => {
	expect(chooseSnippets(BODY, [], { length: 12, count: 3 })).toEqual([
		{ text: "公司概况，成立于北京。", ranges: [], start: 0 },
	]);
	expect(chooseSnippets(" \n ", [], { length: 12, count: 1 })).toEqual([]);
	expect(chooseSnippets("", [], { length: 12, count: 1 })).toEqual([]);
	expect(chooseSnippets(BODY, [], { length: 12, count: 0 })).toEqual([]);
});

test("a match deep inside a text without punctuation is found and shown whole", () => {
	const body = `${"无".repeat(5000)}违约金${"点".repeat(5000)}`;
	const matches = matchesOf(body, { 违约金: 3 });
	const [snippet] = chooseSnippets(body, matches, { length: 40, count: 1 });
	expect(snippet?.text.length).toBeLessThanOrEqual(40);
	expect(marked(snippet?.text ?? "", snippet?.ranges ?? [])).toEqual([
		"违约金",
	]);
});

test("a phrase that runs over punctuation stays in one passage", () => {
	const body = "前文甚长，与此无关。应当支付，逾期加倍。后文";
	const matches = matchesOf(body, { "支付，逾期": 3 });
	const [snippet] = chooseSnippets(body, matches, { length: 12, count: 1 });
	expect(marked(snippet?.text ?? "", snippet?.ranges ?? [])).toEqual([
		"支付，逾期",
	]);
});

const unit = fc.constantFrom(..."劳动合同违约金，。；\n、 ab", "𠮷", "😀");
const bodies = fc.string({ unit, maxLength: 400 });
const words = fc.uniqueArray(
	fc.constantFrom("劳动", "合同", "动合", "违约金", "a", "𠮷", "，劳", "😀。"),
	{ maxLength: 5 },
);
const settings = fc.record({
	length: fc.integer({ min: 2, max: 130 }),
	count: fc.integer({ min: 1, max: 3 }),
});

function weighted(body: string, chosen: readonly string[]): Match[] {
	return matchesOf(
		body,
		Object.fromEntries(chosen.map((word, i) => [word, i + 0.5])),
	);
}

test("snippets are slices of the body, short enough, apart, and cut no surrogate pair", () => {
	fc.assert(
		fc.property(bodies, words, settings, (body, chosen, options) => {
			const snippets = chooseSnippets(body, weighted(body, chosen), options);
			expect(snippets.length).toBeLessThanOrEqual(options.count);
			for (const { text, start } of snippets) {
				expect(text).toBe(body.slice(start, start + text.length));
				expect(text.length).toBeLessThanOrEqual(options.length);
				expect(text).toBe(text.trim());
				expect(text).not.toBe("");
				expect(text).not.toMatch(/\p{Surrogate}/u);
			}
			const sorted = snippets.toSorted((a, b) => a.start - b.start);
			for (const [i, { text, start }] of sorted.entries()) {
				expect(sorted[i + 1]?.start ?? body.length).toBeGreaterThanOrEqual(
					start + text.length,
				);
			}
		}),
		{ numRuns: 1000 },
	);
});

test("exactly what matched is marked, in ranges that ascend and never touch", () => {
	fc.assert(
		fc.property(bodies, words, settings, (body, chosen, options) => {
			const matches = weighted(body, chosen);
			for (const snippet of chooseSnippets(body, matches, options)) {
				let last = -1;
				for (const { start, end } of snippet.ranges) {
					expect(start).toBeGreaterThan(last);
					expect(end).toBeGreaterThan(start);
					expect(end).toBeLessThanOrEqual(snippet.text.length);
					last = end;
				}
				for (let at = 0; at < snippet.text.length; at++) {
					const place = snippet.start + at;
					const isMatch = matches.some(
						({ start, end }) => start <= place && place < end,
					);
					const isMarked = snippet.ranges.some(
						({ start, end }) => start <= at && at < end,
					);
					expect(isMarked).toBe(isMatch);
				}
			}
		}),
		{ numRuns: 1000 },
	);
});

test("the first snippet weighs as much as the best of all runs of pieces, but for the tenth that the start of a sentence weighs", () => {
	fc.assert(
		fc.property(bodies, words, settings, (body, chosen, { length }) => {
			const matches = weighted(body, chosen);
			const bounds = pieceBounds(body, matches, length);
			const weightIn = (from: number, to: number) => {
				const terms = new Map<number, number>();
				for (const { start, term, weight } of matches) {
					if (from <= start && start < to) {
						terms.set(term, weight);
					}
				}
				return [...terms.values()].reduce((sum, weight) => sum + weight, 0);
			};
			let best = 0;
			for (const from of bounds) {
				for (const to of bounds) {
					if (to - from <= length) {
						best = Math.max(best, weightIn(from, to));
					}
				}
			}
			const [first] = chooseSnippets(body, matches, { length, count: 1 });
			const start = first?.start ?? 0;
			const found = weightIn(start, start + (first?.text.length ?? 0));
			expect(found * 1.1).toBeGreaterThanOrEqual(best - 0.01);
		}),
		{ numRuns: 500 },
	);
});
