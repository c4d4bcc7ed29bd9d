/** Nothing, a name whose third unit tells more, a name in any case, a sign. */
const NONE = 0;
const OPEN = 1;
const NAME = 2;
const SIGN = 3;

const UNITS = 0x1_0000;
const CLASSES = 0x100;
const CLASS_BITS = 8;
/** The class of the marks that do not count within a name, as second units: a name may go on behind any of them. */
const MARK = 0xff;

/**
 * Where in a text a law's name may begin, told from its first three units. Nearly half of all units begin some name, so a table of units
 * would hardly help: this one has a row for each first unit and a column for each class of second ones, and a look at it finds something at
 * one place in ten.
 */
export class NameBeginnings {
	/** The row of each unit, as its offset in `#pairs`; the first row is of those that no name begins with. */
	readonly #rowOf = new Uint32Array(UNITS);
	/** The class of each unit as a second one. */
	readonly #classOf = new Uint8Array(UNITS);
	/** For each row and class NONE, OPEN, NAME or SIGN. */
	readonly #pairs: Uint8Array;
	/** Not 0 for the hashes of a pair's place and the third unit. */
	readonly #triples = new Uint8Array(UNITS);
	readonly #openers: ReadonlySet<number>;

	/**
	 * @param names what names begin with; of those of two units the third may be any
	 * @param marks do not count within a name; so do words that begin with `opener`
	 * @param signs are found wherever they stand
	 */
	constructor(
		names: readonly string[],
		{
			marks,
			opener,
			signs,
		}: {
			readonly marks: string;
			readonly opener: string;
			readonly signs: string;
		},
	) {
		const firsts = new Set(names.map((name) => name.charCodeAt(0)));
		this.#pairs = new Uint8Array(
			(1 + firsts.size + signs.length) << CLASS_BITS,
		);
		this.#openers = new Set(
			[...marks, opener.charAt(0)].map((mark) => mark.charCodeAt(0)),
		);
		for (const mark of marks) {
			this.#classOf[mark.charCodeAt(0)] = MARK;
		}
		let row = 0;
		for (const first of firsts) {
			row += CLASSES;
			this.#rowOf[first] = row;
			this.#pairs[row + MARK] = NAME;
		}
		for (const sign of signs) {
			row += CLASSES;
			this.#rowOf[sign.charCodeAt(0)] = row;
			this.#pairs.fill(SIGN, row, row + CLASSES);
		}
		this.#addNames(names);
	}

	#addNames(names: readonly string[]): void {
		let classes = 0;
		for (const name of names) {
			const second = name.charCodeAt(1);
			if (this.#classOf[second] === 0) {
				// Where there are more units than classes, some share one.
				this.#classOf[second] = 1 + (classes % (MARK - 1));
				classes++;
			}
			const pair = this.#pairAt(name, 0);
			if (this.#pairs[pair] === SIGN) {
				continue;
			}
			if (name.length === 2) {
				this.#pairs[pair] = NAME;
			} else {
				this.#pairs[pair] = Math.max(this.#pairs[pair] ?? NONE, OPEN);
				this.#triples[hash(pair, name.charCodeAt(2))] = 1;
			}
		}
	}

	/** The next place from `from` on where a name may begin or a sign stands. */
	next(text: string, from: number): number {
		const rowOf = this.#rowOf;
		const classOf = this.#classOf;
		const pairs = this.#pairs;
		const { length } = text;
		let row = rowOf[text.charCodeAt(from) & 0xffff]!;
		for (let i = from; i < length; i++) {
			const next = text.charCodeAt(i + 1) & 0xffff;
			const pair = pairs[row + classOf[next]!]!;
			if (pair !== NONE && (pair !== OPEN || this.#isThird(text, i))) {
				return i;
			}
			row = rowOf[next]!;
		}
		return length;
	}

	/** Whether a name may begin at `at`. */
	isAt(text: string, at: number): boolean {
		const pair = this.#pairs[this.#pairAt(text, at)]!;
		return pair !== NONE && (pair !== OPEN || this.#isThird(text, at));
	}

	#isThird(text: string, at: number): boolean {
		const third = text.charCodeAt(at + 2);
		return (
			this.#triples[hash(this.#pairAt(text, at), third)] === 1 ||
			this.#openers.has(third)
		);
	}

	#pairAt(text: string, at: number): number {
		return (
			this.#rowOf[text.charCodeAt(at) & 0xffff]! +
			this.#classOf[text.charCodeAt(at + 1) & 0xffff]!
		);
	}
}

function hash(pair: number, unit: number): number {
	return Math.imul((pair << 16) ^ unit ^ (pair >>> 3), 0x9e3779b1) >>> 16;
}
