import { BitWriter } from "../bytes/bit-writer.ts";
import { ByteWriter } from "../bytes/byte-writer.ts";
import type { FrameWriter } from "./frame.ts";
import { PositionsPacker } from "./positions.ts";
import { BLOCK_SIZE, FEW_BELOW, PostingsPacker } from "./postings-block.ts";
import { SkipTableWriter } from "./skip-table.ts";
import type { SortedTokens } from "./token-stream.ts";

/** Writes the lists of one field and layer, term by term. */
export class PostingsWriter {
	readonly #postings: FrameWriter;
	readonly #positions: FrameWriter | undefined;
	/** Length bytes of all documents, and of those of the block at hand. */
	readonly #norms: Uint8Array;
	readonly #blockNorms = new Uint8Array(BLOCK_SIZE);
	readonly #gaps = new Int32Array(BLOCK_SIZE);
	readonly #extras = new Int32Array(BLOCK_SIZE);
	/** Positions of the block at hand, one document's after the other. */
	#places = new Int32Array(1024);
	#placesFilled = 0;
	readonly #packer = new PostingsPacker();
	readonly #positionsPacker = new PositionsPacker();
	readonly #skips = new SkipTableWriter();
	/** The blocks of the list at hand, their positions, and the skip table. */
	readonly #blocks = new BitWriter();
	readonly #placeBlocks = new BitWriter();
	readonly #skipTable = new BitWriter();
	readonly #skipLength = new ByteWriter(8);
	/** Documents of the block at hand, and the document before the next one; the last one of the block before. */
	#filled = 0;
	#previous = -1;
	#blockBefore = -1;

	/** `norms` holds one length byte a document; without `positions` none are written. */
	constructor(
		postings: FrameWriter,
		positions: FrameWriter | undefined,
		norms: Uint8Array,
	) {
		this.#postings = postings;
		this.#positions = positions;
		this.#norms = norms;
	}

	/** Writes one list, of the entries `[from, to)`; returns the number of distinct documents. */
	write(
		{ placed, counted }: Omit<SortedTokens, "ends">,
		from: number,
		to: number,
	): number {
		this.#skips.clear();
		this.#blocks.clear();
		this.#placeBlocks.clear();
		this.#filled = 0;
		this.#placesFilled = 0;
		this.#previous = -1;
		this.#blockBefore = -1;
		let documents = 0;
		if (placed !== undefined) {
			documents = this.#addPlaced(placed, from, to);
		} else if (counted !== undefined) {
			documents = this.#addCounted(counted, from, to);
		}
		if (this.#filled > 0) {
			this.#flushBlock(documents < FEW_BELOW);
		}
		if (documents > BLOCK_SIZE) {
			this.#writeSkips();
		}
		this.#postings.append(this.#blocks.view());
		this.#positions?.append(this.#placeBlocks.view());
		return documents;
	}

	#addPlaced(placed: Int32Array, from: number, to: number): number {
		const keepsPlaces = this.#positions !== undefined;
		let documents = 0;
		for (let at = from; at < to; documents++) {
			const doc = placed[at * 2]!;
			const first = at;
			do {
				at++;
			} while (at < to && placed[at * 2] === doc);
			if (keepsPlaces) {
				this.#addPlaces(placed, first, at);
			}
			this.#addDocument(doc, at - first);
		}
		return documents;
	}

	#addPlaces(placed: Int32Array, from: number, to: number): void {
		const needed = this.#placesFilled + to - from;
		if (needed > this.#places.length) {
			const larger = new Int32Array(needed * 2);
			larger.set(this.#places);
			this.#places = larger;
		}
		const places = this.#places;
		let filled = this.#placesFilled;
		for (let at = from; at < to; at++) {
			places[filled++] = placed[at * 2 + 1]!;
		}
		this.#placesFilled = filled;
	}

	#addCounted(counted: Int32Array, from: number, to: number): number {
		let documents = 0;
		for (let at = from; at < to; documents++) {
			const doc = counted[at]! >>> 8;
			let frequency = 0;
			do {
				frequency += counted[at]! & 0xff;
				at++;
			} while (at < to && counted[at]! >>> 8 === doc);
			this.#addDocument(doc, frequency);
		}
		return documents;
	}

	#addDocument(doc: number, frequency: number): void {
		const at = this.#filled++;
		this.#gaps[at] = doc - this.#previous - 1;
		this.#extras[at] = frequency - 1;
		this.#blockNorms[at] = this.#norms[doc]!;
		this.#previous = doc;
		if (at === BLOCK_SIZE - 1) {
			this.#flushBlock(false);
		}
	}

	#flushBlock(isFew: boolean): void {
		const documents = this.#filled;
		const start = this.#blocks.length;
		const placesStart = this.#placeBlocks.length;
		const highest = this.#packer.pack(this.#blocks, {
			gaps: this.#gaps,
			extras: this.#extras,
			documents,
			fewOf: isFew ? this.#norms.length : undefined,
		});
		let shortest = 0xff;
		for (let i = 0; i < documents; i++) {
			const norm = this.#blockNorms[i]!;
			shortest = norm < shortest ? norm : shortest;
		}
		// Runs of letters and digits among pairs have none.
		if (this.#placesFilled > 0) {
			this.#positionsPacker.pack(this.#placeBlocks, {
				documents,
				norms: this.#blockNorms,
				extras: this.#extras,
				places: this.#places,
			});
		}
		this.#skips.add(
			this.#previous - this.#blockBefore,
			this.#blocks.length - start,
			this.#placeBlocks.length - placesStart,
			highest,
			shortest,
		);
		this.#blockBefore = this.#previous;
		this.#filled = 0;
		this.#placesFilled = 0;
	}

	#writeSkips(): void {
		this.#skipTable.clear();
		this.#skips.write(this.#skipTable);
		this.#skipLength.clear();
		this.#skipLength.varint(this.#skipTable.length);
		this.#postings.append(this.#skipLength.view());
		this.#postings.append(this.#skipTable.view());
	}
}
