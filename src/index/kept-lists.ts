import type { Layer, TextField } from "../analysis/fields.ts";
import type { ByteCache, Kept } from "./byte-cache.ts";
import type { DenseList } from "./dense-list.ts";
import type { PostingsList } from "./postings.ts";

/** null: the segment is known not to hold the term. */
type KeptList = PostingsList | DenseList | null;

/** What the lists of all segments share, bounded in bytes. */
export type ListCache = ByteCache<KeptList>;

/** The lists of one field and layer that the cache keeps, by their terms. */
type ListsByTerm<List extends KeptList> = Map<string, Kept<List>>;

/** A lookup that found nothing still takes about this much in the cache. */
const MISS_BYTES = 120;

/** The lists of one kind and one segment that the cache keeps. */
export class KeptLists<List extends KeptList> {
	readonly #cache: ListCache;
	readonly #byField = new Map<TextField, Map<Layer, ListsByTerm<List>>>();
	/** Those that were asked for last, as the next mostly are too. */
	#last:
		| {
				readonly field: TextField;
				readonly layer: Layer;
				readonly lists: ListsByTerm<List>;
		  }
		| undefined;

	constructor(cache: ListCache) {
		this.#cache = cache;
	}

	of(field: TextField, layer: Layer): ListsByTerm<List> {
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

	/** Keeps a list, if the cache has room for it. */
	keep(lists: ListsByTerm<List>, term: string, list: List): void {
		const bytes = (list?.memoryBytes ?? MISS_BYTES) + term.length * 2;
		const kept = this.#cache.keep(list, bytes, () => lists.delete(term));
		if (kept.value !== undefined) {
			lists.set(term, kept);
		}
	}
}
