import { COURT_BEGINNINGS, CourtNames } from "./court-names.ts";
import { HashTrie } from "./hash-trie.ts";
import { BLANKS, CLOSERS, lawKey, OPENERS, QUOTES, STATE } from "./law-key.ts";
import { type Law, mergeLaws } from "./law-list.ts";
import { NameBeginnings } from "./name-beginnings.ts";

const STATE_FIRST = STATE.charCodeAt(0);
/** 公司法 is no name in 公司法人, 公司法律顾问, 公司法学, 劳动法庭 and the like … */
const BREAKERS = "律人院庭官学治制医理务系益规定语";
/** … but is one in 公司法规定, 公司法制定, 公司法学习. */
const NO_BREAKERS = ["规定", "制定", "学习", "定于"];
/** What may as well be plain words, 集体合同规定 or 违反证据规定, is a name only in marks or before a 第…条. */
const PLAIN_WORDS =
	/^(?!.*(?:关于|若干|暂行|特别)).*(?:规定|决定|意见|规则|办法|安排|通知)[一二三四五]?$/;
const PROVISION_FOLLOWS =
	/^[》〉>)"' \t]*(?:第 ?)?[\d一二三四五六七八九十百千零〇]+ ?条/;
const PROVISION_LENGTH = 24;
const NUMERALS = "一二三四五六七八九十百千万零〇0123456789";

/** A name, with all that does not count, is not longer. */
const WALK_LIMIT = 240;

/** Not that of 公司法解释. */
const COURT_NOUN = /(?<!公)司法解释/;

const SIGNS = "第《\n。;";

/** Recognises laws by their names in folded texts. */
export class LawNames {
	/** One law for each full name. */
	readonly laws: readonly Law[];
	/** Where the name that `longestAt` found last ends, with the bracket that closes one inside it. */
	matchEnd = 0;
	readonly #trie = new HashTrie(32_768);
	/** The law whose name ends at a node. */
	readonly #lawAt: (Law | undefined)[] = [];
	/** 1 where that name may as well be plain words. */
	readonly #isPlain: number[] = [];
	/** Not 0 for the units that do not count within a name. */
	readonly #skipped = new Uint8Array(0x10000);
	readonly #byFullName = new Map<string, Law>();
	readonly #courts: CourtNames;
	readonly #beginnings: NameBeginnings;

	/** Of laws that have a name in common, the later one has it. */
	constructor(laws: readonly Law[]) {
		this.laws = mergeLaws(laws);
		for (const mark of OPENERS + CLOSERS + QUOTES + BLANKS) {
			this.#skipped[mark.charCodeAt(0)] = 1;
		}
		this.#courts = new CourtNames(this.laws);
		const beginnings = [STATE, ...COURT_BEGINNINGS].map((beginning) =>
			beginning.slice(0, 2),
		);
		for (const law of this.laws) {
			this.#byFullName.set(law.name, law);
			for (const name of statedNames(law)) {
				beginnings.push(...this.#add(name, law));
			}
		}
		for (const law of this.laws) {
			for (const name of impliedNames(law)) {
				if (this.find(name) === undefined) {
					beginnings.push(...this.#add(name, law));
				}
			}
		}
		this.#beginnings = new NameBeginnings(beginnings, {
			marks: OPENERS + CLOSERS + BLANKS,
			opener: STATE,
			signs: SIGNS,
		});
	}

	/** The next place from `from` on where a reader of references has to look: a name may begin, 第, 《, or what ends sentences. */
	nextSign(folded: string, from: number): number {
		return this.#beginnings.next(folded, from);
	}

	/** The law with that name, full or other, as a whole. */
	find(name: string): Law | undefined {
		const listed = this.#byFullName.get(name);
		if (listed !== undefined) {
			return listed;
		}
		const key = lawKey(name);
		let node = 0;
		for (let i = 0; i < key.length; i++) {
			node = this.#trie.child(node, key.charCodeAt(i));
			if (node === 0) {
				return undefined;
			}
		}
		return this.#lawAt[node];
	}

	/** The law whose name stands at `at` of a folded text, the longest of several; its end is in `matchEnd`. */
	longestAt(folded: string, at: number): Law | undefined {
		return this.#beginnings.isAt(folded, at)
			? this.#find(folded, at, false)
			: undefined;
	}

	/** The same for a title, behind its 《: there a shortened name is one wherever it stands. */
	titleAt(folded: string, at: number): Law | undefined {
		const isMark = this.#skipped[folded.charCodeAt(at)] === 1;
		return isMark ? undefined : this.#find(folded, at, true);
	}

	#find(folded: string, at: number, isTitle: boolean): Law | undefined {
		const limit = Math.min(folded.length, at + WALK_LIMIT);
		const skipped = this.#skipped;
		let found: Law | undefined;
		let node = 0;
		for (let i = at; i < limit; ) {
			const unit = folded.charCodeAt(i);
			if (skipped[unit] === 1 && i > at) {
				i++;
				continue;
			}
			if (unit === STATE_FIRST && folded.startsWith(STATE, i)) {
				i += STATE.length;
				continue;
			}
			node = this.#trie.child(node, unit);
			if (node === 0) {
				break;
			}
			i++;
			const law = this.#lawAt[node];
			if (
				law !== undefined &&
				!isBroken(folded, i) &&
				(this.#isPlain[node] !== 1 || isMarked(folded, at, i))
			) {
				found = law;
				this.matchEnd = i;
			}
		}
		if (found === undefined) {
			found = this.#courts.at(folded, at, isTitle);
			this.matchEnd = this.#courts.matchEnd;
		}
		if (found !== undefined) {
			this.matchEnd = closed(folded, at, this.matchEnd);
		}
		return found;
	}

	/** Gives what the name begins with; nothing for one that is too short to be a name. */
	#add(name: string, law: Law): string[] {
		const key = lawKey(name);
		if (key.length < 2) {
			return [];
		}
		const node = this.#trie.add(key);
		this.#lawAt[node] = law;
		this.#isPlain[node] = PLAIN_WORDS.test(key) ? 1 : 0;
		return [key.slice(0, 3)];
	}
}

/** The names of a law's line, and the full one from 关于 on. */
function statedNames(law: Law): string[] {
	const names = [law.name, ...law.otherNames];
	const about = law.name.indexOf("关于");
	if (about > 0 && /[院部局会]$/.test(law.name.slice(0, about))) {
		names.push(law.name.slice(about));
	}
	return names;
}

/**
 * The laws of which a name may stand in a short text: all that `LawNames` over every law would find there, and some more.
 * For a query, for which taking in every name would cost more than finding the articles.
 */
export function lawsNamedIn(text: string, laws: readonly Law[]): Law[] {
	const key = lawKey(text);
	const mayStand = (name: string) => {
		const start = name.startsWith(STATE) ? STATE.length : 0;
		const beginning = name.slice(start, start + 2);
		return key.includes(beginning) || lawKey(beginning) !== beginning;
	};
	return laws.filter((law) =>
		[...statedNames(law), ...impliedNames(law)].some(mayStand),
	);
}

/** Names that a law has unless another has them: 民诉法司法解释 of 民诉法解释, and a name without （试行）. */
function impliedNames(law: Law): string[] {
	const courts = law.otherNames
		.filter((name) => name.includes("解释") && !COURT_NOUN.test(name))
		.map((name) => name.replace("解释", "司法解释"));
	const tried = statedNames(law)
		.filter((name) => name.endsWith("（试行）"))
		.map((name) => name.slice(0, -"（试行）".length));
	return [...courts, ...tried];
}

/** Whether a name that ends at `end` goes on as another word: 公司法人, and 公司法规定二十人 for 公司法规定（二）. */
function isBroken(folded: string, end: number): boolean {
	const last = folded.charAt(end - 1);
	const next = folded.charAt(end);
	if (next === "") {
		return false;
	}
	if (last === "法") {
		return (
			BREAKERS.includes(next) &&
			!NO_BREAKERS.some((word) => folded.startsWith(word, end))
		);
	}
	return NUMERALS.includes(last) && NUMERALS.includes(next);
}

/** Whether a name stands in marks or before a 第…条. */
function isMarked(folded: string, start: number, end: number): boolean {
	const before = folded.charAt(start - 1) || " ";
	const isOpened = (OPENERS + QUOTES).includes(before);
	const isClosed = (CLOSERS + QUOTES).includes(folded.charAt(end) || " ");
	return (
		(isOpened && isClosed) ||
		PROVISION_FOLLOWS.test(folded.slice(end, end + PROVISION_LENGTH))
	);
}

/** The end behind what closes the brackets and quotes that were opened within the name: 解释（一 → 解释（一）. */
function closed(folded: string, start: number, end: number): number {
	let open = 0;
	let isQuoted = false;
	for (let i = start; i < end; i++) {
		const mark = folded.charAt(i);
		if (QUOTES.includes(mark)) {
			isQuoted = !isQuoted;
		} else if (OPENERS.includes(mark)) {
			open++;
		} else if (CLOSERS.includes(mark) && open > 0) {
			open--;
		}
	}
	let closedEnd = end;
	while (closedEnd < folded.length) {
		const mark = folded.charAt(closedEnd);
		if (isQuoted && QUOTES.includes(mark)) {
			isQuoted = false;
		} else if (open > 0 && CLOSERS.includes(mark)) {
			open--;
		} else {
			break;
		}
		closedEnd++;
	}
	return closedEnd;
}
