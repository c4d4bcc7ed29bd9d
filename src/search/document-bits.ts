import type { Postings } from "./scored-list.ts";

/** Sets the bits of a list's documents. */
export function addDocs(bits: Int32Array, list: Postings | undefined): void {
	if (list === undefined) {
		return;
	}
	const docs = docsOf(list);
	for (let i = 0; i < docs.length; i++) {
		const doc = docs[i]!;
		bits[doc >>> 5]! |= 1 << (doc & 31);
	}
}

/** All documents of a list, ascending. */
export function docsOf(list: Postings): Int32Array {
	list.decodeAll();
	return list.docs.subarray(0, list.documents);
}
