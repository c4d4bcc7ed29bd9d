import { HashTrie } from "./hash-trie.ts";
import { lawKey, STATE } from "./law-key.ts";
import type { Law } from "./law-list.ts";

/** Interpretations of the courts have long names that nobody writes out: what stands in all of them does not count here. */
const COMMON_WORDS = [
	"民事纠纷案件",
	"民事纠纷",
	"民事案件",
	"刑事案件",
	"纠纷案件",
	"贯彻执行",
	"具体应用",
	"关于",
	"审理",
	"办理",
	"处理",
	"适用",
	"应用",
	"法律",
	"若干",
	"问题",
	"案件",
	"纠纷",
	"有关",
	"相关",
	"涉及",
	"制度",
	"的",
	"等",
];
const COMMON_BY_FIRST: ReadonlyMap<string, readonly string[]> = byFirst();
const COMMON = new RegExp(COMMON_WORDS.join("|"), "g");
const ISSUERS = [
	"最高人民法院",
	"最高人民检察院",
	"最高法院",
	"最高检察院",
	"最高法",
	"最高院",
	"最高检",
	"高法",
	"两高",
];
/** 最高法、最高检, 最高人民法院2021年 */
const BETWEEN_ISSUERS = /^(?:[、和与 ]|在?\d{4}年)/;
/** What a loosely given name begins with outside a title. */
export const COURT_BEGINNINGS = ["最高", "两高", "关于", "审理", "办理"];
const NOUNS = ["司法解释", "解释", "规定", "意见", "批复", "解答"];
const FULL_ENDING =
	/(司法解释|解释|规定|意见|批复|解答)([一二三四五六])?(?:试行)?$/;
const ORDINAL = /^[ (]{0,2}([一二三四五六])\)?/;
const PROVISION_FOLLOWS =
	/^[》〉>)"' ]{0,3}第[\d一二三四五六七八九十百千零〇 ]{1,10}条/;
const WALK_LIMIT = 120;
const LEAST_CORE = 2;

interface CourtLaw {
	readonly law: Law;
	readonly noun: string;
	/** 一 of 解释（一）; empty where there is none. */
	readonly ordinal: string;
}

/** Recognises interpretations of the highest courts that are named loosely: 最高法关于彩礼的规定, 审理劳动争议案件的司法解释（一）. */
export class CourtNames {
	/** Where the name that `at` found last ends. */
	matchEnd = 0;
	readonly #trie = new HashTrie(8192);
	readonly #lawsAt: CourtLaw[][] = [];

	constructor(laws: readonly Law[]) {
		for (const law of laws) {
			if (law.name.startsWith("最高人民")) {
				for (const name of [law.name, ...law.otherNames]) {
					this.#add(name, law);
				}
			}
		}
	}

	/** The interpretation that is named at `start` of a folded text; its end is in `matchEnd`. A title is a name however it begins. */
	at(folded: string, start: number, isTitle: boolean): Law | undefined {
		if (
			!isTitle &&
			!COURT_BEGINNINGS.some((word) => folded.startsWith(word, start))
		) {
			return undefined;
		}
		const limit = Math.min(folded.length, start + WALK_LIMIT);
		const afterIssuers = skipIssuers(folded, start, limit);
		const isMeant = isTitle || afterIssuers > start;
		let i = skipCommon(folded, afterIssuers, limit);
		let found: Law | undefined;
		for (let node = 0; i < limit; ) {
			node = this.#trie.child(node, folded.charCodeAt(i));
			if (node === 0) {
				break;
			}
			i = skipCommon(folded, i + 1, limit);
			const laws = this.#lawsAt[node];
			const law = laws && this.#endAt(folded, i, { laws, isMeant });
			found = law ?? found;
		}
		return found;
	}

	/** The law of a core that ends at `at`, with the noun and number that follow. */
	#endAt(
		folded: string,
		at: number,
		{ laws, isMeant }: { laws: readonly CourtLaw[]; isMeant: boolean },
	): Law | undefined {
		const noun = NOUNS.find((word) => folded.startsWith(word, at));
		if (noun === undefined) {
			return undefined;
		}
		const afterNoun = at + noun.length;
		const number = ORDINAL.exec(folded.slice(afterNoun, afterNoun + 5));
		const end = afterNoun + (number?.[0].length ?? 0);
		const isSaid =
			isMeant ||
			noun === "司法解释" ||
			PROVISION_FOLLOWS.test(folded.slice(end, end + 16));
		if (!isSaid) {
			return undefined;
		}
		const fits = laws.filter(
			(one) =>
				one.ordinal === (number?.[1] ?? "") &&
				(noun === "司法解释" || one.noun === noun),
		);
		if (fits[0] !== undefined) {
			this.matchEnd = end;
		}
		return fits[0]?.law;
	}

	#add(name: string, law: Law): void {
		const key = lawKey(name);
		const [ending = "", noun = "", ordinal = ""] = FULL_ENDING.exec(key) ?? [];
		if (noun === "") {
			return;
		}
		const core = key
			.slice(skipIssuers(key, 0, key.length), key.length - ending.length)
			.replace(COMMON, "");
		if (core.length < LEAST_CORE) {
			return;
		}
		const node = this.#trie.add(core);
		const laws = this.#lawsAt[node] ?? [];
		if (
			!laws.some(
				(one) =>
					one.law === law && one.noun === noun && one.ordinal === ordinal,
			)
		) {
			laws.push({ law, noun, ordinal });
		}
		this.#lawsAt[node] = laws;
	}
}

function skipIssuers(text: string, at: number, limit: number): number {
	let i = at;
	while (i < limit) {
		const issuer = ISSUERS.find((word) => text.startsWith(word, i));
		if (issuer !== undefined) {
			i += issuer.length;
			continue;
		}
		const between =
			i > at ? BETWEEN_ISSUERS.exec(text.slice(i, i + 6))?.[0] : undefined;
		if (between === undefined) {
			break;
		}
		i += between.length;
	}
	return i;
}

/** Over words that do not count, marks, blanks and 中华人民共和国. */
function skipCommon(text: string, at: number, limit: number): number {
	let i = at;
	while (i < limit) {
		const word = COMMON_BY_FIRST.get(text.charAt(i))?.find((common) =>
			text.startsWith(common, i),
		);
		if (word !== undefined) {
			i += word.length;
		} else if (`《》〈〉<>"' `.includes(text.charAt(i))) {
			i++;
		} else if (text.startsWith(STATE, i)) {
			i += STATE.length;
		} else {
			break;
		}
	}
	return i;
}

function byFirst(): Map<string, string[]> {
	const words = new Map<string, string[]>();
	for (const word of COMMON_WORDS) {
		const first = word.charAt(0);
		words.set(first, [...(words.get(first) ?? []), word]);
	}
	return words;
}
