import { isLawTerm } from "../analysis/entities.ts";
import { IntColumn } from "../bytes/int-column.ts";
import type { SegmentReader } from "../index/segment-reader.ts";
import { docsOf } from "./document-bits.ts";

/** Where articles name laws. */
const FIELDS = ["title", "summary", "body"] as const;

/** The laws that the documents of a segment name, each law once a document. */
export interface CitedLaws {
	/** As terms of the entity layer have them. */
	readonly laws: readonly string[];
	/** Those of document d are `ordinals` from `starts[d]` to before `starts[d + 1]`: places in `laws`. */
	readonly starts: Int32Array;
	readonly ordinals: Int32Array;
}

/** Turns the lists of a segment's law names round: some 100 ms for 150,000 provisions, once. */
export function citedLaws(segment: SegmentReader): CitedLaws {
	const laws = lawsNamed(segment);
	const docs = new IntColumn();
	const named = new IntColumn();
	const starts = new Int32Array(segment.documents + 1);
	/** The law, counted from 1, that a document was last found to name. */
	const last = new Int32Array(segment.documents);
	laws.forEach((law, ordinal) => {
		for (const field of FIELDS) {
			const list = segment.postings(field, "entity", law);
			for (const doc of list === undefined ? [] : docsOf(list)) {
				if (last[doc] !== ordinal + 1) {
					last[doc] = ordinal + 1;
					docs.push(doc);
					named.push(ordinal);
					starts[doc + 1]!++;
				}
			}
		}
	});
	for (let doc = 0; doc < segment.documents; doc++) {
		starts[doc + 1]! += starts[doc]!;
	}
	const ordinals = new Int32Array(docs.view().length);
	const next = starts.slice();
	docs.view().forEach((doc, i) => {
		ordinals[next[doc]!++] = named.view()[i]!;
	});
	return { laws, starts, ordinals };
}

function lawsNamed(segment: SegmentReader): string[] {
	const laws = new Set<string>();
	for (const field of FIELDS) {
		segment.terms(field, "entity")?.scan("", (term) => {
			if (isLawTerm(term)) {
				laws.add(term);
			}
			return true;
		});
	}
	return [...laws].sort((a, b) => (a < b ? -1 : 1));
}
