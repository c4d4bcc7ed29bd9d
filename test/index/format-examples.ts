import { NO_BOUNDS } from "../../src/analysis/place-bounds.ts";
import { signatureOf } from "../../src/analysis/text-signature.ts";
import { completeArticle } from "../../src/article.ts";
import { BitWriter } from "../../src/bytes/bit-writer.ts";
import { ByteWriter } from "../../src/bytes/byte-writer.ts";
import { packColumn } from "../../src/bytes/runs.ts";
import { citingBytes } from "../../src/index/citing.ts";
import { ColumnsWriter } from "../../src/index/columns.ts";
import { FILE_KINDS } from "../../src/index/file-kind.ts";
import { FrameWriter, framed } from "../../src/index/frame.ts";
import { groupBytes, groupsOf } from "../../src/index/groups.ts";
import { writeIds } from "../../src/index/ids.ts";
import { normOf } from "../../src/index/norms.ts";
import { PostingsWriter } from "../../src/index/postings-writer.ts";
import { priorByte } from "../../src/index/priors.ts";
import { unitsBytes } from "../../src/index/said.ts";
import { FieldSentences, sentenceBytes } from "../../src/index/sentences.ts";
import { SignaturesWriter } from "../../src/index/signatures.ts";
import { SortedTableWriter } from "../../src/index/sorted-table.ts";
import { TERM_VALUES } from "../../src/index/term-values.ts";
import { Tombstones } from "../../src/index/tombstones.ts";

/** The body of the example of a signature. */
export const SIGNED_LETTERS: string = "一二三四五".repeat(20);

/** The bytes that `write` gives to a file, without the frame. */
export function payloadOf(write: (out: FrameWriter) => void): Uint8Array {
	const bytes = new ByteWriter();
	const sink = {
		append: (part: Uint8Array) => bytes.bytes(part),
		sync: () => {},
		close: () => {},
	};
	const out = new FrameWriter(sink, FILE_KINDS.norms, 1);
	write(out);
	const { length } = out;
	out.seal();
	return bytes.view().slice(24, 24 + length);
}

/** The numbers of the example of exp-Golomb codes, which are of order 1. */
export const CODED_NUMBERS: Int32Array = Int32Array.of(0, 1, 2, 5, 1000);

/** Lists of the examples: documents with the places of the term in each. */
export const SHORT_LIST: readonly (readonly [number, readonly number[]])[] = [
	[0, [4]],
	[1, [0, 7, 9]],
	[70, [2]],
];
export const LONG_LIST: typeof SHORT_LIST = Array.from(
	{ length: 130 },
	(_, doc) => [doc, doc === 3 ? [1, 2] : [0]],
);

/** Of a title that many documents share. */
export const NEAR_LIST: typeof SHORT_LIST = Array.from(
	{ length: 12 },
	(_, doc) => [doc, doc === 3 ? [7, 9] : [7]],
);

/** One length byte for each document of the lists: 10, but 5 for document 129. */
export const LIST_NORMS: Uint8Array = new Uint8Array(130).fill(10).fill(5, 129);

function listBytes(
	list: typeof SHORT_LIST,
	which: "postings" | "positions",
): Uint8Array {
	const docs = list.flatMap(([doc, places]) => places.map(() => doc));
	const places = list.flatMap(([, ofDoc]) => ofDoc);
	return payloadOf((out) => {
		const other = new FrameWriter(
			{ append: () => {}, sync: () => {}, close: () => {} },
			FILE_KINDS.norms,
			1,
		);
		const [postings, positions] =
			which === "postings" ? [out, other] : [other, out];
		new PostingsWriter(postings, positions, LIST_NORMS).write(
			{
				placed: Int32Array.from(
					docs.flatMap((doc, i) => [doc, places[i] ?? 0]),
				),
				counted: undefined,
			},
			0,
			docs.length,
		);
	});
}

function idsBytes(which: "ids" | "ranks"): Uint8Array {
	return payloadOf((out) => {
		const other = new FrameWriter(
			{ append: () => {}, sync: () => {}, close: () => {} },
			FILE_KINDS.norms,
			1,
		);
		const [ids, ranks] = which === "ids" ? [out, other] : [other, out];
		writeIds(["b.md", "a.md", "b.md"], ids, ranks);
	});
}

function deletions(): Tombstones {
	const tombstones = new Tombstones(10);
	tombstones.add(0);
	tombstones.add(2);
	tombstones.add(9);
	return tombstones;
}

function columnsBytes(): Uint8Array {
	const columns = new ColumnsWriter();
	columns.add(
		completeArticle({
			id: "a",
			title: "",
			body: "",
			author: "张三",
			category: ["劳动", "合同"],
			publishedAt: "2024-03-01T08:00:00",
			views: 7,
			source: "a.txt",
		}),
	);
	columns.add(
		completeArticle({ id: "b", title: "", body: "", source: "b.jsonl:2" }),
	);
	return columns.bytes();
}

/** What the writers make of each example of FORMAT.md, by its name there. */
export const WRITTEN: Readonly<Record<string, () => Uint8Array>> = {
	varint: () => {
		const bytes = new ByteWriter();
		bytes.varint(5);
		bytes.varint(300);
		return bytes.view();
	},
	citing: () =>
		citingBytes([{ doc: 2, title: "押金", provisions: ["甲法第一条"] }]),
	units: () =>
		unitsBytes({ keys: Int32Array.of(3, 9), texts: Int32Array.of(1, 2) }),
	frame: () => framed(deletions().bytes(), FILE_KINDS.tombstones, 14),
	terms: () =>
		payloadOf((out) => {
			const table = new SortedTableWriter(out, TERM_VALUES);
			table.add("劳动", [3, 5, 6]);
			table.add("劳动合同", [1, 6, 7]);
			table.add("合同", [2, 8, 9]);
			table.finish();
		}),
	"exp-golomb": () => {
		const bits = new BitWriter();
		bits.expGolombs(CODED_NUMBERS, CODED_NUMBERS.length, 1);
		bits.align();
		return bits.view();
	},
	runs: () => packColumn(Uint8Array.of(3, 3, 3, 3, 7), 1),
	plain: () => packColumn(Int32Array.of(1, 2), 2),
	"short-list": () => listBytes(SHORT_LIST, "postings"),
	"short-positions": () => listBytes(SHORT_LIST, "positions"),
	"long-list": () => listBytes(LONG_LIST, "postings"),
	"near-list": () => listBytes(NEAR_LIST, "postings"),
	"near-positions": () => listBytes(NEAR_LIST, "positions"),
	groups: () => {
		const { law, chapter } = groupsOf({ law: "a", path: ["b"] });
		return groupBytes({
			laws: Int32Array.of(law, 0),
			chapters: Int32Array.of(chapter, 0),
		});
	},
	sentences: () => {
		const fields = {
			title: new FieldSentences(),
			summary: new FieldSentences(),
			body: new FieldSentences(),
			category: new FieldSentences(),
			path: new FieldSentences(),
		};
		fields.body.add({
			sentences: Int32Array.of(2, 4),
			paragraphs: Int32Array.of(4),
		});
		fields.body.repeat();
		fields.body.add(NO_BOUNDS);
		return sentenceBytes(fields);
	},
	norms: () => packColumn(Uint8Array.from([0, 7, 41, 1000], normOf), 1),
	priors: () =>
		packColumn(Uint8Array.of(priorByte(2, true), priorByte(0.5, false)), 1),
	ids: () => idsBytes("ids"),
	ranks: () => idsBytes("ranks"),
	tombstones: () => deletions().bytes(),
	columns: columnsBytes,
	signatures: () => {
		const signatures = new SignaturesWriter();
		signatures.add(undefined);
		signatures.add(signatureOf(SIGNED_LETTERS));
		return signatures.bytes() ?? new Uint8Array();
	},
};
