import type { Article } from "../article.ts";
import { citingKind } from "./citing.ts";
import { columnsKind } from "./columns.ts";
import type { CutArticle, Cutting, DocumentKind } from "./document-kind.ts";
import { groupsKind } from "./groups.ts";
import { priorsKind } from "./priors.ts";
import type { SegmentFiles } from "./segment-files.ts";
import type { SegmentReader } from "./segment-reader.ts";
import { sentencesKind } from "./sentences-kind.ts";
import { signaturesKind } from "./signatures-kind.ts";

/** Every kind of file that says something of each document by itself, in the order in which they are written. */
const DOCUMENT_KINDS: readonly DocumentKind<unknown>[] = [
	priorsKind,
	columnsKind,
	groupsKind,
	sentencesKind,
	signaturesKind,
	citingKind,
];

/** What all those kinds say of some documents, in their order. */
export type DocumentParts = readonly unknown[];

/** Gathers what every kind says of articles. */
export class DocumentsGatherer {
	readonly #gatherers;

	constructor(cutting: Cutting) {
		this.#gatherers = DOCUMENT_KINDS.map((kind) => kind.gatherer(cutting));
	}

	add(article: Article, cut: CutArticle): void {
		for (const gatherer of this.#gatherers) {
			gatherer.add(article, cut);
		}
	}

	take(): DocumentParts {
		return this.#gatherers.map((gatherer) => gatherer.take());
	}
}

/** Puts together what every kind says of the documents of one segment. */
export class DocumentsJoiner {
	readonly #joiners = DOCUMENT_KINDS.map((kind) => kind.joiner());

	/** @param kept the documents that the segment gets, in ascending order; absent: all */
	append(parts: DocumentParts, kept?: Int32Array): void {
		this.#joiners.forEach((joiner, i) => {
			joiner.append(parts[i], kept);
		});
	}

	/** Writes the files of all kinds that have something to say. */
	write(files: SegmentFiles): void {
		DOCUMENT_KINDS.forEach(({ name }, i) => {
			const bytes = this.#joiners[i]?.bytes();
			if (bytes !== undefined) {
				const file = files.create(name);
				file.append(bytes);
				files.seal(name, file);
			}
		});
	}
}

/** What every kind says of all documents of a sealed segment. */
export function documentPartsOf(reader: SegmentReader): DocumentParts {
	return DOCUMENT_KINDS.map((kind) => kind.partOf(reader));
}
