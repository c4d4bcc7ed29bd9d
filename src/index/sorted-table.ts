import { ByteReader } from "../bytes/byte-reader.ts";
import { ByteWriter } from "../bytes/byte-writer.ts";
import type { FrameWriter } from "./frame.ts";
import type { PagedFile } from "./paged-file.ts";
import {
	BlockCursor,
	BlockWriter,
	type KeyUnits,
	type TableEntry,
	type ValueKind,
} from "./table-block.ts";

/*
 * A sorted table of strings with numbers beside them (FORMAT.md, "Sorted tables"): terms and ids.
 * Leaves of 16 entries, index blocks of 32 leaves, one root of all index blocks, a trailer of fixed size.
 * Keys are UTF-16 units in code-unit order, so that comparing needs no string and a lone surrogate is a key like any other.
 */

const LEAF_ENTRIES = 16;
const INDEX_ENTRIES = 32;
const TRAILER_BYTES = 18;

const INDEX_VALUES = ["extent"] as const;

/** Writes a sorted table, from the start of a file's payload to its end; keys come in ascending code-unit order. */
export class SortedTableWriter {
	readonly #out: FrameWriter;
	readonly #leaf: BlockWriter;
	readonly #indexBlock = new BlockWriter(INDEX_VALUES);
	readonly #root = new BlockWriter(INDEX_VALUES, { tellsFirstKey: true });
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

/** Where something stands in a table. */
interface Place {
	readonly index: BlockCursor;
	readonly leaf: BlockCursor;
	/** How blocks are read: to be gone through at once, or while others are read. */
	readonly read: "peek" | "bytes";
}

/** Looks keys up in a sorted table without loading it: the root is kept, index blocks and leaves are read when asked for. */
export class SortedTableReader {
	readonly entries: number;
	readonly #file: PagedFile;
	readonly #kinds: readonly ValueKind[];
	readonly #indexStart: number;
	readonly #root: (TableEntry & { readonly units: KeyUnits })[] = [];
	/** Where one entry is looked up: nothing is kept here. */
	readonly #lookUp: Place;

	constructor(file: PagedFile, values: readonly ValueKind[]) {
		this.#file = file;
		this.#kinds = values;
		this.#lookUp = this.#placeReadBy("peek");
		const end = file.lengthBytes - TRAILER_BYTES;
		const trailer = new ByteReader(file.bytes(end, file.lengthBytes));
		this.entries = trailer.u48();
		this.#indexStart = trailer.u48();
		const root = new BlockCursor(INDEX_VALUES).startOn(
			file.bytes(trailer.u48(), end),
			undefined,
		);
		while (root.next()) {
			this.#root.push({ ...root.entry(), units: root.keyUnits.slice() });
		}
	}

	find(key: string): TableEntry | undefined {
		const block = this.#rootPosition(key);
		if (block < 0) {
			return undefined;
		}
		this.#startOnIndex(this.#lookUp, block);
		const { index, leaf } = this.#lookUp;
		let leafs = 0;
		while (index.next() && index.compare(key) <= 0) {
			leafs++;
		}
		this.#lookUpLeaf(block, leafs - 1);
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
		this.#lookUpLeaf(
			Math.floor(leafNumber / INDEX_ENTRIES),
			leafNumber % INDEX_ENTRIES,
		);
		const { leaf } = this.#lookUp;
		for (let i = 0; i <= ordinal % LEAF_ENTRIES; i++) {
			leaf.next();
		}
		return leaf.entry();
	}

	/** All entries from the first key that is not below `from`, in order. */
	*entriesFrom(from: string): Generator<TableEntry> {
		const first = Math.max(0, this.#rootPosition(from));
		const place = this.#placeReadBy("bytes");
		const { index, leaf } = place;
		for (let block = first; block < this.#root.length; block++) {
			this.#startOnIndex(place, block);
			while (index.next()) {
				this.#startOnLeaf(place);
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
		const place = this.#placeReadBy("bytes");
		const { index, leaf } = place;
		for (let block = first; block < this.#root.length; block++) {
			this.#startOnIndex(place, block);
			while (index.next()) {
				this.#startOnLeaf(place);
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

	#placeReadBy(read: Place["read"]): Place {
		return {
			index: new BlockCursor(INDEX_VALUES),
			leaf: new BlockCursor(this.#kinds),
			read,
		};
	}

	#startOnIndex({ index, read }: Place, block: number): void {
		const entry = this.#root[block]!;
		const bytes = this.#file[read](
			this.#indexStart + entry.starts[0]!,
			this.#indexStart + entry.values[0]!,
		);
		index.startOn(bytes, entry.units);
	}

	/** Goes to the leaf that the index entry at hand is of. */
	#startOnLeaf({ index, leaf, read }: Place): void {
		const bytes = this.#file[read](index.starts[0]!, index.values[0]!);
		leaf.startOn(bytes, index.keyUnits);
	}

	/** Goes to the leaf of that number below an index block. */
	#lookUpLeaf(block: number, number: number): void {
		this.#startOnIndex(this.#lookUp, block);
		for (let i = 0; i <= number; i++) {
			this.#lookUp.index.next();
		}
		this.#startOnLeaf(this.#lookUp);
	}
}
