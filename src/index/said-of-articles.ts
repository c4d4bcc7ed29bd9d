import type { Analyzer } from "../analysis/analyzer.ts";
import { ComparedTexts } from "../analysis/compared-texts.ts";
import type { Directory } from "../storage/directory.ts";
import { createCaches, IndexReader } from "./index-reader.ts";
import type { Manifest, SaidSegments } from "./manifest.ts";
import type { LoggedQuestion } from "./question-log.ts";
import { type SaidText, SaidWriter, type TextsToCompare } from "./said.ts";

/** So many texts of one article are counted: what is cited everywhere is not everything that is said of it. */
const MOST_OF_ARTICLE = 20;
/** And of all articles of a chapter or a law together. */
const MOST_OF_GROUP = 1000;

/** For a reader that is open only to write what is said. */
const CACHE_BYTES = 8_000_000;

/** Where and how what is said is written. */
export interface SaidOutput {
	readonly directory: Directory;
	readonly nextNumber: () => number;
	readonly texts: TextsToCompare;
}

/** A text that speaks of a unit; of a unit's many, those that come first by `order` are kept, then by their own order. */
interface SaidOf extends SaidText {
	readonly order: number;
}

/** What a commit writes what is said from, and to. */
export interface SaidWriting {
	readonly directory: Directory;
	readonly nextNumber: () => number;
	readonly analyzer: () => Analyzer;
	readonly questions: () => readonly LoggedQuestion[];
}

/**
 * Writes what others say of the articles of a state that is to be committed: the titles of those that cite a provision, and the questions
 * that a log says an article has answered. Both depend on other articles than the one they speak of, so they are written anew wherever
 * anything has changed. Undefined where nothing is said.
 */
export function saidOf(
	state: Manifest,
	former: Manifest | undefined,
	{ directory, nextNumber, analyzer, questions }: SaidWriting,
): SaidSegments | undefined {
	if (!mayBeSaid(state)) {
		return undefined;
	}
	if (former?.said && speaksOf(former) === speaksOf(state)) {
		return former.said;
	}
	const texts = new ComparedTexts(analyzer());
	const output = { directory, nextNumber, texts };
	const reader = new IndexReader(directory, state, createCaches(CACHE_BYTES));
	try {
		const titles = titlesByProvision(reader);
		const anchors = writeUnits(titles, MOST_OF_ARTICLE, output);
		const said = {
			...(anchors && { anchors }),
			...writeLog(reader, questions(), output),
		};
		return Object.keys(said).length > 0 ? said : undefined;
	} finally {
		reader.close();
	}
}

/** Whether others may say something of the articles of a state. */
function mayBeSaid({ segments, log }: Manifest): boolean {
	const cites = segments.some(({ files }) =>
		files.some(({ kind }) => kind === "citing"),
	);
	return cites || log !== undefined;
}

/** Equal where the same is said of the same articles, in the same terms. */
function speaksOf({ segments, log, fingerprint }: Manifest): string {
	return JSON.stringify({ segments, log, fingerprint });
}

/** Writes the questions of a log by the articles that answered them, by their chapters and by their laws. */
export function writeLog(
	reader: IndexReader,
	log: readonly LoggedQuestion[],
	output: SaidOutput,
): Omit<SaidSegments, "anchors"> {
	const byArticle = new Map<number, SaidOf[]>();
	const byChapter = new Map<number, SaidOf[]>();
	const byLaw = new Map<number, SaidOf[]>();
	const asked = new Set<string>();
	for (const { query, article, times = 1 } of log) {
		const place = reader.placeOf(article);
		if (place === undefined) {
			continue;
		}
		const said = { text: query, times, order: -times };
		addTo(byArticle, reader.keyOf(place), said);
		const { laws, chapters } = reader.segments[place.segment]!.groups();
		for (const [units, group] of [
			[byLaw, laws[place.doc]!],
			[byChapter, chapters[place.doc]!],
		] as const) {
			// A question that several provisions of the group answered was asked once.
			const key = `${group}\n${query}`;
			if (group !== 0 && !asked.has(key)) {
				asked.add(key);
				addTo(units, group, said);
			}
		}
	}
	const articles = writeUnits(byArticle, MOST_OF_ARTICLE, output);
	const chapters = writeUnits(byChapter, MOST_OF_GROUP, output);
	const laws = writeUnits(byLaw, MOST_OF_GROUP, output);
	return {
		...(articles && { articles }),
		...(chapters && { chapters }),
		...(laws && { laws }),
	};
}

/** By the place of each provision the titles of the articles that cite it; those come first that cite least else. */
function titlesByProvision(reader: IndexReader): Map<number, SaidOf[]> {
	const byName = new Map<string, SaidOf[]>();
	for (const segment of reader.segments) {
		for (const { doc, title, provisions } of segment.citing()) {
			if (!segment.isDeleted(doc)) {
				const said = { text: title, times: 1, order: provisions.length };
				for (const name of provisions) {
					addTo(byName, name, said);
				}
			}
		}
	}
	const byPlace = new Map<number, SaidOf[]>();
	for (const [name, said] of byName) {
		for (const key of provisionsNamed(reader, name)) {
			addTo(byPlace, key, ...said);
		}
	}
	return byPlace;
}

/** The places of the provisions of that name: those of one law in several editions, too. */
function provisionsNamed(reader: IndexReader, name: string): number[] {
	return reader.segments.flatMap((segment, number) => {
		const list = segment.postings("title", "entity", name);
		if (list === undefined) {
			return [];
		}
		list.decodeAll();
		const { laws } = segment.groups();
		return [...list.docs.subarray(0, list.documents)]
			.filter((doc) => laws[doc] !== 0 && !segment.isDeleted(doc))
			.map((doc) => reader.keyOf({ segment: number, doc }));
	});
}

function addTo<Key>(
	units: Map<Key, SaidOf[]>,
	key: Key,
	...said: readonly SaidOf[]
): void {
	const known = units.get(key);
	if (known === undefined) {
		units.set(key, [...said]);
	} else {
		known.push(...said);
	}
}

function writeUnits(
	units: ReadonlyMap<number, readonly SaidOf[]>,
	mostTexts: number,
	{ directory, nextNumber, texts }: SaidOutput,
): SaidSegments["anchors"] {
	const writer = new SaidWriter(texts);
	for (const [key, said] of [...units].sort(([a], [b]) => a - b)) {
		writer.add(key, textsOf(said).slice(0, mostTexts));
	}
	return writer.write(directory, nextNumber);
}

/** Each text once, with all the times it was said; those to keep first. */
function textsOf(said: readonly SaidOf[]): SaidText[] {
	const texts = new Map<string, SaidOf>();
	for (const one of said) {
		const before = texts.get(one.text);
		texts.set(one.text, {
			text: one.text,
			times: one.times + (before?.times ?? 0),
			order: Math.min(one.order, before?.order ?? one.order),
		});
	}
	return [...texts.values()].sort(
		(a, b) => a.order - b.order || (a.text < b.text ? -1 : 1),
	);
}
