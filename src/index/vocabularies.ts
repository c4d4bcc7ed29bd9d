import { LAYERS, type Layer } from "../analysis/fields.ts";
import { byLayer } from "./batch-cutter.ts";
import type { BatchVocabulary } from "./cut-batch.ts";

/** The terms of a cutter by their numbers, layer by layer; grows with its batches. */
export type VocabularyTerms = Readonly<Record<Layer, string[]>>;

/** The vocabularies of all cutters, as their batches tell of them. */
export class Vocabularies {
	/** The newest of each cutter: batches of a former one come no more. */
	readonly #newest = new Map<
		number,
		{ readonly epoch: number; readonly terms: VocabularyTerms }
	>();

	/** Takes in the terms that are new with a batch; returns all of its vocabulary. */
	termsOf({ cutter, epoch, told, newTerms }: BatchVocabulary): VocabularyTerms {
		let newest = this.#newest.get(cutter);
		if (newest?.epoch !== epoch) {
			newest = { epoch, terms: byLayer(() => []) };
			this.#newest.set(cutter, newest);
		}
		for (const layer of LAYERS) {
			const terms = newest.terms[layer];
			if (terms.length !== told[layer]) {
				throw new TypeError("a batch of this cutter was left out");
			}
			for (const term of newTerms[layer]) {
				terms.push(term);
			}
		}
		return newest.terms;
	}

	/** No batch of this cutter comes any more. */
	forget(cutter: number): void {
		this.#newest.delete(cutter);
	}
}
