import type { Layer, TextField } from "../analysis/fields.ts";
import type { ByteCache, Kept } from "./byte-cache.ts";
import type { DenseList } from "./dense-list.ts";
import type { PostingsList } from "./postings.ts";

/** null: the segment is known not to hold the term. */
type KeptList = PostingsList | DenseList | null;

/** What the lists of all segments share, bounded in bytes. */
export type ListCache = ByteCache<KeptList>;

/** The lists of one field and layer that the cache keeps, by their terms. */
export type ListsByTerm = Map<string, Kept<KeptList>>;

/** A lookup that found nothing still takes about this much in the cache. */
const MISS_BYTES = 120;

/** The lists of one segment that the cache keeps. */
export class KeptLists {
	readonly #cache: ListCache;
	readonly #byField = new Map<TextField, Map<Layer, ListsByTerm>>();
	/** Those that were asked for last, as the next mostly are too. */
	#last:
		| {
				readonly field: TextField;
				readonly layer: Layer;
				readonly lists: ListsByTerm;
		  }
		| undefined;

	constructor(cache: ListCache) {
		this.#cache = cache;
	}

	of(field: TextField, layer: Layer): ListsByTerm {
		const last = this.#last;
		if (last?.field === field && last.layer === layer) {
			return last.lists;
		}
		let byLayer = this.#byField.get(field);
		if (byLayer === undefined) {
			byLayer = new Map();
			this.#byField.set(field, byLayer);
		}
		let lists = byLayer.get(layer);
		if (lists === undefined) {
			lists = new Map();
			byLayer.set(layer, lists);
		}
		this.#last = { field, layer, lists };
		return lists;
	}

	/** Keeps a list in place of what is kept of the term, if the cache has room for it. */
	keep(
		lists: ListsByTerm,
		term: string,
		list: PostingsList | DenseList | undefined,
	): void {
		const former = lists.get(term);
		if (former !== undefined) {
			this.#cache.release(former);
		}
		const bytes = (list?.memoryBytes ?? MISS_BYTES) + term.length * 2;
		const forget = () => lists.delete(term);
		const kept = this.#cache.keep(list ?? null, bytes, forget);
		if (kept.value !== undefined) {
			lists.set(term, kept);
		}
	}
}
