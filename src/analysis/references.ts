import type { TextRange } from "../article.ts";
import { fold } from "./fold.ts";
import { LawContext, type NamedLaw } from "./law-context.ts";
import type { LawNames } from "./law-names.ts";
import { readTitle, type TitleReader } from "./law-title.ts";
import { isNumeralUnit } from "./numeral-units.ts";
import {
	type CitedProvision,
	type ProvisionPhrase,
	readProvisions,
} from "./provision-phrase.ts";
import {
	calledAt,
	isAmount,
	isAnnounced,
	isConnected,
	isCounting,
	isElsewhere,
	isHeading,
	isJoint,
	isListItem,
	isRenamed,
	skipBlanks,
} from "./provision-place.ts";

/** A law where a text names it. */
export interface LawMention extends TextRange {
	/** Its full official name, or the title as written where the list has it not. */
	readonly law: string;
	readonly isListed: boolean;
}

/** A provision where a text cites it. */
export interface ProvisionMention extends TextRange {
	readonly law: string;
	/** 第一千零七十九条, 第一百三十三条之一 */
	readonly number: string;
}

/** One or more 第…条 in a row, of one law or of one that nothing names: what an entity is made of. */
export interface ProvisionRow extends TextRange {
	readonly law: string | undefined;
	readonly provisions: readonly CitedProvision[];
}

export interface References {
	readonly laws: readonly LawMention[];
	readonly provisions: readonly ProvisionMention[];
	/** Every 第…条 of the text, also those that are no citation: the headings of a law's text, 合同第五条. */
	readonly rows: readonly ProvisionRow[];
}

export interface ReferenceOptions {
	readonly laws: LawNames;
	/** The law whose text this is: what 本法 means. */
	readonly ownLaw?: string | undefined;
	/** What stands above the text: the laws it names are those the text is about. */
	readonly title?: string | undefined;
	/** The text folded, where the caller has that. */
	readonly folded?: string;
}

/** More provisions than this are not taken from one text. */
const PROVISIONS_LIMIT = 20_000;

const ORDINAL = "第".charCodeAt(0);
const OPEN_TITLE = "《".charCodeAt(0);
const NEW_LINE = 0x0a;
const FULL_STOP = "。".charCodeAt(0);
const SEMICOLON = ";".charCodeAt(0);

/**
 * The laws a text names and the provisions it cites, both in their order. Takes time in proportion to the text.
 *
 * A 第…条 is of the law that stands right before it: by name, or as 该法, 本条例, 同一解释, 解释（二）, or a shortened name. With nothing
 * before it, it is of the law that the paragraph named last; in a paragraph that names none, of the law the text has cited most; of those,
 * only laws that have so many 条. In the text of a law it is of that law, unless the sentence names another. After a 合同第五条 or a
 * foreign law, nothing is taken until a law is named again.
 */
export function findReferences(
	text: string,
	options: ReferenceOptions,
): References {
	return new ReferenceReader(text, options).read();
}

class ReferenceReader {
	readonly #text: string;
	readonly #folded: string;
	readonly #names: LawNames;
	readonly #ownLaw: string | undefined;
	/** Made when the first law is met: most provisions name none. */
	#madeContext: LawContext | undefined;
	/** What stands above the text, until it is read. */
	#title: string | undefined;
	readonly #laws: LawMention[] = [];
	readonly #provisions: ProvisionMention[] = [];
	readonly #rows: ProvisionRow[] = [];
	/** The law that the text speaks of. */
	#current: NamedLaw | undefined;
	/** Where the text last said which law it speaks of. */
	#currentAt = 0;
	/** The name of the law named last; its end is -1 where what followed is of another document. */
	#mentionStart = 0;
	#mentionEnd = -1;
	/** Where the 条 read last ends. */
	#phraseEnd = -1;
	/** Whether 条 that are headings quote the law that the text speaks of. */
	#isQuoting = false;
	#sentenceStart = 0;
	#paragraphStart = 0;

	constructor(
		text: string,
		{ laws, ownLaw, title, folded = fold(text) }: ReferenceOptions,
	) {
		this.#text = text;
		this.#folded = folded;
		this.#names = laws;
		this.#ownLaw = ownLaw;
		// The title of a provision is its law's name and number.
		this.#title = ownLaw === undefined ? title : undefined;
	}

	get #context(): LawContext {
		this.#madeContext ??= new LawContext(this.#names, this.#ownLaw);
		return this.#madeContext;
	}

	read(): References {
		const folded = this.#folded;
		const names = this.#names;
		for (let i = names.nextSign(folded, 0); i < folded.length; ) {
			const next = this.#readAt(folded.charCodeAt(i), i);
			i = names.nextSign(folded, next);
		}
		return {
			laws: this.#laws,
			provisions: this.#provisions,
			rows: this.#rows,
		};
	}

	/** Reads what stands at `at`; gives where to go on. */
	#readAt(unit: number, at: number): number {
		let end = at;
		switch (unit) {
			case NEW_LINE:
				this.#startLine(at + 1);
				return at + 1;
			case FULL_STOP:
			case SEMICOLON:
				this.#sentenceStart = at + 1;
				return at + 1;
			case ORDINAL:
				end = this.#readPhrase(at);
				break;
			case OPEN_TITLE:
				end = this.#readTitle(at);
				break;
		}
		return end > at ? end : this.#readName(at);
	}

	/** A line that is an item of a list goes on with the paragraph; one that is announced may quote law. */
	#startLine(at: number): void {
		this.#sentenceStart = at;
		if (isAnnounced(this.#folded, at)) {
			this.#isQuoting = this.#currentAt >= this.#paragraphStart;
		}
		if (!isListItem(this.#folded, at)) {
			this.#paragraphStart = at;
		}
	}

	/** A law's name at `at`, outside 《》. */
	#readName(at: number): number {
		const law = this.#names.longestAt(this.#folded, at);
		if (law === undefined) {
			return at + 1;
		}
		const end = this.#names.matchEnd;
		if (isElsewhere(this.#folded, at, law.name)) {
			this.#leave();
			return end;
		}
		return this.#mention(this.#context.named(law.name), { start: at, end });
	}

	/** 《…》 from `at`; gives `at` where it is none. */
	#readTitle(at: number): number {
		const reader: TitleReader = {
			text: this.#text,
			folded: this.#folded,
			names: this.#names,
			context: this.#context,
		};
		const title = readTitle(reader, at);
		if (title === undefined) {
			return at;
		}
		const { law, end } = title;
		if (law === undefined || isElsewhere(this.#folded, at, law.name)) {
			if (readProvisions(this.#folded, end) !== undefined) {
				this.#leave();
			}
			return end;
		}
		return this.#mention(law, { start: at, end });
	}

	/** What follows is of another document. */
	#leave(): void {
		this.#current = undefined;
		this.#mentionEnd = -1;
		this.#phraseEnd = -1;
	}

	/** Takes a law that stands at a range, what the text will call it, and 1079条 right behind it. */
	#mention(law: NamedLaw, { start, end }: TextRange): number {
		const folded = this.#folded;
		this.#readAbove();
		const isRepeated =
			this.#mentionEnd >= 0 &&
			this.#laws.at(-1)?.law === law.name &&
			isRenamed(folded, this.#mentionEnd, start);
		const { name, isListed } = law;
		this.#laws.push({ law: name, isListed, start, end });
		this.#context.note(law);
		this.#speakOf(law, start);
		this.#mentionStart = isRepeated ? this.#mentionStart : start;
		this.#mentionEnd = end;
		const called = calledAt(folded, end);
		if (called !== undefined) {
			this.#context.declare(called, law);
		}
		const at = skipBlanks(folded, end);
		if (!isNumeralUnit(folded.charCodeAt(at))) {
			return end;
		}
		const phrase = readProvisions(folded, at);
		return phrase === undefined || isAmount(folded, phrase.end)
			? end
			: this.#cite(law, phrase, start);
	}

	#speakOf(law: NamedLaw, at: number): void {
		this.#current = law;
		this.#currentAt = at;
	}

	/** The laws of the title are those the text speaks of until it names one. */
	#readAbove(): void {
		const title = this.#title;
		if (title === undefined) {
			return;
		}
		this.#title = undefined;
		for (const { law } of findReferences(title, { laws: this.#names }).laws) {
			const named = this.#context.named(law);
			this.#context.note(named);
			this.#current ??= named;
		}
	}

	/** 第…条 from `at`; gives `at` where it is none. */
	#readPhrase(at: number): number {
		const phrase = readProvisions(this.#folded, at);
		if (phrase === undefined) {
			return at;
		}
		this.#readAbove();
		const { law, start } = this.#lawOf(phrase);
		if (law === undefined) {
			this.#phraseEnd = phrase.end;
			if (!isCounting(this.#folded, phrase.end)) {
				this.#row(undefined, phrase, start);
			}
			return phrase.end;
		}
		return this.#cite(law, phrase, start);
	}

	#row(law: string | undefined, phrase: ProvisionPhrase, start: number): void {
		if (this.#rows.length < PROVISIONS_LIMIT) {
			const { provisions, end } = phrase;
			this.#rows.push({ law, provisions, start, end });
		}
	}

	/** Of which law the 条 are, and where their range begins. */
	#lawOf(phrase: ProvisionPhrase): {
		law?: NamedLaw | undefined;
		start: number;
	} {
		const folded = this.#folded;
		const { start: at, end } = phrase;
		if (this.#phraseEnd >= 0 && isJoint(folded, this.#phraseEnd, at)) {
			return { law: this.#current, start: at };
		}
		const isOwnHeading = isHeading(folded, at, end);
		if (this.#mentionEnd >= 0 && isConnected(folded, this.#mentionEnd, at)) {
			this.#isQuoting = isOwnHeading;
			return { law: this.#current, start: this.#mentionStart };
		}
		if (isOwnHeading) {
			const isQuoted = this.#isQuoting && this.#ownLaw === undefined;
			return { law: isQuoted ? this.#current : undefined, start: at };
		}
		const reading = this.#context.readNoun(folded, at);
		switch (reading.kind) {
			case "law":
				this.#speakOf(reading.law, at);
				return reading;
			case "other":
				this.#current = undefined;
				return { start: at };
			case "bare":
				return { law: this.#bareLaw(phrase), start: at };
			default: {
				const never: never = reading;
				throw new TypeError(`no reading ${JSON.stringify(never)}`);
			}
		}
	}

	/** The law of a 第…条 before which no law stands. */
	#bareLaw({
		provisions: [first],
		end,
	}: ProvisionPhrase): NamedLaw | undefined {
		if (first === undefined || isCounting(this.#folded, end)) {
			return undefined;
		}
		const { own } = this.#context;
		if (own !== undefined && this.#mentionEnd < this.#sentenceStart) {
			return own;
		}
		const current = this.#current;
		if (current !== undefined && first.value > current.provisions) {
			return this.#context.lastWith(first.value);
		}
		return this.#currentAt < this.#paragraphStart
			? this.#context.mainWith(first.value)
			: current;
	}

	#cite(law: NamedLaw, phrase: ProvisionPhrase, start: number): number {
		this.#phraseEnd = phrase.end;
		this.#current = law;
		this.#context.note(law);
		this.#context.cite(law, phrase.provisions.length);
		this.#row(law.name, phrase, start);
		const [first] = phrase.provisions;
		for (const provision of phrase.provisions) {
			if (this.#provisions.length === PROVISIONS_LIMIT) {
				break;
			}
			const { number, end } = provision;
			const isFirst = provision.start === first?.start;
			this.#provisions.push({
				law: law.name,
				number,
				start: isFirst ? start : provision.start,
				end,
			});
		}
		return phrase.end;
	}
}
