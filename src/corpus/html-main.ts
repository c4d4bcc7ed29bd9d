import { linesOfElement, type PageLine } from "./html-blocks.ts";
import { findFurniture, relatedBlocks } from "./html-furniture.ts";
import type { HiddenRules } from "./html-hidden.ts";
import { isNamedMain, wordsOfElements } from "./html-names.ts";
import type { HtmlElement, HtmlTree } from "./html-tree.ts";
import { isInfoLine } from "./page-info.ts";

/** A page taken apart: the element with the article's text, and what is around and inside of it but no part of it. */
export interface PageParts {
	readonly main: HtmlElement;
	/** Menus, adverts, related articles, comments, feet. */
	readonly furniture: ReadonlySet<HtmlElement>;
	/** The blocks among the furniture that list related articles. */
	readonly related: readonly HtmlElement[];
	/** All visible lines of the page, in order. */
	readonly lines: readonly PageLine[];
}

/**
 * Finds the article of a page. Each line is worth what it looks like: prose with punctuation much, lines of links
 * less than nothing, other short lines a little less than nothing; the element whose lines are worth most together
 * is the article, since what a larger one adds is furniture and what a smaller one lacks is text. Names of classes
 * only take furniture out, and settle which of two good elements it is.
 */
export function findParts(tree: HtmlTree, rules: HiddenRules): PageParts {
	const lines = linesOfElement(tree.root, { rules });
	const prose = proseOfElements(tree, lines);
	const traits = { prose, wordsOf: wordsOfElements(tree) };
	const furniture = findFurniture(tree, traits);
	const related = relatedBlocks(lines, traits, furniture);
	for (const block of related) furniture.add(block);
	const main = chooseMain(tree, worthOfElements(tree, lines, furniture));
	return { main, furniture, related, lines };
}

const PUNCTUATION = /[，。；！？、“”]/g;

function worthOfLine(line: PageLine): number {
	const { text, linkLength } = line;
	if (isInfoLine(line.apart)) return -8;
	if (IMPRINT.test(text)) return -40;
	const plain = text.length - linkLength;
	if (linkLength > plain) return -Math.min(text.length, 60);
	if (text.includes("\t")) return text.length / 4;
	if (line.headingLevel !== undefined && text.length < 100) return -2;
	const marks = text.match(PUNCTUATION)?.length ?? 0;
	if (marks > 0) return plain + 10 * Math.min(marks, plain / 4);
	if (plain >= 40) return 0;
	return -8;
}

/** What sites say of themselves below everything. */
const IMPRINT =
	/©|&copy;|copyright|版权所有|all rights reserved|ICP\s*[备证]|公网安备|网站标识码|主办单位[:：]|未经授权|未经许可|举报电话[:：]/i;

/** The worth of each element, by its index: that of all lines in it, those of furniture left out. */
function worthOfElements(
	tree: HtmlTree,
	lines: readonly PageLine[],
	furniture: ReadonlySet<HtmlElement>,
): Float64Array {
	const isAway = new Uint8Array(tree.elements.length);
	for (const element of tree.elements) {
		const isInside = isAway[element.parent?.index ?? 0] === 1;
		if (isInside || furniture.has(element)) isAway[element.index] = 1;
	}
	const worth = new Float64Array(tree.elements.length);
	for (const line of lines) {
		const { index } = line.block;
		if (isAway[index] === 0)
			worth[index] = (worth[index] ?? 0) + worthOfLine(line);
	}
	addUp(tree, worth);
	return worth;
}

/** Characters of prose in each element, by its index. */
function proseOfElements(
	tree: HtmlTree,
	lines: readonly PageLine[],
): Float64Array {
	const prose = new Float64Array(tree.elements.length);
	for (const line of lines) {
		const worth = worthOfLine(line);
		if (worth > 0)
			prose[line.block.index] = (prose[line.block.index] ?? 0) + worth;
	}
	addUp(tree, prose);
	return prose;
}

/** Adds what each element has to its parent, from the innermost outwards. */
function addUp(tree: HtmlTree, values: Float64Array): void {
	for (let i = tree.elements.length - 1; i > 0; i--) {
		const parent = tree.elements[i]?.parent;
		if (parent === undefined) continue;
		values[parent.index] = (values[parent.index] ?? 0) + (values[i] ?? 0);
	}
}

/** A box with a name for it is taken when it holds this share of what the best box holds. */
const LEAST_NAMED = 0.7;
const LEAST_INNER = 0.95;

function chooseMain(tree: HtmlTree, worth: Float64Array): HtmlElement {
	let best = tree.root;
	let named: HtmlElement | undefined;
	for (const element of tree.elements) {
		const value = worth[element.index] ?? 0;
		// Of equals the inner one: it comes later.
		if (value >= (worth[best.index] ?? 0) && element.index > 0) best = element;
	}
	if ((worth[best.index] ?? 0) <= 0) return tree.root;
	const least = (worth[best.index] ?? 0) * LEAST_NAMED;
	let namedWorth = least;
	for (const element of tree.elements) {
		const value = worth[element.index] ?? 0;
		if (value < namedWorth || !isNamedMain(element)) continue;
		named = element;
		// An inner one may lack a line or two of an outer one.
		namedWorth = Math.max(namedWorth, value * LEAST_INNER);
	}
	return named ?? best;
}
