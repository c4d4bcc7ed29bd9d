import { PAGE_BYTES } from "./frame.ts";

/** A page of a file, in memory that another page gets when this one has to go. */
export interface PageSlot {
	readonly bytes: Uint8Array;
	/** Whose page this is; undefined while it is of none. */
	owner: object | undefined;
	page: number;
	/** Asked for since it was last considered for another page. */
	isUsed: boolean;
}

/**
 * The pages of several files, bounded in bytes. Their memory is taken once and used again, so that reading a file of any size leaves nothing to
 * collect. What has not been asked for since it was last considered makes room first ("second chance").
 */
export class PageCache {
	readonly #slots: PageSlot[] = [];
	readonly #most: number;
	/** The slot that is considered next. */
	#next = 0;
	#scratch = new Uint8Array(0);

	/** @param limitBytes one page is kept in any case */
	constructor(limitBytes: number) {
		this.#most = Math.max(1, Math.floor(limitBytes / PAGE_BYTES));
	}

	/** Bytes taken so far. */
	get bytes(): number {
		return this.#slots.length * PAGE_BYTES + this.#scratch.length;
	}

	/** A slot of no owner, whose page has gone. */
	freeSlot(): PageSlot {
		if (this.#slots.length < this.#most) {
			const slot: PageSlot = {
				bytes: new Uint8Array(PAGE_BYTES),
				owner: undefined,
				page: 0,
				isUsed: false,
			};
			this.#slots.push(slot);
			return slot;
		}
		for (;;) {
			const slot = this.#slots[this.#next]!;
			this.#next = (this.#next + 1) % this.#slots.length;
			if (slot.owner === undefined || !slot.isUsed) {
				slot.owner = undefined;
				return slot;
			}
			slot.isUsed = false;
		}
	}

	/** Room for so many bytes, the same each time. */
	scratch(bytes: number): Uint8Array {
		if (bytes > this.#scratch.length) {
			this.#scratch = new Uint8Array(bytes * 2);
		}
		return this.#scratch.subarray(0, bytes);
	}

	/** Forgets all pages, and gives their memory back. */
	clear(): void {
		for (const slot of this.#slots) {
			slot.owner = undefined;
		}
		this.#slots.length = 0;
		this.#next = 0;
	}
}
