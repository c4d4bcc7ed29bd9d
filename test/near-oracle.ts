import {
	fieldText,
	TEXT_FIELDS,
	type TextField,
} from "../src/analysis/fields.ts";
import { fold } from "../src/analysis/fold.ts";
import type { NearPlan, Plan } from "../src/query/plan.ts";
import type { Closeness } from "../src/query/query.ts";
import type { OracleDocument } from "./oracle.ts";

/*
 * What stands close together, found by trying everything with everything over the folded text. Nothing here knows of positions, pairs,
 * stored bounds or filters.
 */

/** A stretch of characters, with the ranges of the text that it is made of. */
interface Stretch {
	readonly start: number;
	readonly end: number;
	readonly ranges: ReadonlySet<string>;
	/** Made of several: may overlap what it is near. */
	readonly isMade: boolean;
}

/** A text as a reader sees it: characters with where they stand, the sentence and the paragraph that each is in. */
interface ReadText {
	readonly characters: readonly {
		readonly text: string;
		readonly start: number;
		readonly end: number;
		readonly sentence: number;
		readonly paragraph: number;
	}[];
	readonly document: OracleDocument;
	readonly field: TextField;
}

export function standsNear(document: OracleDocument, near: NearPlan): boolean {
	return TEXT_FIELDS.some(
		(field) => chains(near, read(document, field)).length > 0,
	);
}

/** The ranges `start-end` of a field that take part, in no order. */
export function rangesNear(
	document: OracleDocument,
	near: NearPlan,
	field: TextField,
): Set<string> {
	const found = chains(near, read(document, field));
	return new Set(found.flatMap(({ ranges }) => [...ranges]));
}

const IGNORED =
	/[\0\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/u;

const READ = new WeakMap<OracleDocument, Map<TextField, ReadText>>();

function read(document: OracleDocument, field: TextField): ReadText {
	const texts = READ.get(document) ?? new Map<TextField, ReadText>();
	READ.set(document, texts);
	const text = texts.get(field) ?? readAnew(document, field);
	texts.set(field, text);
	return text;
}

function readAnew(document: OracleDocument, field: TextField): ReadText {
	const text = fieldText(document.article, field);
	const folded = fold(text);
	const units = unitsOf(text);
	const pieces = [
		...folded.matchAll(
			/[\s\0\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]+|./gsu,
		),
	];
	const characters = pieces.flatMap(({ 0: piece, index: start }) => {
		const seen = [...piece].filter((one) => !IGNORED.test(one)).join("");
		if (seen === "") {
			return [];
		}
		const first = start + [...piece].findIndex((one) => !IGNORED.test(one));
		const character = /^\s+$/.test(seen) ? " " : seen;
		const end = start + piece.length;
		return [{ text: character, start: first, end, ...units[first]! }];
	});
	while (characters[0]?.text === " ") {
		characters.shift();
	}
	while (characters.at(-1)?.text === " ") {
		characters.pop();
	}
	return { characters, document, field };
}

/** For each unit of the text the numbers of its sentence and of its paragraph. */
function unitsOf(text: string): { sentence: number; paragraph: number }[] {
	const isMark = (i: number) =>
		/[。！？；｡…]/.test(text.charAt(i)) ||
		(/[!?;.]/.test(text.charAt(i)) && !/[0-9A-Za-z]/.test(text.charAt(i + 1)));
	const isCloser = (i: number) =>
		/[”’」』）】》〉〕］｝)\]}]/.test(text.charAt(i));
	const isLineEnd = (i: number) =>
		text.charAt(i) === "\n" ||
		(text.charAt(i) === "\r" && text.charAt(i + 1) !== "\n");
	const isLineSign = (i: number) => /[\r\n]/.test(text.charAt(i));
	let sentence = 0;
	let paragraph = 0;
	let hasEnded = false;
	return Array.from({ length: text.length }, (_, i) => {
		const isBehindMark = hasEnded && !isMark(i) && !isCloser(i);
		if (i > 0 && isLineEnd(i - 1)) {
			sentence++;
			paragraph++;
			hasEnded = false;
		} else if (isBehindMark && !isLineSign(i)) {
			sentence++;
			hasEnded = false;
		}
		hasEnded ||= isMark(i);
		return { sentence, paragraph };
	});
}

function chains({ operands, links }: NearPlan, text: ReadText): Stretch[] {
	let made: Stretch[][] = stretches(operands[0]!, text).map((one) => [one]);
	links.forEach((link, i) => {
		const next = stretches(operands[i + 1]!, text);
		made = made.flatMap((chain) =>
			next
				.filter((one) => areClose(chain.at(-1)!, one, link, text))
				.map((one) => [...chain, one]),
		);
	});
	return made.map(joined);
}

function stretches(plan: Plan, text: ReadText): Stretch[] {
	switch (plan.kind) {
		case "filter":
			return [];
		case "near":
			return shortest(chains(plan, text));
		case "boolean": {
			const parts = (plan.must.length > 0 ? plan.must : plan.should).map(
				(part) => stretches(part, text),
			);
			if (plan.must.length === 0) {
				return parts.flat();
			}
			const [first = [], ...others] = parts;
			if (others.length === 0) {
				return first;
			}
			let sets = first.map((one) => [one]);
			for (const other of others) {
				sets = sets.flatMap((set) => other.map((one) => [...set, one]));
			}
			return shortest(sets.map(joined));
		}
		default:
			return plan.field === text.field ? leaves(plan, text) : [];
	}
}

function leaves(
	plan: Extract<Plan, { kind: "term" | "phrase" | "prefix" }>,
	{ characters, document, field }: ReadText,
): Stretch[] {
	if (plan.kind === "phrase") {
		const { terms } = plan;
		return characters.flatMap((_, at) => {
			const stands = terms.every(
				(term, i) => characters[at + i]?.text === term,
			);
			return stands ? [leaf(characters, at, at + terms.length)] : [];
		});
	}
	const layer = plan.kind === "prefix" ? "word" : plan.layer;
	const tokens = document.fields.get(`${field}/${layer}`)?.tokens ?? [];
	const isAsked = (term: string) =>
		plan.kind === "prefix" ? term.startsWith(plan.prefix) : term === plan.term;
	return tokens
		.filter(({ term }) => isAsked(term))
		.map(({ start, end }) =>
			leaf(
				characters,
				characters.filter((one) => one.start < start).length,
				characters.filter((one) => one.start < end).length,
			),
		);
}

function leaf(
	characters: ReadText["characters"],
	start: number,
	end: number,
): Stretch {
	const range = `${characters[start]?.start}-${characters[end - 1]?.end}`;
	return { start, end, ranges: new Set([range]), isMade: false };
}

function joined(parts: readonly Stretch[]): Stretch {
	return {
		start: Math.min(...parts.map(({ start }) => start)),
		end: Math.max(...parts.map(({ end }) => end)),
		ranges: new Set(parts.flatMap(({ ranges }) => [...ranges])),
		isMade: true,
	};
}

/** Those that hold no other than themselves, each once with all that it may be made of. */
function shortest(all: readonly Stretch[]): Stretch[] {
	const kept = all.filter(
		(one) =>
			!all.some(
				(other) =>
					other.start >= one.start &&
					other.end <= one.end &&
					other.end - other.start < one.end - one.start,
			),
	);
	const byPlace = new Map<string, Stretch[]>();
	for (const one of kept) {
		const key = `${one.start}-${one.end}`;
		byPlace.set(key, [...(byPlace.get(key) ?? []), one]);
	}
	return [...byPlace.values()].map(joined);
}

function areClose(
	a: Stretch,
	b: Stretch,
	link: Closeness,
	{ characters }: ReadText,
): boolean {
	const [first, second] = a.start <= b.start ? [a, b] : [b, a];
	const gap = second.start - first.end;
	if (gap < 0 && !a.isMade && !b.isMade) {
		return false;
	}
	if (link.unit === "characters") {
		return gap <= link.most;
	}
	const inside = characters.slice(
		Math.min(a.start, b.start),
		Math.max(a.end, b.end),
	);
	return (
		new Set(inside.map((one) => one[link.unit as "sentence" | "paragraph"]))
			.size === 1
	);
}
