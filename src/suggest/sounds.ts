/** How two characters sound beside each other; `fuzzy`: as many speakers and their keyboards mix them up (zh/z, n/l, ang/an, hu/f …). */
export type SoundLikeness = "same" | "fuzzy" | "other";

const NO_SOUND = 0;

/** How characters sound, without tones: the commonest reading of each, and those beside it. Syllables are numbers from 1. */
export class Sounds {
	/** The commonest reading of each UTF-16 unit, 0 where it has none. */
	readonly #first = new Uint16Array(0x10000);
	readonly #others = new Map<number, number[]>();
	/** Spelling of each syllable; that of 0 is empty. */
	readonly #spellings: string[] = [""];
	readonly #numbers = new Map<string, number>();
	readonly #beginnings = new Set<string>();
	/** Syllables of one class are mixed up; a class is the number of one of its syllables. */
	readonly #classes: number[] = [0];
	/** The characters of each class, the commonest readings first. */
	readonly #characters: string[] = [""];

	/** @param table a line a syllable: `zhong 中重…|…`, behind the bar the characters that have it as another reading */
	constructor(table: string) {
		for (const line of table.split("\n")) {
			const blank = line.indexOf(" ");
			const bar = line.indexOf("|", blank);
			if (blank > 0 && bar > blank) {
				this.#addSyllable(line.slice(0, blank), {
					first: line.slice(blank + 1, bar),
					other: line.slice(bar + 1),
				});
			}
		}
	}

	/** The readings of a unit as numbers, the commonest first. */
	readingsOf(unit: number): readonly number[] {
		const first = this.#first[unit]!;
		return first === NO_SOUND ? [] : [first, ...(this.#others.get(unit) ?? [])];
	}

	/** zhong */
	spelling(syllable: number): string {
		return this.#spellings[syllable] ?? "";
	}

	isSyllable(spelling: string): boolean {
		return this.#numbers.has(spelling);
	}

	/** Whether some syllable begins so: zho. */
	beginsSyllable(letters: string): boolean {
		return this.#beginnings.has(letters);
	}

	likeness(a: number, b: number): SoundLikeness {
		const first = this.#first[a]!;
		const second = this.#first[b]!;
		if (first === NO_SOUND || second === NO_SOUND) {
			return "other";
		}
		if (first === second) {
			return "same";
		}
		if (this.#classes[first] === this.#classes[second]) {
			return "fuzzy";
		}
		return this.#others.has(a) || this.#others.has(b)
			? this.#likenessOfAny(a, b)
			: "other";
	}

	/** The characters that sound like a unit, itself among them. */
	soundAlikes(unit: number): string {
		let characters = "";
		for (const syllable of this.readingsOf(unit)) {
			characters += this.#characters[this.#classes[syllable]!]!;
		}
		return characters;
	}

	#likenessOfAny(a: number, b: number): SoundLikeness {
		let likeness: SoundLikeness = "other";
		for (const one of this.readingsOf(a)) {
			for (const other of this.readingsOf(b)) {
				if (one === other) {
					return "same";
				}
				if (this.#classes[one] === this.#classes[other]) {
					likeness = "fuzzy";
				}
			}
		}
		return likeness;
	}

	#addSyllable(
		spelling: string,
		{ first, other }: { readonly first: string; readonly other: string },
	): void {
		const number = this.#spellings.length;
		this.#spellings.push(spelling);
		this.#numbers.set(spelling, number);
		for (let length = 1; length <= spelling.length; length++) {
			this.#beginnings.add(spelling.slice(0, length));
		}
		const key = ` ${mixedUp(spelling)}`;
		const known = this.#numbers.get(key) ?? number;
		this.#numbers.set(key, known);
		this.#classes.push(known);
		this.#characters.push("");
		this.#characters[known] += first + other;
		for (let i = 0; i < first.length; i++) {
			this.#first[first.charCodeAt(i)] = number;
		}
		for (let i = 0; i < other.length; i++) {
			const unit = other.charCodeAt(i);
			const others = this.#others.get(unit);
			if (others === undefined) {
				this.#others.set(unit, [number]);
			} else {
				others.push(number);
			}
		}
	}
}

/** What hu becomes where h and f are mixed up: hui is fei, huang is fang. */
const WITH_F = new Map([
	["hu", "fu"],
	["hua", "fa"],
	["huan", "fan"],
	["huang", "fang"],
	["hui", "fei"],
	["hun", "fen"],
	["hong", "feng"],
]);

/** One spelling for all syllables that are mixed up with each other. */
function mixedUp(spelling: string): string {
	let mixed = WITH_F.get(spelling) ?? spelling;
	const [initial = "", second = ""] = mixed;
	if (second === "h") {
		mixed = initial + mixed.slice(2);
	} else if (initial === "n") {
		mixed = `l${mixed.slice(1)}`;
	}
	return /[aei]ng$/.test(mixed) ? mixed.slice(0, -1) : mixed;
}
