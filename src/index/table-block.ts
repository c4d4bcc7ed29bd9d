import { ByteReader } from "../bytes/byte-reader.ts";
import { ByteWriter } from "../bytes/byte-writer.ts";
import { stringOfUnits } from "../bytes/units.ts";

/*
 * A block of a sorted table: keys with numbers beside them (FORMAT.md, "Sorted tables"). The block above tells the first key, so only
 * the root, which has none above it, tells its own.
 */

/** A string of so few units is made in a third of the time from its units. */
const SHORT_KEY = 8;
/** Lengths below this stand in half a byte. */
const LONG = 15;

/**
 * What a number beside a key is. `plain`: itself. `near`: itself, stored as the difference to the key before, for numbers that go up and
 * down in small steps. `extent`: the end of a range whose start is the end of the key before; stored as a length, so that ranges laid out
 * in key order cost one small number each.
 */
export type ValueKind = "plain" | "near" | "extent";

export interface TableEntry {
	readonly key: string;
	/** Starts of the extents; 0 for other values. */
	readonly starts: readonly number[];
	/** Plain and near values, and ends of the extents. */
	readonly values: readonly number[];
}

/** One block of entries: shared prefix length, rest length, rest, values. The first key is told by the block above. */
export class BlockWriter {
	readonly #kinds: readonly ValueKind[];
	readonly #bytes = new ByteWriter();
	readonly #tellsFirstKey: boolean;
	/** Plain and near values, and ends of extents. */
	readonly #last: number[];
	#lastKey = "";
	firstKey = "";
	count = 0;

	constructor(kinds: readonly ValueKind[], { tellsFirstKey = false } = {}) {
		this.#kinds = kinds;
		this.#tellsFirstKey = tellsFirstKey;
		this.#last = kinds.map(() => 0);
	}

	add(key: string, values: readonly number[]): void {
		if (this.count > 0 && !(this.#lastKey < key)) {
			throw new TypeError(
				`keys must ascend: ${JSON.stringify(key)} after ${JSON.stringify(this.#lastKey)}`,
			);
		}
		if (this.count === 0) {
			this.firstKey = key;
		}
		if (this.count > 0 || this.#tellsFirstKey) {
			this.#key(key, this.count === 0 ? 0 : sharedPrefix(this.#lastKey, key));
		}
		for (let i = 0; i < this.#kinds.length; i++) {
			this.#value(i, values[i]!);
		}
		this.#lastKey = key;
		this.count++;
	}

	/** A copy of the block's bytes; the next block starts. */
	take(): Uint8Array {
		const bytes = this.#bytes.view().slice();
		this.#bytes.clear();
		this.count = 0;
		return bytes;
	}

	#key(key: string, shared: number): void {
		const bytes = this.#bytes;
		const rest = key.length - shared;
		bytes.u8((Math.min(shared, LONG) << 4) | Math.min(rest, LONG));
		if (shared >= LONG) {
			bytes.varint(shared - LONG);
		}
		if (rest >= LONG) {
			bytes.varint(rest - LONG);
		}
		for (let i = shared; i < key.length; i++) {
			bytes.u16(key.charCodeAt(i));
		}
	}

	#value(column: number, value: number): void {
		const kind = this.#kinds[column];
		const before = this.#last[column]!;
		this.#last[column] = value;
		if (kind === "plain") {
			this.#bytes.varint(value);
		} else if (kind === "near") {
			const difference = value - (this.count === 0 ? 0 : before);
			this.#bytes.varint(difference < 0 ? -2 * difference - 1 : 2 * difference);
		} else {
			if (this.count === 0) {
				this.#bytes.varint(before);
			}
			this.#bytes.varint(value - before);
		}
	}
}

function sharedPrefix(a: string, b: string): number {
	const limit = Math.min(a.length, b.length);
	let i = 0;
	while (i < limit && a.charCodeAt(i) === b.charCodeAt(i)) {
		i++;
	}
	return i;
}

export type KeyUnits = Uint16Array;

const NOTHING = new ByteReader(new Uint8Array(0));

/** Reads the entries of one block in order, and then those of another. */
export class BlockCursor {
	#reader: ByteReader = NOTHING;
	readonly #kinds: readonly ValueKind[];
	#units = new Uint16Array(64);
	#keyLength = 0;
	/** The first key is there before the first entry is read. */
	#knowsFirstKey = false;
	#isFirst = true;
	/** Starts of the extents; 0 for other values. */
	readonly starts: number[];
	/** Plain and near values, and ends of extents. */
	readonly values: number[];

	constructor(kinds: readonly ValueKind[]) {
		this.#kinds = kinds;
		this.values = kinds.map(() => 0);
		this.starts = kinds.map(() => 0);
	}

	/** Goes to the start of another block. @param firstKey undefined where the block tells it */
	startOn(bytes: Uint8Array, firstKey: KeyUnits | undefined): this {
		this.#reader = new ByteReader(bytes);
		this.#isFirst = true;
		this.#knowsFirstKey = firstKey !== undefined;
		this.#keyLength = 0;
		if (firstKey !== undefined) {
			this.#setLength(firstKey.length);
			this.#units.set(firstKey);
		}
		this.values.fill(0);
		this.starts.fill(0);
		return this;
	}

	next(): boolean {
		const reader = this.#reader;
		if (reader.remaining === 0) {
			return false;
		}
		if (!this.#isFirst || !this.#knowsFirstKey) {
			this.#readKey();
		}
		for (let i = 0; i < this.#kinds.length; i++) {
			const kind = this.#kinds[i];
			if (kind === "plain") {
				this.values[i] = reader.varint();
			} else if (kind === "near") {
				const coded = reader.varint();
				const half = Math.ceil(coded / 2);
				// The first is the difference to the 0 that stands here before.
				this.values[i]! += coded % 2 === 0 ? half : -half;
			} else {
				const start = this.#isFirst ? reader.varint() : this.values[i]!;
				this.starts[i] = start;
				this.values[i] = start + reader.varint();
			}
		}
		this.#isFirst = false;
		return true;
	}

	#readKey(): void {
		const reader = this.#reader;
		const lengths = reader.u8();
		const shared =
			lengths >>> 4 < LONG ? lengths >>> 4 : LONG + reader.varint();
		const rest = lengths & LONG;
		this.#setLength(shared + (rest < LONG ? rest : LONG + reader.varint()));
		for (let i = shared; i < this.#keyLength; i++) {
			this.#units[i] = reader.u16();
		}
	}

	#setLength(length: number): void {
		this.#keyLength = length;
		if (length > this.#units.length) {
			const larger = new Uint16Array(length * 2);
			larger.set(this.#units);
			this.#units = larger;
		}
	}

	/** The key of the entry read last, until the next is read. */
	get keyUnits(): KeyUnits {
		return this.#units.subarray(0, this.#keyLength);
	}

	/** Negative where this key comes before `key`, 0 where they are equal. */
	compare(key: string): number {
		const limit = Math.min(this.#keyLength, key.length);
		for (let i = 0; i < limit; i++) {
			const difference = this.#units[i]! - key.charCodeAt(i);
			if (difference !== 0) {
				return difference;
			}
		}
		return this.#keyLength - key.length;
	}

	beginsWith(prefix: string): boolean {
		if (this.#keyLength < prefix.length) {
			return false;
		}
		for (let i = 0; i < prefix.length; i++) {
			if (this.#units[i] !== prefix.charCodeAt(i)) {
				return false;
			}
		}
		return true;
	}

	key(): string {
		if (this.#keyLength > SHORT_KEY) {
			return stringOfUnits(this.#units.subarray(0, this.#keyLength));
		}
		let key = "";
		for (let i = 0; i < this.#keyLength; i++) {
			key += String.fromCharCode(this.#units[i]!);
		}
		return key;
	}

	entry(): TableEntry {
		return {
			key: this.key(),
			starts: [...this.starts],
			values: [...this.values],
		};
	}
}
