import type { TextRange } from "../article.ts";
import type { Entity } from "./entity.ts";
import { scanEntities } from "./entity-scanner.ts";
import { fold } from "./fold.ts";
import type { CitedProvision } from "./provision-phrase.ts";
import {
	findReferences,
	type ProvisionRow,
	type ReferenceOptions,
	type References,
} from "./references.ts";

export interface Entities {
	/** By their start; those of one kind do not overlap, but the law within a provision's range is an entity too. */
	readonly entities: readonly Entity[];
	readonly references: References;
}

/** Those of a text that names none. */
export const NO_ENTITIES: Entities = {
	entities: [],
	references: { laws: [], provisions: [], rows: [] },
};

/**
 * The legal entities of a text, each with its canonical terms:
 *
 *   provision    第一千零七十九条, then 中华人民共和国民法典第一千零七十九条, then …第二款 and …第二款第三项, as far as the text says them
 *   law          the full official name, or the title as written where the list has it not
 *   case-number  (2017)湘0405刑初149号, 法释[2020]17号, 主席令第四十五号
 *   money        20000元, 0.5元, 20000美元
 *   period       30日, 3个月, 2年, 18个月, 2周, 24小时, 30分钟, 3个工作日, 14周岁
 *   date         2017年, 2017-03, 2017-03-05; 03-05
 */
export function findEntities(
	text: string,
	options: ReferenceOptions,
): Entities {
	if (text === "") {
		return NO_ENTITIES;
	}
	const { folded = fold(text) } = options;
	const references = findReferences(
		text,
		folded === options.folded ? options : { ...options, folded },
	);
	const scanned = scanEntities(folded);
	const { laws, rows } = references;
	if (laws.length === 0 && rows.length === 0) {
		return { entities: scanned, references };
	}
	const entities = [...scanned];
	for (const { law, start, end } of laws) {
		entities.push({ kind: "law", terms: [lawTerm(law)], start, end });
	}
	addProvisions(entities, rows);
	return { entities: entities.sort(byPlace), references };
}

const NUMERAL = "[〇零一二三四五六七八九十百千万亿]+";
/** How the terms of all other kinds end or begin, in the order of the list above; of days both forms. */
const OTHER_TERMS = [
	new RegExp(`第${NUMERAL}条(?:之${NUMERAL})?(?:第${NUMERAL}[款项目])*$`),
	/号(?:之[^之]+)?$/,
	/^[\d.]+[^\d.]{1,5}$/,
	/^(?:\d{4}-)?\d\d(?:-\d\d)?$/,
];

/** Whether a term that some entity has is the name of a law. */
export function isLawTerm(term: string): boolean {
	return !OTHER_TERMS.some((pattern) => pattern.test(term));
}

/** The outer of two that begin together comes first. */
function byPlace(a: TextRange, b: TextRange): number {
	return a.start - b.start || b.end - a.end;
}

/** A law's name as a term. */
function lawTerm(law: string): string {
	return fold(law).replace(/\s+/g, "");
}

/** One entity for each 条 of the rows, and one for all 条 of a range. */
function addProvisions(
	entities: Entity[],
	rows: readonly ProvisionRow[],
): void {
	let floor = 0;
	for (const row of rows) {
		const law = row.law === undefined ? undefined : lawTerm(row.law);
		const { provisions } = row;
		for (let first = 0; first < provisions.length; ) {
			const range = placeOf(provisions, first);
			const start = first === 0 && row.start >= floor ? row.start : range.start;
			const together = provisions.slice(first, range.next);
			entities.push({
				kind: "provision",
				terms: provisionTerms(together, law),
				start,
				end: range.end,
			});
			floor = range.end;
			first = range.next;
		}
	}
}

/** Where a 条 stands, with those behind it that share its place. */
function placeOf(
	provisions: readonly CitedProvision[],
	first: number,
): TextRange & { readonly next: number } {
	const { start = 0, end: firstEnd = 0 } = provisions[first] ?? {};
	let end = firstEnd;
	let next = first + 1;
	for (; next < provisions.length; next++) {
		const provision = provisions[next];
		if (provision === undefined || provision.start >= end) {
			break;
		}
		end = Math.max(end, provision.end);
	}
	return { start, end, next };
}

/** The numbers alone, which any law may have; then with the law; then with 款, 项 and 目. */
function provisionTerms(
	provisions: readonly CitedProvision[],
	law: string | undefined,
): string[] {
	const terms = provisions.map(({ number }) => number);
	if (law !== undefined) {
		for (const { number } of provisions) {
			terms.push(law + number);
		}
		for (const { number, parts } of provisions) {
			for (const part of parts) {
				terms.push(law + number + part);
			}
		}
	}
	return terms;
}
