import type { TextRange } from "../article.ts";
import { SearchError } from "../errors.ts";
import { fold } from "./fold.ts";
import { HashTrie } from "./hash-trie.ts";
import { linesNear, linesOf } from "./list-lines.ts";

/** What to search for beside `plain`. A group of n synonyms gives n rules. All terms are folded. */
export interface SynonymRule {
	readonly plain: string;
	readonly to: readonly string[];
}

/** Rules by their plain words; made once, asked for every query. */
export interface SynonymIndex {
	readonly trie: HashTrie;
	/** What to search for, at the node of each plain word. */
	readonly targets: ReadonlyMap<number, readonly string[]>;
	/** What may follow further on, at the node of each part of plain words with a gap. */
	readonly gapped: ReadonlyMap<number, readonly GappedRule[]>;
}

/** A plain word with a gap, seen from one of its parts. */
interface GappedRule {
	readonly other: string;
	readonly to: readonly string[];
}

/** A plain word at `[start, end)` of a query and what to search for beside it. */
export interface Expansion {
	readonly start: number;
	readonly end: number;
	readonly plain: string;
	readonly to: readonly string[];
	/** Of plain words with a gap, where their parts stand. */
	readonly parts?: readonly TextRange[];
}

/** Between the two parts of a plain word, which may stand in either order: 怀孕…降薪. Measured: bench/ranking.md. */
const GAP = "…";
/** Units that a gap may stand for; nothing that ends a sentence is among them. */
const GAP_LIMIT = 20;
const SENTENCE_END = /[。！？；!?;\n]/;

/** Bounds what a position of a query costs. */
const LENGTH_LIMIT = 64;

const FORM =
	'write "word = word" for synonyms or "plain word, plain word > legal term, legal term"';

/**
 * Reads a list of synonyms; the format is in `lists/README.md`. `name` is what errors call the list; lines that have no two characters in
 * common with `near` are passed over unread.
 * @throws SearchError `bad-list`
 */
export function parseSynonyms(
	text: string,
	name: string,
	near?: string,
): SynonymRule[] {
	const rules: SynonymRule[] = [];
	const lines = near === undefined ? linesOf(text) : linesNear(text, near);
	for (const { number, text: line } of lines) {
		const folded = fold(line).trim();
		if (folded === "" || folded.startsWith("#")) {
			continue;
		}
		const problem = problemOf(folded);
		if (problem !== undefined) {
			throw new SearchError(
				"bad-list",
				`${name}, line ${number + 1}: expected ${problem}, found ${JSON.stringify(line)}; ${FORM}`,
			);
		}
		rules.push(...rulesOf(folded));
	}
	return rules;
}

function rulesOf(line: string): SynonymRule[] {
	const [left = "", right] = line.split(">");
	if (right !== undefined) {
		const to = termsOf(right, ",");
		const plains = termsOf(left, ",").flatMap(withCharges);
		return [...new Set(plains)].map((plain) => ({ plain, to }));
	}
	const group = termsOf(left, "=");
	return group.map((plain) => ({
		plain,
		to: group.filter((term) => term !== plain),
	}));
}

/** A crime also as it is called before a court has judged: 盗窃罪 as 盗窃案 and 涉嫌盗窃. */
function withCharges(plain: string): string[] {
	const charge = plain.endsWith("罪") ? plain.slice(0, -1) : "";
	return charge.length < 2 ? [plain] : [plain, `${charge}案`, `涉嫌${charge}`];
}

function termsOf(side: string, separator: "=" | ","): string[] {
	return side.split(separator).map((term) => term.trim());
}

/** What was expected of a line that is not of the form. */
function problemOf(line: string): string | undefined {
	const arrows = line.split(">").length - 1;
	const isTwoWay = line.includes("=");
	if (arrows > 1) {
		return "one >";
	}
	if (arrows === 1 && isTwoWay) {
		return "either = or >, not both";
	}
	if (arrows === 0 && !isTwoWay) {
		return "= or > between the words";
	}
	const sides = line.split(">");
	if (isTwoWay && line.includes(",")) {
		return "no comma in a line with =";
	}
	const [, right] = sides;
	if (isTwoWay ? line.includes(GAP) : right?.includes(GAP)) {
		return `${GAP} on the left of > only`;
	}
	const separator = isTwoWay ? "=" : ",";
	for (const side of sides) {
		const terms = termsOf(side, separator);
		const problem = terms.map(problemOfTerm).find((found) => found);
		if (problem !== undefined) {
			return problem;
		}
		const repeated = terms.find((term, i) => terms.indexOf(term) !== i);
		if (repeated !== undefined) {
			return `each word once, and not ${repeated} again`;
		}
	}
	const [plain = [], to = []] = sides.map((side) => termsOf(side, ","));
	const both = plain.find((term) => to.includes(term));
	return both === undefined ? undefined : `${both} on one side of > only`;
}

function problemOfTerm(term: string): string | undefined {
	if (term === "") {
		return "a word on both sides of each separator";
	}
	if (/\s/.test(term)) {
		return "no space inside a word";
	}
	const parts = term.split(GAP);
	if (parts.length > 2 || parts.includes("")) {
		return `one ${GAP} between two parts of a word`;
	}
	return term.length > LENGTH_LIMIT
		? `a word of at most ${LENGTH_LIMIT} characters`
		: undefined;
}

/** What several rules say of one word is joined, in their order. */
export function indexSynonyms(rules: readonly SynonymRule[]): SynonymIndex {
	const trie = new HashTrie();
	const targets = new Map<number, string[]>();
	const gapped = new Map<number, GappedRule[]>();
	for (const { plain, to } of rules) {
		const [first = "", rest] = plain.split(GAP);
		const node = trie.add(first);
		if (rest !== undefined) {
			addGapped(gapped, node, rest, to);
			addGapped(gapped, trie.add(rest), first, to);
			continue;
		}
		targets.set(node, joined(targets.get(node), to));
	}
	return { trie, targets, gapped };
}

function addGapped(
	gapped: Map<number, GappedRule[]>,
	node: number,
	other: string,
	to: readonly string[],
): void {
	const rules = gapped.get(node) ?? [];
	const known = rules.findIndex((rule) => rule.other === other);
	const rule = { other, to: joined(rules[known]?.to, to) };
	rules[known < 0 ? rules.length : known] = rule;
	gapped.set(node, rules);
}

function joined(
	known: readonly string[] = [],
	more: readonly string[],
): string[] {
	return [...new Set([...known, ...more])];
}

/**
 * The plain words of a folded query from left to right, each the longest of its place, none overlapping another. Words begin and end where
 * `isBorder` says so: the borders of the finest cut keep 撞车 out of 碰撞车辆. Inside a run of Latin letters or digits no word begins or ends.
 * A target that the query has already in that place (人民检察院 where 检察院 is the word) is left out.
 */
export function expand(
	folded: string,
	index: SynonymIndex,
	isBorder: (offset: number) => boolean = () => true,
): Expansion[] {
	const isEdge = edgesOf(folded, isBorder);
	const expansions: Expansion[] = [];
	for (let start = 0; start < folded.length; ) {
		const found = longestAt(folded, start, index, isEdge);
		if (found === undefined) {
			start++;
			continue;
		}
		const { end } = found;
		const to = found.to.filter((term) => !isAround(folded, start, end, term));
		if (to.length > 0) {
			expansions.push({ start, end, plain: folded.slice(start, end), to });
		}
		start = end;
	}
	return expansions;
}

/**
 * What the plain words with a gap in a folded query ask for, wherever their parts stand near each other, in either order. Of those that ask for the
 * same, one is told: that whose parts stand nearest.
 */
export function expandGapped(
	folded: string,
	index: SynonymIndex,
	isBorder: (offset: number) => boolean = () => true,
): Expansion[] {
	const isEdge = edgesOf(folded, isBorder);
	const expansions = new Map<string, Expansion>();
	for (let start = 0; start < folded.length; start++) {
		for (const { node, end } of nodesFrom(folded, start, index, isEdge)) {
			const rules = index.gapped.get(node) ?? [];
			const sentence = rules.length > 0 ? sentenceBehind(folded, end) : "";
			for (const { other, to } of rules) {
				const found = partIn(sentence, other, end, isEdge);
				if (found !== undefined) {
					const plain = folded.slice(start, found.end);
					const parts = [{ start, end }, found];
					const one = { start, end: found.end, plain, to, parts };
					const key = to.join();
					expansions.set(key, together(expansions.get(key), one));
				}
			}
		}
	}
	return [...expansions.values()];
}

/** The nearer of two that ask for the same, with the parts of both. */
function together(a: Expansion | undefined, b: Expansion): Expansion {
	if (a === undefined) {
		return b;
	}
	const nearer = b.plain.length < a.plain.length ? b : a;
	return { ...nearer, parts: [...(a.parts ?? []), ...(b.parts ?? [])] };
}

/** What of the sentence at `from` stands behind it, as far as a gap and a second part reach. */
function sentenceBehind(folded: string, from: number): string {
	const near = folded.slice(from, from + GAP_LIMIT + LENGTH_LIMIT);
	return near.split(SENTENCE_END, 1)[0] ?? "";
}

/** Where `part` stands first in a text at `from`, near enough to its beginning. */
function partIn(
	text: string,
	part: string,
	from: number,
	isEdge: IsEdge,
): TextRange | undefined {
	let at = text.indexOf(part);
	while (at >= 0 && at <= GAP_LIMIT) {
		const start = from + at;
		const end = start + part.length;
		if (isEdge(start) && isEdge(end)) {
			return { start, end };
		}
		at = text.indexOf(part, at + 1);
	}
	return undefined;
}

function longestAt(
	folded: string,
	start: number,
	index: SynonymIndex,
	isEdge: IsEdge,
): { end: number; to: readonly string[] } | undefined {
	let longest: { end: number; to: readonly string[] } | undefined;
	for (const { node, end } of nodesFrom(folded, start, index, isEdge)) {
		const to = index.targets.get(node);
		if (to !== undefined) {
			longest = { end, to };
		}
	}
	return longest;
}

/** Whether a word may begin or end at an offset. */
type IsEdge = (offset: number) => boolean;

function edgesOf(folded: string, isBorder: IsEdge): IsEdge {
	return (offset) => isBorder(offset) && !isInsideRun(folded, offset);
}

/** The nodes of all words that begin at `start`, the shortest first, and where these end. */
function* nodesFrom(
	folded: string,
	start: number,
	{ trie }: SynonymIndex,
	isEdge: IsEdge,
): Generator<{ readonly node: number; readonly end: number }> {
	if (!isEdge(start)) {
		return;
	}
	let node = 0;
	for (let end = start + 1; end <= folded.length; end++) {
		node = trie.child(node, folded.charCodeAt(end - 1));
		if (node === 0) {
			return;
		}
		if (isEdge(end)) {
			yield { node, end };
		}
	}
}

/** Whether `term` stands in the text so that it covers `[start, end)`. */
function isAround(
	folded: string,
	start: number,
	end: number,
	term: string,
): boolean {
	const from = Math.max(0, end - term.length);
	return folded.slice(from, start + term.length).includes(term);
}

/** Whether an ASCII letter or digit stands on both sides of the offset. */
function isInsideRun(folded: string, offset: number): boolean {
	return (
		offset > 0 &&
		offset < folded.length &&
		isLetterOrDigit(folded.charCodeAt(offset - 1)) &&
		isLetterOrDigit(folded.charCodeAt(offset))
	);
}

function isLetterOrDigit(unit: number): boolean {
	return (unit >= 0x30 && unit <= 0x39) || (unit >= 0x61 && unit <= 0x7a);
}
