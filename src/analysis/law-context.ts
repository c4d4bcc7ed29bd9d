import { lawKey } from "./law-key.ts";
import {
	endOfKey,
	isBareNoun,
	kindOf,
	nounBefore,
	ordinalBefore,
} from "./law-kind.ts";
import type { LawNames } from "./law-names.ts";
import { formatNumeral } from "./numerals.ts";

/** A law that a text names: one of the list, or by a title as it is written. */
export interface NamedLaw {
	/** The full official name, or the title as written. */
	readonly name: string;
	readonly key: string;
	/** What sort of law the name says it is: 法, 条例, 解释 … */
	readonly kind: string;
	/** Of several that are numbered: 2 of 解释（二）; 0 where the name has none. */
	readonly ordinal: number;
	readonly isOfCourts: boolean;
	/** Whether the list of laws has it. */
	readonly isListed: boolean;
	/** The highest number of its 条, where that is known. */
	readonly provisions: number;
}

/** What the words before a 第…条 say: which law, another document (no law), or nothing, `bare`. */
export type NounReading =
	| { readonly kind: "law"; readonly law: NamedLaw; readonly start: number }
	| { readonly kind: "other" }
	| { readonly kind: "bare" };

/** The noun that may as well be a verb. */
const SAYING = "规定";
const COURT_NOUN = "司法解释";

/** Documents that have 条 and are no laws. */
const OTHER_DOCUMENTS = [
	"合同",
	"协议",
	"章程",
	"条款",
	"契约",
	"约定",
	"规约",
	"规章",
	"制度",
	"守则",
	"手册",
	"承诺书",
	"判决",
	"判决书",
	"裁定",
	"裁定书",
	"调解书",
	"合同书",
	"协议书",
	"保单",
	"附件",
	"草案",
	"意见稿",
	"送审稿",
	"旧法",
	"原法",
];

const OWN = "本";
/** What points back to a law named before: 该法, 同一解释, 上述规定. */
const POINTERS = [
	"该",
	"此",
	"其",
	"同一",
	"同",
	"上述",
	"前述",
	"这部",
	"这个",
	"那部",
	"这一",
	"新",
];
/** 合同条例 does not point anywhere. */
const NO_POINTERS = ["合同", "协同", "共同", "不同", "相同", "应该", "因此"];
/** What may stand before a noun that is not part of a longer name. */
const BEFORE_NOUN =
	"年今号按照依据根见和与及在从由为即的而但照看以是对于如据经凭到有了给用查引将把被要让说归等非或若并且则也还又均都就再这于第款项条";
const BEFORE_NAME = /[\p{P}\p{S}\s\d]/u;

/** An interpretation of the courts that was not named before: 两高的解释. */
const COURTS = /(?:最高法|最高检|最高人民法院|最高人民检察院|两高)的?$/;
const CLOSERS = "》〉>\"'";
const BLANKS = " \t";
const LAWS_LIMIT = 64;
const ALIASES_LIMIT = 32;
const ALIAS_LENGTH_LIMIT = 24;
/** A shortened name has so many characters of the full name before its noun: 登记管理条例. */
const LEAST_SHORTENED = 2;
const LOOK_BACK_LIMIT = 24;

/** The laws that a text has named so far, and how it calls them. */
export class LawContext {
	readonly #names: LawNames;
	readonly #known = new Map<string, NamedLaw>();
	/** Each law once, the one named last at the end. */
	#laws: NamedLaw[] = [];
	readonly #aliases = new Map<string, NamedLaw>();
	/** How many provisions of a law were cited. */
	readonly #cited = new Map<NamedLaw, number>();
	readonly #ownName: string | undefined;

	constructor(names: LawNames, ownLaw: string | undefined) {
		this.#names = names;
		this.#ownName = ownLaw;
	}

	/** The law whose text this is. */
	get own(): NamedLaw | undefined {
		return this.#ownName === undefined ? undefined : this.named(this.#ownName);
	}

	/** The law with that full name or title. */
	named(name: string): NamedLaw {
		const known = this.#known.get(name);
		if (known !== undefined) {
			return known;
		}
		const key = lawKey(name);
		const { noun, kind, ordinal } = endOfKey(key);
		const listed = this.#names.find(name);
		const law: NamedLaw = {
			name,
			key: noun === "" ? key : key.slice(0, key.lastIndexOf(noun)) + noun,
			kind,
			ordinal,
			isOfCourts: name.startsWith("最高人民"),
			isListed: listed?.name === name,
			provisions: listed?.provisions ?? Number.POSITIVE_INFINITY,
		};
		this.#known.set(name, law);
		return law;
	}

	/** Notes that the text names a law. */
	note(law: NamedLaw): void {
		const at = this.#laws.indexOf(law);
		if (at >= 0) {
			this.#laws.splice(at, 1);
		} else if (this.#laws.length === LAWS_LIMIT) {
			this.#laws.shift();
		}
		this.#laws.push(law);
	}

	/** Notes that the text calls a law so: （以下简称《解释》）. */
	declare(alias: string, law: NamedLaw): void {
		const key = lawKey(alias);
		if (
			key.length >= 2 &&
			key.length <= ALIAS_LENGTH_LIMIT &&
			this.#aliases.size < ALIASES_LIMIT
		) {
			this.#aliases.set(key, law);
		}
	}

	/** The law that the text calls so: by its own short name, or by what sort of law it is, as in 《条例》. */
	byAlias(title: string): NamedLaw | undefined {
		const isBare = isBareNoun(title);
		if (!isBare && this.#aliases.size === 0) {
			return undefined;
		}
		const key = lawKey(title);
		const declared = this.#aliases.get(key);
		if (declared !== undefined) {
			return declared;
		}
		const { noun, ordinal } = endOfKey(key);
		return isBare ? this.#lastOf(noun, ordinal) : undefined;
	}

	/** Counts provisions of a law that the text cites. */
	cite(law: NamedLaw, provisions: number): void {
		this.#cited.set(law, (this.#cited.get(law) ?? 0) + provisions);
	}

	/** The law that the text is about as far as it was read: of those that have so many 条, the one cited most. */
	mainWith(value: number): NamedLaw | undefined {
		let main: NamedLaw | undefined;
		let most = 0;
		for (const law of this.#laws) {
			const count = this.#cited.get(law) ?? 0;
			if (value <= law.provisions && count >= most) {
				main = law;
				most = count;
			}
		}
		return main;
	}

	/** The law named last of those that have so many 条. */
	lastWith(value: number): NamedLaw | undefined {
		return this.#laws.findLast(({ provisions }) => value <= provisions);
	}

	/** Reads what stands right before a 第…条 that begins at `end` of a folded text: 该法, 本条例, 同一解释, 解释（二）, 财产保全规定. */
	readNoun(folded: string, end: number): NounReading {
		const nounEnd = skipBack(folded, end);
		const declared = this.#declaredBefore(folded, nounEnd);
		if (declared !== undefined) {
			return declared;
		}
		const { ordinal, start: ordinalStart } = ordinalBefore(folded, nounEnd);
		const noun = nounBefore(folded, ordinalStart);
		if (noun === undefined) {
			return OTHER_DOCUMENTS.some((word) => folded.endsWith(word, nounEnd))
				? { kind: "other" }
				: { kind: "bare" };
		}
		const start = ordinalStart - noun.length;
		if (noun === SAYING && nounBefore(folded, start) !== undefined) {
			// 违反本条例规定第二十三条
			return this.readNoun(folded, start);
		}
		return this.#readKnownNoun(folded, { noun, ordinal, start });
	}

	#readKnownNoun(
		folded: string,
		{ noun, ordinal, start }: { noun: string; ordinal: number; start: number },
	): NounReading {
		if (
			OTHER_DOCUMENTS.some((word) => folded.endsWith(word, start + noun.length))
		) {
			return { kind: "other" };
		}
		if (folded.endsWith(OWN, start)) {
			const law = this.own ?? this.#lastOf(noun, ordinal);
			return lawAt(law, start - OWN.length);
		}
		const shortened = this.#shortened(folded, { noun, ordinal, start });
		if (shortened !== undefined) {
			return shortened;
		}
		const pointer = POINTERS.find((word) => folded.endsWith(word, start));
		const isPointed =
			pointer !== undefined &&
			!NO_POINTERS.some((word) => folded.endsWith(word, start));
		if (isPointed) {
			return lawAt(this.#lastOf(noun, ordinal), start - pointer.length);
		}
		const before = folded.charAt(start - 1);
		if (COURTS.test(folded.slice(Math.max(0, start - 8), start))) {
			return { kind: "other" };
		}
		const stands =
			before === "" || BEFORE_NOUN.includes(before) || BEFORE_NAME.test(before);
		return stands
			? lawAt(this.#lastOf(noun, ordinal), start)
			: { kind: "other" };
	}

	#declaredBefore(folded: string, end: number): NounReading | undefined {
		if (this.#aliases.size === 0) {
			return undefined;
		}
		const before = folded.slice(Math.max(0, end - 2 * ALIAS_LENGTH_LIMIT), end);
		const key = lawKey(before);
		let found: { alias: string; law: NamedLaw } | undefined;
		for (const [alias, law] of this.#aliases) {
			const isLonger = found === undefined || alias.length > found.alias.length;
			if (isLonger && key.endsWith(alias)) {
				found = { alias, law };
			}
		}
		return found && lawAt(found.law, end - found.alias.length);
	}

	/**
	 * The law named last that the noun fits, of those with that number; else the one with that number in the same series, or what
	 * implements or interprets the law named last.
	 */
	#lastOf(noun: string, ordinal: number): NamedLaw | undefined {
		const fits = this.#laws.filter((law) => isKind(law, noun));
		const exact = fits.findLast((law) => law.ordinal === ordinal);
		if (exact !== undefined) {
			return exact;
		}
		const last = fits.at(-1);
		if (last === undefined) {
			return this.#madeFor(noun);
		}
		return ordinal === 0 ? last : this.#inSeries(last, ordinal);
	}

	/** 解释（二） where only 解释（一） was named. */
	#inSeries(law: NamedLaw, ordinal: number): NamedLaw | undefined {
		const series = law.name.replace(/（[一二三四五六七八九十]+）$/, "");
		return this.#listed(`${series}（${formatNumeral(ordinal)}）`);
	}

	/** 实施条例 and 司法解释 of the law named last. */
	#madeFor(noun: string): NamedLaw | undefined {
		const law = this.#laws.findLast(({ kind }) => kind === "法");
		return law === undefined ? undefined : this.#listed(law.key + noun);
	}

	#listed(name: string): NamedLaw | undefined {
		const law = this.#names.find(name);
		return law === undefined ? undefined : this.named(law.name);
	}

	/** A law named before whose name was shortened: 财产保全规定 of …办理财产保全案件若干问题的规定. */
	#shortened(
		folded: string,
		{ noun, ordinal, start }: { noun: string; ordinal: number; start: number },
	): NounReading | undefined {
		let best: { law: NamedLaw; length: number } | undefined;
		for (const law of this.#laws) {
			const fits =
				isKind(law, noun) && (ordinal === 0 || law.ordinal === ordinal);
			const length = fits ? sharedBefore(folded, start, law) : 0;
			if (length >= (best?.length ?? LEAST_SHORTENED)) {
				best = { law, length };
			}
		}
		return best && lawAt(best.law, start - best.length);
	}
}

function lawAt(law: NamedLaw | undefined, start: number): NounReading {
	return law === undefined ? { kind: "other" } : { kind: "law", law, start };
}

function isKind(law: NamedLaw, noun: string): boolean {
	if (noun.startsWith("实施")) {
		return law.key.endsWith(noun);
	}
	if (noun === COURT_NOUN || noun === "解释") {
		return law.kind === "解释" || law.isOfCourts;
	}
	return law.kind === kindOf(noun);
}

/** How many characters right before `start` stand in the law's name too, in their order, before its noun. */
function sharedBefore(folded: string, start: number, law: NamedLaw): number {
	let inName = law.key.lastIndexOf(law.kind);
	let length = 0;
	while (length < LOOK_BACK_LIMIT && start - length > 0 && inName > 0) {
		const character = folded.charAt(start - length - 1);
		inName = law.key.lastIndexOf(character, inName - 1);
		if (inName < 0 || character === "的") {
			break;
		}
		length++;
	}
	return length;
}

/** Back over blanks and closing marks. */
function skipBack(folded: string, end: number): number {
	let i = end;
	while (i > 0 && (BLANKS + CLOSERS).includes(folded.charAt(i - 1))) {
		i--;
	}
	return i;
}
