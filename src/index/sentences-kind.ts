import { TEXT_FIELDS, type TextField } from "../analysis/fields.ts";
import { NO_BOUNDS, type PlaceBounds } from "../analysis/place-bounds.ts";
import { IntColumn } from "../bytes/int-column.ts";
import type { DocumentKind } from "./document-kind.ts";
import { FieldSentences, sentenceBytes } from "./sentences.ts";

/** The bounds of one field of some documents, in columns. */
interface BoundsColumns {
	/** Where those of each document end. */
	readonly sentenceEnds: Int32Array;
	readonly paragraphEnds: Int32Array;
	readonly sentences: Int32Array;
	readonly paragraphs: Int32Array;
}

type ByField<T> = Readonly<Record<TextField, T>>;

/** Nothing where a segment does not keep sentences. */
type SentencesPart = ByField<BoundsColumns> | undefined;

/** Where sentences begin; a segment of which a part does not say so has no file, and its texts must tell. */
export const sentencesKind: DocumentKind<SentencesPart> = {
	name: "sentences",
	gatherer() {
		const fields = byField(() => new BoundsGatherer());
		return {
			add(_, cut) {
				for (const field of TEXT_FIELDS) {
					fields[field].add(cut.boundsOf(field));
				}
			},
			take: () => byField((field) => fields[field].take()),
		};
	},
	joiner() {
		const fields = byField(() => new BoundsJoiner());
		let isWhole = true;
		return {
			append(part, kept) {
				isWhole &&= part !== undefined;
				if (part !== undefined) {
					for (const field of TEXT_FIELDS) {
						fields[field].append(part[field], kept);
					}
				}
			},
			bytes: () =>
				isWhole
					? sentenceBytes(byField((field) => fields[field].sentences))
					: undefined,
		};
	},
	partOf(reader) {
		const sentences = reader.sentences();
		if (sentences === undefined) {
			return undefined;
		}
		const gatherer = new BoundsGatherer();
		return byField((field) => {
			for (let doc = 0; doc < reader.documents; doc++) {
				gatherer.add(sentences.boundsOf(field, doc));
			}
			return gatherer.take();
		});
	},
};

class BoundsGatherer {
	readonly #sentenceEnds = new IntColumn();
	readonly #paragraphEnds = new IntColumn();
	readonly #sentences = new IntColumn();
	readonly #paragraphs = new IntColumn();

	add({ sentences, paragraphs }: PlaceBounds): void {
		this.#sentences.pushAll(sentences);
		this.#paragraphs.pushAll(paragraphs);
		this.#sentenceEnds.push(this.#sentences.length);
		this.#paragraphEnds.push(this.#paragraphs.length);
	}

	take(): BoundsColumns {
		return {
			sentenceEnds: this.#sentenceEnds.take(),
			paragraphEnds: this.#paragraphEnds.take(),
			sentences: this.#sentences.take(),
			paragraphs: this.#paragraphs.take(),
		};
	}
}

class BoundsJoiner {
	readonly sentences = new FieldSentences();
	#last: PlaceBounds | undefined;

	append(columns: BoundsColumns, kept: Int32Array | undefined): void {
		const documents = columns.sentenceEnds.length;
		if (kept === undefined) {
			for (let doc = 0; doc < documents; doc++) {
				this.#add(boundsAt(columns, doc));
			}
		} else {
			for (const doc of kept) {
				this.#add(boundsAt(columns, doc));
			}
		}
	}

	#add(bounds: PlaceBounds): void {
		if (this.#last !== undefined && isSame(this.#last, bounds)) {
			this.sentences.repeat();
		} else {
			this.sentences.add(bounds);
			this.#last = bounds;
		}
	}
}

function boundsAt(
	{ sentenceEnds, paragraphEnds, sentences, paragraphs }: BoundsColumns,
	doc: number,
): PlaceBounds {
	const startOf = (ends: Int32Array) => (doc === 0 ? 0 : ends[doc - 1]!);
	const first = startOf(sentenceEnds);
	const end = sentenceEnds[doc]!;
	return first === end
		? NO_BOUNDS
		: {
				sentences: sentences.subarray(first, end),
				paragraphs: paragraphs.subarray(
					startOf(paragraphEnds),
					paragraphEnds[doc],
				),
			};
}

function isSame(a: PlaceBounds, b: PlaceBounds): boolean {
	return (
		a === b ||
		(isEqual(a.sentences, b.sentences) && isEqual(a.paragraphs, b.paragraphs))
	);
}

function isEqual(a: Int32Array, b: Int32Array): boolean {
	return a.length === b.length && a.every((value, i) => value === b[i]);
}

function byField<T>(of: (field: TextField) => T): ByField<T> {
	return {
		title: of("title"),
		summary: of("summary"),
		body: of("body"),
		category: of("category"),
		path: of("path"),
	};
}
