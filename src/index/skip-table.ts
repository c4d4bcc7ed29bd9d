import type { BitWriter } from "../bytes/bit-writer.ts";
import { ByteReader } from "../bytes/byte-reader.ts";
import {
	paddedCopy,
	readBits,
	SizeCounts,
	unpackExpGolomb,
} from "../bytes/exp-golomb.ts";
import { IntColumn } from "../bytes/int-column.ts";
import type { PagedFile } from "./paged-file.ts";

/*
 * What is told of the blocks of a long list without decoding them (FORMAT.md, "Skip tables"): five columns with a number a block, each
 * in the order of exp-Golomb code that suits it.
 */

/** The largest frequency a skip table tells; it stands for all above, too. */
export const HIGHEST_SKIP_FREQUENCY = 0xffff;
/** Length of a table's length, at most. */
const LENGTH_BYTES = 5;
const COLUMNS = 5;
const ORDER_BITS = 5;
const HIGHEST_ORDER = 24;

/** Gathers what the blocks of one list are. */
export class SkipTableWriter {
	readonly #columns = Array.from({ length: COLUMNS }, () => new IntColumn(16));
	readonly #counts = new SizeCounts();

	clear(): void {
		for (let i = 0; i < COLUMNS; i++) {
			this.#columns[i]!.clear();
		}
	}

	/** `span`: the block's last document less that of the block before (-1 for the first); lengths in bytes. */
	add(
		span: number,
		blockBytes: number,
		positionBytes: number,
		highestFrequency: number,
		shortestNorm: number,
	): void {
		const columns = this.#columns;
		columns[0]!.push(span - 1);
		columns[1]!.push(blockBytes);
		columns[2]!.push(positionBytes);
		columns[3]!.push(Math.min(highestFrequency, HIGHEST_SKIP_FREQUENCY) - 1);
		columns[4]!.push(shortestNorm);
	}

	/** Appends the columns; what comes next starts with a byte of its own. */
	write(out: BitWriter): void {
		for (const column of this.#columns) {
			const values = column.view();
			this.#counts.clear();
			for (let i = 0; i < values.length; i++) {
				this.#counts.add(values[i]!);
			}
			const order = this.#counts.bestOrder(HIGHEST_ORDER);
			out.bits(order, ORDER_BITS);
			out.expGolombs(values, values.length, order);
		}
		out.align();
	}
}

/** The columns of a list's skip table, one number a block. */
export interface SkipTable {
	/** Where the first block starts in the file. */
	readonly blocksStart: number;
	readonly lastDocs: Int32Array;
	/** Where each block ends, from the first block's start. */
	readonly blockEnds: Int32Array;
	/** Where each block's positions end, from the first block's. */
	readonly positionEnds: Int32Array;
	readonly highestFrequencies: Uint16Array;
	readonly shortestNorms: Uint8Array;
}

/** Reads the table at the start of a list of so many blocks. */
export function readSkipTable(
	file: PagedFile,
	start: number,
	blocks: number,
): SkipTable {
	const head = new ByteReader(
		file.peek(start, Math.min(start + LENGTH_BYTES, file.lengthBytes)),
	);
	const bytes = head.varint();
	const tableStart = start + head.offset;
	const blocksStart = tableStart + bytes;
	const packed = paddedCopy(file.peek(tableStart, blocksStart));
	let bit = 0;
	const nextColumn = () => {
		const values = new Int32Array(blocks);
		const order = readBits(packed, bit, ORDER_BITS);
		bit = unpackExpGolomb(packed, bit + ORDER_BITS, order, values, 0, blocks);
		return values;
	};
	const lastDocs = nextColumn();
	let last = -1;
	for (let block = 0; block < blocks; block++) {
		last += lastDocs[block]! + 1;
		lastDocs[block] = last;
	}
	const blockEnds = summed(nextColumn());
	const positionEnds = summed(nextColumn());
	const highestFrequencies = Uint16Array.from(
		nextColumn(),
		(extra) => extra + 1,
	);
	const shortestNorms = Uint8Array.from(nextColumn());
	return {
		blocksStart,
		lastDocs,
		blockEnds,
		positionEnds,
		highestFrequencies,
		shortestNorms,
	};
}

/** Each number with all before it, in place. */
function summed(values: Int32Array): Int32Array {
	let sum = 0;
	for (let i = 0; i < values.length; i++) {
		sum += values[i]!;
		values[i] = sum;
	}
	return values;
}
