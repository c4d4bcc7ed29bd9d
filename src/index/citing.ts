import { deflateRawSync, inflateRawSync } from "node:zlib";
import { ByteReader } from "../bytes/byte-reader.ts";
import { ByteWriter } from "../bytes/byte-writer.ts";
import { utf8Text } from "../bytes/units.ts";
import type { DocumentKind } from "./document-kind.ts";

/*
 * Which articles cite which provisions, and under what title (FORMAT.md, "Citing"): what is said of a provision by others is gathered
 * from it at each commit (said-of-articles.ts). Provisions themselves are left out: 第三条 says nothing of what it cites.
 */

/** An article that cites provisions. */
export interface CitingDocument {
	readonly doc: number;
	readonly title: string;
	/** As terms of the entity layer have them, 中华人民共和国民法典第一千零七十九条: each once, in code-unit order. */
	readonly provisions: readonly string[];
}

/** Those of some documents. */
interface CitingPart {
	readonly documents: number;
	readonly citing: readonly CitingDocument[];
}

export function citingBytes(citing: readonly CitingDocument[]): Uint8Array {
	const names = [...new Set(citing.flatMap(({ provisions }) => provisions))];
	names.sort((a, b) => (a < b ? -1 : 1));
	const numbers = new Map(names.map((name, number) => [name, number]));
	const bytes = new ByteWriter();
	const writeText = (text: string) => {
		const utf8 = Buffer.from(text);
		bytes.varint(utf8.length);
		bytes.bytes(utf8);
	};
	bytes.varint(names.length);
	names.forEach(writeText);
	bytes.varint(citing.length);
	let before = -1;
	for (const { doc, title, provisions } of citing) {
		bytes.varint(doc - before - 1);
		before = doc;
		writeText(title);
		bytes.varint(provisions.length);
		for (const name of provisions) {
			bytes.varint(numbers.get(name)!);
		}
	}
	return bytes.view();
}

/** @param packed the payload of the file */
export function unpackCiting(packed: Uint8Array): CitingDocument[] {
	return readCiting(inflateRawSync(packed));
}

export function readCiting(bytes: Uint8Array): CitingDocument[] {
	const reader = new ByteReader(bytes);
	const readText = () => utf8Text(reader.bytes(reader.varint()));
	const times = <T>(count: number, read: () => T) =>
		Array.from({ length: count }, read);
	const names = times(reader.varint(), readText);
	let doc = -1;
	return times(reader.varint(), () => {
		doc += reader.varint() + 1;
		return {
			doc,
			title: readText(),
			provisions: times(reader.varint(), () => names[reader.varint()]!),
		};
	});
}

/** Absent where no article cites a provision. */
export const citingKind: DocumentKind<CitingPart> = {
	name: "citing",
	gatherer() {
		let documents = 0;
		let citing: CitingDocument[] = [];
		return {
			add({ title, law, citations }) {
				const doc = documents++;
				const names = new Set(
					citations.map((citation) => citation.law + citation.number),
				);
				if (law === undefined && title !== "" && names.size > 0) {
					citing.push({ doc, title, provisions: [...names].sort() });
				}
			},
			take() {
				const part = { documents, citing };
				documents = 0;
				citing = [];
				return part;
			},
		};
	},
	joiner() {
		let documents = 0;
		const joined: CitingDocument[] = [];
		return {
			append(part, kept) {
				const numbers = kept && new Map(Array.from(kept, (doc, i) => [doc, i]));
				for (const one of part.citing) {
					const doc = numbers === undefined ? one.doc : numbers.get(one.doc);
					if (doc !== undefined) {
						joined.push({ ...one, doc: documents + doc });
					}
				}
				documents += kept?.length ?? part.documents;
			},
			bytes: () =>
				joined.length > 0 ? deflateRawSync(citingBytes(joined)) : undefined,
		};
	},
	partOf: (reader) => ({
		documents: reader.documents,
		citing: reader.citing(),
	}),
};
