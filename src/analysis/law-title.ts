import type { LawContext, NamedLaw } from "./law-context.ts";
import { BLANKS, OPENERS, QUOTES } from "./law-key.ts";
import { isBareNoun } from "./law-kind.ts";
import type { LawNames } from "./law-names.ts";

/** What a 《…》 names: a law, or another document. */
export interface TitleReading {
	readonly law: NamedLaw | undefined;
	/** Behind the 》, or behind the longer name that it is a part of: 《民法典》婚姻家庭编解释（一）. */
	readonly end: number;
}

export interface TitleReader {
	readonly text: string;
	readonly folded: string;
	readonly names: LawNames;
	readonly context: LawContext;
}

/** A title is not longer. */
const TITLE_LIMIT = 120;
const OPEN = "《".charCodeAt(0);
const CLOSE = "》".charCodeAt(0);
const NEW_LINE = 0x0a;
/** What the title of a law ends with, that of a book or contract does not. */
const LAW_TITLE =
	/(?:法|法典|条例|规定|办法|解释|细则|规则|决定|意见|批复|通知|公约|协定|议定书|通则|准则|规范|规程|标准|基准|纪要|答复|复函|安排|修正案)$/;
/** Rules of a company. */
const HOUSE_RULES = /员工|^本?公司(?!法)/;
/** （试行）, （2018年修正）, and what closes brackets within the title. */
const TITLE_TAIL = /(?:\([^()\n]{0,30}\)|[〉> ])+$/;
const VERSION_NOTE = /^(?:[〉> ]|\([^()]{0,30}\)|\d{4}年?(?:修正|修订)?)*$/;

/** Reads the 《…》 at `at`; undefined where it is none. */
export function readTitle(
	reader: TitleReader,
	at: number,
): TitleReading | undefined {
	const { text, folded, names, context } = reader;
	const nameStart = afterOpeners(folded, at);
	const close = closeOfTitle(folded, at);
	const listed = names.titleAt(folded, nameStart);
	const nameEnd = names.matchEnd;
	const law = listed && context.named(listed.name);
	if (close < 0) {
		return law && { law, end: nameEnd };
	}
	const end = close + 1;
	const title = folded.slice(at + 1, close);
	const declared = context.byAlias(title);
	if (declared !== undefined) {
		return { law: declared, end };
	}
	if (law !== undefined && nameEnd > close) {
		return { law, end: nameEnd };
	}
	if (law !== undefined && VERSION_NOTE.test(folded.slice(nameEnd, close))) {
		return { law, end };
	}
	const plain = title.replace(TITLE_TAIL, "");
	const isLaw =
		LAW_TITLE.test(plain) && !HOUSE_RULES.test(plain) && !isBareNoun(plain);
	return {
		law: isLaw ? context.named(writtenTitle(text, at + 1, close)) : undefined,
		end,
	};
}

/** The title as it stands, with the inner marks that a name outside 《》 has. */
function writtenTitle(text: string, start: number, end: number): string {
	return text
		.slice(start, end)
		.replaceAll("〈", "《")
		.replaceAll("〉", "》")
		.trim();
}

function afterOpeners(folded: string, at: number): number {
	let i = at + 1;
	const skipped = OPENERS + QUOTES + BLANKS;
	while (i < at + 4 && skipped.includes(folded.charAt(i) || "x")) {
		i++;
	}
	return i;
}

/** Where the 》 of the 《 at `at` is, or -1. */
function closeOfTitle(folded: string, at: number): number {
	const limit = Math.min(folded.length, at + TITLE_LIMIT);
	let depth = 0;
	for (let i = at; i < limit; i++) {
		const unit = folded.charCodeAt(i);
		if (unit === OPEN) {
			depth++;
		} else if (unit === CLOSE) {
			depth--;
			if (depth === 0) {
				return i;
			}
		} else if (unit === NEW_LINE) {
			return -1;
		}
	}
	return -1;
}
