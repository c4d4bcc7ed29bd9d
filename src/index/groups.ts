import type { Article } from "../article.ts";
import { IntColumn } from "../bytes/int-column.ts";
import { packColumnPair, unpackColumnPair } from "../bytes/runs.ts";
import { type DocumentKind, keptNumbers } from "./document-kind.ts";

/*
 * Which provisions stand together: two numbers a document (FORMAT.md, "Groups"), one that all provisions of its law share, one that
 * those of its chapter share. They are hashes, so that segments that know nothing of each other agree.
 */

/** The numbers of a document; 0 where it is no provision. */
export interface Groups {
	readonly law: number;
	readonly chapter: number;
}

/** The numbers of all documents of a segment. */
export interface GroupColumns {
	readonly laws: Int32Array;
	readonly chapters: Int32Array;
}

const NO_GROUPS: Groups = { law: 0, chapter: 0 };
const FNV_START = 0x811c9dc5;
const FNV_PRIME = 0x01000193;
/** Stands for a hash of 0. */
const SUBSTITUTE = 1;

export function groupsOf({ law, path }: Pick<Article, "law" | "path">): Groups {
	if (law === undefined) {
		return NO_GROUPS;
	}
	const ofLaw = hash(law, FNV_START);
	const ofChapter = hash(`\n${(path ?? []).join("\n")}`, ofLaw);
	return { law: ofLaw || SUBSTITUTE, chapter: ofChapter || SUBSTITUTE };
}

/** FNV-1a over the text's UTF-16 units, as a signed number. */
function hash(text: string, start: number): number {
	let value = start;
	for (let i = 0; i < text.length; i++) {
		value = Math.imul(value ^ text.charCodeAt(i), FNV_PRIME);
	}
	return value | 0;
}

export function groupBytes({ laws, chapters }: GroupColumns): Uint8Array {
	return packColumnPair(laws, chapters);
}

export function readGroups(bytes: Uint8Array, documents: number): GroupColumns {
	const [laws, chapters] = unpackColumnPair(bytes, documents);
	return { laws, chapters };
}

/** What a segment without groups has. */
export function noGroups(documents: number): GroupColumns {
	const none = new Int32Array(documents);
	return { laws: none, chapters: none };
}

/** Absent where no document is a provision. */
export const groupsKind: DocumentKind<GroupColumns> = {
	name: "groups",
	gatherer() {
		const laws = new IntColumn();
		const chapters = new IntColumn();
		return {
			add(article) {
				const { law, chapter } = groupsOf(article);
				laws.push(law);
				chapters.push(chapter);
			},
			take: () => ({ laws: laws.take(), chapters: chapters.take() }),
		};
	},
	joiner() {
		const laws = new IntColumn();
		const chapters = new IntColumn();
		return {
			append(part, kept) {
				laws.pushAll(keptNumbers(part.laws, kept));
				chapters.pushAll(keptNumbers(part.chapters, kept));
			},
			bytes: () =>
				laws.view().some((law) => law !== 0)
					? groupBytes({ laws: laws.view(), chapters: chapters.view() })
					: undefined,
		};
	},
	partOf: (reader) => reader.groups(),
};
