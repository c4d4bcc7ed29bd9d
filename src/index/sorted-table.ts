import { ByteReader } from "../bytes/byte-reader.ts";
import { ByteWriter } from "../bytes/byte-writer.ts";
import { stringOfUnits } from "../bytes/units.ts";
import type { FrameWriter } from "./frame.ts";
import type { PagedFile } from "./paged-file.ts";

/*
 * A sorted table of strings with numbers beside them (FORMAT.md, "Sorted tables"): terms and ids.
 * Leaves of 16 entries, index blocks of 32 leaves, one root of all index blocks, a trailer of fixed size.
 * Keys are UTF-16 units in code-unit order, so that comparing needs no string and a lone surrogate is a key like any other.
 */

const LEAF_ENTRIES = 16;
const INDEX_ENTRIES = 32;
const TRAILER_BYTES = 18;
/** A string of so few units is made in a third of the time from its units. */
const SHORT_KEY = 8;

/**
 * What a number beside a key is. `plain`: itself. `extent`: the end of a range whose start is the end of the key before;
 * stored as a length, so that ranges laid out in key order cost one small number each.
 */
export type ValueKind = "plain" | "extent";

/** Writes a sorted table, from the start of a file's payload to its end; keys come in ascending code-unit order. */
export class SortedTableWriter {
	readonly #out: FrameWriter;
	readonly #leaf: BlockWriter;
	readonly #indexBlock = new BlockWriter(["extent"]);
	readonly #root = new BlockWriter(["extent"]);
	/** Finished index blocks; they follow the leaves. */
	readonly #index = new ByteWriter();
	#entries = 0;

	constructor(out: FrameWriter, values: readonly ValueKind[]) {
		this.#out = out;
		this.#leaf = new BlockWriter(values);
	}

	add(key: string, values: readonly number[]): void {
		if (this.#leaf.count === LEAF_ENTRIES) {
			this.#flushLeaf();
		}
		this.#leaf.add(key, values);
		this.#entries++;
	}

	finish(): void {
		this.#flushLeaf();
		this.#flushIndexBlock();
		const indexStart = this.#out.length;
		this.#out.append(this.#index.view());
		const rootStart = this.#out.length;
		this.#out.append(this.#root.take());
		const trailer = new ByteWriter(TRAILER_BYTES);
		trailer.u48(this.#entries);
		trailer.u48(indexStart);
		trailer.u48(rootStart);
		this.#out.append(trailer.view());
	}

	#flushLeaf(): void {
		if (this.#leaf.count === 0) {
			return;
		}
		const firstKey = this.#leaf.firstKey;
		this.#out.append(this.#leaf.take());
		if (this.#indexBlock.count === INDEX_ENTRIES) {
			this.#flushIndexBlock();
		}
		this.#indexBlock.add(firstKey, [this.#out.length]);
	}

	#flushIndexBlock(): void {
		if (this.#indexBlock.count > 0) {
			const firstKey = this.#indexBlock.firstKey;
			this.#index.bytes(this.#indexBlock.take());
			this.#root.add(firstKey, [this.#index.length]);
		}
	}
}

/** One block of entries: shared prefix length, rest length, rest, values. */
class BlockWriter {
	readonly #kinds: readonly ValueKind[];
	readonly #bytes = new ByteWriter();
	readonly #lastEnds: number[];
	#lastKey = "";
	firstKey = "";
	count = 0;

	constructor(kinds: readonly ValueKind[]) {
		this.#kinds = kinds;
		this.#lastEnds = kinds.map(() => 0);
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
		const shared = this.count === 0 ? 0 : sharedPrefix(this.#lastKey, key);
		this.#bytes.varint(shared);
		this.#bytes.varint(key.length - shared);
		for (let i = shared; i < key.length; i++) {
			this.#bytes.u16(key.charCodeAt(i));
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

	#value(column: number, value: number): void {
		if (this.#kinds[column] === "plain") {
			this.#bytes.varint(value);
			return;
		}
		const start = this.#lastEnds[column]!;
		if (this.count === 0) {
			this.#bytes.varint(start);
		}
		this.#bytes.varint(value - start);
		this.#lastEnds[column] = value;
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

/** Reads the entries of one block in order. */
class BlockCursor {
	readonly #reader: ByteReader;
	readonly #kinds: readonly ValueKind[];
	#units = new Uint16Array(64);
	#keyLength = 0;
	#isFirst = true;
	/** Starts of the extents; 0 for plain values. */
	readonly starts: number[];
	/** Plain values, and ends of extents. */
	readonly values: number[];

	constructor(bytes: Uint8Array, kinds: readonly ValueKind[]) {
		this.#reader = new ByteReader(bytes);
		this.#kinds = kinds;
		this.values = kinds.map(() => 0);
		this.starts = kinds.map(() => 0);
	}

	next(): boolean {
		const reader = this.#reader;
		if (reader.remaining === 0) {
			return false;
		}
		const shared = reader.varint();
		this.#keyLength = shared + reader.varint();
		if (this.#keyLength > this.#units.length) {
			const larger = new Uint16Array(this.#keyLength * 2);
			larger.set(this.#units);
			this.#units = larger;
		}
		for (let i = shared; i < this.#keyLength; i++) {
			this.#units[i] = reader.u16();
		}
		for (let i = 0; i < this.#kinds.length; i++) {
			if (this.#kinds[i] === "plain") {
				this.values[i] = reader.varint();
			} else {
				const start = this.#isFirst ? reader.varint() : this.values[i]!;
				this.starts[i] = start;
				this.values[i] = start + reader.varint();
			}
		}
		this.#isFirst = false;
		return true;
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

export interface TableEntry {
	readonly key: string;
	/** Starts of the extents; 0 for plain values. */
	readonly starts: readonly number[];
	/** Plain values, and ends of the extents. */
	readonly values: readonly number[];
}

/** Looks keys up in a sorted table without loading it: the root is kept, index blocks and leaves are read when asked for. */
export class SortedTableReader {
	readonly entries: number;
	readonly #file: PagedFile;
	readonly #kinds: readonly ValueKind[];
	readonly #indexStart: number;
	readonly #root: TableEntry[] = [];

	constructor(file: PagedFile, values: readonly ValueKind[]) {
		this.#file = file;
		this.#kinds = values;
		const end = file.lengthBytes - TRAILER_BYTES;
		const trailer = new ByteReader(file.bytes(end, file.lengthBytes));
		this.entries = trailer.u48();
		this.#indexStart = trailer.u48();
		const root = new BlockCursor(file.bytes(trailer.u48(), end), ["extent"]);
		while (root.next()) {
			this.#root.push(root.entry());
		}
	}

	find(key: string): TableEntry | undefined {
		const block = this.#rootPosition(key);
		if (block < 0) {
			return undefined;
		}
		const index = this.#indexCursor(block);
		let start = 0;
		let end = 0;
		while (index.next() && index.compare(key) <= 0) {
			start = index.starts[0]!;
			end = index.values[0]!;
		}
		const leaf = this.#leafCursor(start, end);
		while (leaf.next()) {
			const order = leaf.compare(key);
			if (order >= 0) {
				return order === 0 ? leaf.entry() : undefined;
			}
		}
		return undefined;
	}

	/** The entry of that ordinal, 0 being the smallest key. */
	at(ordinal: number): TableEntry {
		if (ordinal < 0 || ordinal >= this.entries) {
			throw this.#file.damaged(
				`entry ${ordinal} is asked for, the table has ${this.entries}`,
			);
		}
		const leafNumber = Math.floor(ordinal / LEAF_ENTRIES);
		const index = this.#indexCursor(Math.floor(leafNumber / INDEX_ENTRIES));
		for (let i = 0; i <= leafNumber % INDEX_ENTRIES; i++) {
			index.next();
		}
		const leaf = this.#leafCursor(index.starts[0]!, index.values[0]!);
		for (let i = 0; i <= ordinal % LEAF_ENTRIES; i++) {
			leaf.next();
		}
		return leaf.entry();
	}

	/** All entries from the first key that is not below `from`, in order. */
	*entriesFrom(from: string): Generator<TableEntry> {
		const first = Math.max(0, this.#rootPosition(from));
		for (let block = first; block < this.#root.length; block++) {
			const index = this.#indexCursor(block);
			while (index.next()) {
				const leaf = this.#leafCursor(index.starts[0]!, index.values[0]!);
				while (leaf.next()) {
					if (leaf.compare(from) >= 0) {
						yield leaf.entry();
					}
				}
			}
		}
	}

	/**
	 * Calls `visit` with the keys that begin with `prefix`, in order, and the first number beside each, until it says false.
	 * For long walks: `entriesFrom` makes three objects an entry.
	 */
	scan(prefix: string, visit: (key: string, value: number) => boolean): void {
		const first = Math.max(0, this.#rootPosition(prefix));
		for (let block = first; block < this.#root.length; block++) {
			const index = this.#indexCursor(block);
			while (index.next()) {
				const leaf = this.#leafCursor(index.starts[0]!, index.values[0]!);
				while (leaf.next()) {
					if (leaf.compare(prefix) < 0) {
						continue;
					}
					if (!leaf.beginsWith(prefix) || !visit(leaf.key(), leaf.values[0]!)) {
						return;
					}
				}
			}
		}
	}

	/** The last index block whose first key is not above `key`; -1 where there is none. */
	#rootPosition(key: string): number {
		let low = 0;
		let high = this.#root.length;
		while (low < high) {
			const middle = (low + high) >>> 1;
			if (this.#root[middle]!.key <= key) {
				low = middle + 1;
			} else {
				high = middle;
			}
		}
		return low - 1;
	}

	#indexCursor(block: number): BlockCursor {
		const entry = this.#root[block]!;
		return new BlockCursor(
			this.#file.bytes(
				this.#indexStart + entry.starts[0]!,
				this.#indexStart + entry.values[0]!,
			),
			["extent"],
		);
	}

	#leafCursor(start: number, end: number): BlockCursor {
		return new BlockCursor(this.#file.bytes(start, end), this.#kinds);
	}
}
