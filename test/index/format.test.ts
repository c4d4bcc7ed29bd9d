import { readFileSync } from "node:fs";
import { deflateRawSync, inflateRawSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { NO_BOUNDS } from "../../src/analysis/place-bounds.ts";
import { signatureOf } from "../../src/analysis/text-signature.ts";
import { ByteReader } from "../../src/bytes/byte-reader.ts";
import { paddedCopy, unpackExpGolomb } from "../../src/bytes/exp-golomb.ts";
import { unpackColumn } from "../../src/bytes/runs.ts";
import { ByteCache } from "../../src/index/byte-cache.ts";
import { readCiting } from "../../src/index/citing.ts";
import { ColumnsReader } from "../../src/index/columns.ts";
import { FILE_KINDS, type FileKindName } from "../../src/index/file-kind.ts";
import { framed } from "../../src/index/frame.ts";
import { groupsOf, readGroups } from "../../src/index/groups.ts";
import { IdsReader } from "../../src/index/ids.ts";
import { readLists } from "../../src/index/lists.ts";
import { manifestBytes, readManifest } from "../../src/index/manifest.ts";
import { LENGTH_OF_NORM } from "../../src/index/norms.ts";
import { PageCache } from "../../src/index/page-cache.ts";
import { PagedFile, readPayload } from "../../src/index/paged-file.ts";
import { PostingsList } from "../../src/index/postings.ts";
import { isProvisionByte, priorOfByte } from "../../src/index/priors.ts";
import { readQuestionLog } from "../../src/index/question-log.ts";
import { readUnits } from "../../src/index/said.ts";
import { SentencesReader } from "../../src/index/sentences.ts";
import { SignaturesReader } from "../../src/index/signatures.ts";
import { SortedTableReader } from "../../src/index/sorted-table.ts";
import { readSources } from "../../src/index/sources.ts";
import { StoredArticlesReader } from "../../src/index/stored-articles.ts";
import { TERM_VALUES } from "../../src/index/term-values.ts";
import { Tombstones } from "../../src/index/tombstones.ts";
import { memoryDirectory } from "../../src/storage/memory-directory.ts";
import {
	CODED_NUMBERS,
	LIST_NORMS,
	LONG_LIST,
	NEAR_LIST,
	payloadOf,
	SHORT_LIST,
	SIGNED_LETTERS,
	WRITTEN,
} from "./format-examples.ts";
import { writeArticles } from "./one-file.ts";
import { article, commitArticles, openTestWriter } from "./written-index.ts";

const PAGE = readFileSync(
	new URL("../../src/index/FORMAT.md", import.meta.url),
	"utf8",
);

/** The blocks of the page in that language, by their names. */
function examples(language: string): Map<string, string> {
	const fence = new RegExp(
		`^([ ]*)\`\`\`${language} ([\\w-]+)\\n([^]*?)^\\1\`\`\``,
		"gm",
	);
	return new Map(
		[...PAGE.matchAll(fence)].map(([, , name = "", text = ""]) => [name, text]),
	);
}

const HEX = new Map(
	[...examples("hex")].map(([name, text]) => {
		const digits = text.replace(/#.*$/gm, "").replace(/\s/g, "");
		return [name, Uint8Array.from(Buffer.from(digits, "hex"))];
	}),
);

function example(name: string): Uint8Array<ArrayBuffer> {
	const bytes = HEX.get(name);
	if (bytes === undefined) {
		throw new Error(`FORMAT.md has no example ${name}`);
	}
	return bytes;
}

function json(name: string): unknown {
	return JSON.parse(examples("json").get(name) ?? "");
}

function hexOf(bytes: Uint8Array): string {
	return Buffer.from(bytes).toString("hex").replace(/../g, "$& ");
}

/** A whole file, or a payload in a frame, open for reading. */
function opened(
	bytes: Uint8Array,
	kind: FileKindName,
	{ number = 1, isFramed = false } = {},
): PagedFile {
	const directory = memoryDirectory();
	const file = isFramed ? bytes : framed(bytes, FILE_KINDS[kind], number);
	directory.importFiles(new Map([["file", Uint8Array.from(file)]]));
	return new PagedFile(
		directory,
		{ name: "file", number },
		FILE_KINDS[kind],
		new PageCache(0),
	);
}

describe("what FORMAT.md says in hex", () => {
	const only = ["articles", "chunk"];

	test("is written by the writers", () => {
		expect(
			[...HEX.keys()].filter((name) => !only.includes(name)).sort(),
		).toEqual(Object.keys(WRITTEN).sort());
		for (const [name, write] of Object.entries(WRITTEN)) {
			expect(`${name}: ${hexOf(write())}`).toBe(
				`${name}: ${hexOf(example(name))}`,
			);
		}
	});

	test("is read by the readers: numbers, frame and tombstones", () => {
		const varints = new ByteReader(example("varint"));
		expect([varints.varint(), varints.varint()]).toEqual([5, 300]);
		const file = opened(example("frame"), "tombstones", {
			number: 14,
			isFramed: true,
		});
		expect(hexOf(file.all())).toBe(hexOf(example("tombstones")));
		const tombstones = new Tombstones(10, file.all());
		const docs = Array.from({ length: 10 }, (_, doc) => doc);
		expect(docs.filter((doc) => tombstones.has(doc))).toEqual([0, 2, 9]);
	});

	test("is read by the readers: terms, ids and ranks", () => {
		const terms = new SortedTableReader(
			opened(example("terms"), "terms"),
			TERM_VALUES,
		);
		expect([...terms.entriesFrom("")]).toEqual([
			{ key: "劳动", starts: [0, 0, 0], values: [3, 5, 6] },
			{ key: "劳动合同", starts: [0, 5, 6], values: [1, 6, 7] },
			{ key: "合同", starts: [0, 6, 7], values: [2, 8, 9] },
		]);
		const ids = new IdsReader(
			opened(example("ids"), "ids"),
			opened(example("ranks"), "ranks"),
		);
		expect([ids.docOf("a.md"), ids.docOf("b.md")]).toEqual([1, 2]);
		expect([0, 1, 2].map((doc) => ids.idOf(doc))).toEqual([
			"b.md",
			"a.md",
			"b.md",
		]);
	});

	test("is read by the readers: lists, positions, codes and columns", () => {
		for (const [name, expected, positions] of [
			["short-list", SHORT_LIST, "short-positions"],
			["long-list", LONG_LIST, undefined],
			["near-list", NEAR_LIST, "near-positions"],
		] as const) {
			const postings = example(name);
			const places = positions && example(positions);
			const list = new PostingsList(
				opened(postings, "postings"),
				places && opened(places, "positions"),
				LIST_NORMS,
				{
					documents: expected.length,
					postingsStart: 0,
					postingsEnd: postings.length,
					positionsStart: 0,
					positionsEnd: places?.length ?? 0,
				},
			);
			for (let block = 0; block < list.blocks; block++) {
				list.decode(block);
			}
			const found = expected.map((_, i) => [list.docs[i], list.frequencies[i]]);
			if (places !== undefined) {
				const block = list.positionsOf(0);
				expect(
					expected.map((_, i) => {
						const count = block.load(i);
						return [...block.places.subarray(0, count)];
					}),
				).toEqual(expected.map(([, ofDoc]) => ofDoc));
			}
			expect(found).toEqual(
				expected.map(([doc, places]) => [doc, places.length]),
			);
			expect(list.shortestNorms.at(-1)).toBe(name === "long-list" ? 5 : 10);
		}
		const numbers = new Int32Array(CODED_NUMBERS.length);
		const codes = paddedCopy(example("exp-golomb"));
		unpackExpGolomb(codes, 0, 1, numbers, 0, numbers.length);
		expect(numbers).toEqual(CODED_NUMBERS);
		expect([...unpackColumn(example("runs"), 0, 5, 1)]).toEqual([
			3, 3, 3, 3, 7,
		]);
		expect([...unpackColumn(example("plain"), 0, 2, 2)]).toEqual([1, 2]);
		const norms = unpackColumn(example("norms"), 0, 4, 1);
		expect([...norms].map((norm) => LENGTH_OF_NORM[norm])).toEqual([
			0, 7, 40, 984,
		]);
		expect(
			[...unpackColumn(example("priors"), 0, 2, 1)].map((byte) => [
				priorOfByte(byte),
				isProvisionByte(byte),
			]),
		).toEqual([
			[2, true],
			[0.5, false],
		]);
		const columns = new ColumnsReader(example("columns"), 2);
		expect(columns.numbers("day")).toEqual(Int32Array.of(19783, -(2 ** 31)));
		expect(columns.numbers("views")).toEqual(Int32Array.of(7, -(2 ** 31)));
		expect(columns.texts("category")).toEqual({
			values: ["劳动\n合同"],
			ids: Uint8Array.of(1, 0),
		});
		expect(columns.texts("author")?.values).toEqual(["张三"]);
		expect(columns.texts("source")).toEqual({
			values: ["a.txt", "b.jsonl"],
			ids: Uint8Array.of(1, 2),
		});
		expect(columns.texts("law")).toBeUndefined();
		const sentences = new SentencesReader(
			opened(example("sentences"), "sentences"),
			3,
		);
		const ofBody = [0, 1, 2].map((doc) => sentences.boundsOf("body", doc));
		const two = {
			sentences: Int32Array.of(2, 4),
			paragraphs: Int32Array.of(4),
		};
		expect(ofBody).toEqual([two, two, NO_BOUNDS]);
		expect(sentences.boundsOf("title", 0)).toEqual(NO_BOUNDS);
		const provision = groupsOf({ law: "a", path: ["b"] });
		expect(readGroups(example("groups"), 2)).toEqual({
			laws: Int32Array.of(provision.law, 0),
			chapters: Int32Array.of(provision.chapter, 0),
		});
		expect(readCiting(example("citing"))).toEqual([
			{ doc: 2, title: "押金", provisions: ["甲法第一条"] },
		]);
		expect(readUnits(example("units"), 2)).toEqual({
			keys: Int32Array.of(3, 9),
			texts: Int32Array.of(1, 2),
		});
		const signatures = new SignaturesReader(
			opened(example("signatures"), "signatures"),
			2,
		);
		expect([signatures.of(0), signatures.of(1)]).toEqual([
			undefined,
			signatureOf(SIGNED_LETTERS),
		]);
	});

	test("is read by the reader of stored articles, and what the writer packs unpacks to it", () => {
		const articles = [article("a", "x", "y"), article("b", "劳动", "")];
		const reader = new StoredArticlesReader(
			opened(example("articles"), "articles"),
			new ByteCache(0),
		);
		expect([reader.read(0), reader.read(1)]).toEqual(articles);
		const written = payloadOf((out) => writeArticles(out, articles, [2]));
		// How well zlib packs is its own business: only what it unpacks to is ours.
		expect(hexOf(inflateRawSync(written))).toBe(hexOf(example("chunk")));
		expect(hexOf(inflateRawSync(example("articles")))).toBe(
			hexOf(example("chunk")),
		);
	});
});

/** The names of everything in a JSON value, at any depth. */
function namesIn(value: unknown): Set<string> {
	const names = new Set<string>();
	JSON.stringify(value, (name, part) => {
		names.add(/^\d*$/.test(name) ? "" : name);
		return part;
	});
	return names;
}

describe("what FORMAT.md says in JSON", () => {
	test("is read by the readers", () => {
		const directory = memoryDirectory();
		const manifest = json("manifest") as Parameters<typeof manifestBytes>[0];
		const text = (name: string) =>
			new TextEncoder().encode(JSON.stringify(json(name)));
		const files = new Map([
			["manifest-000007", manifestBytes(manifest)],
			[
				"sources-000016",
				framed(deflateRawSync(text("sources")), FILE_KINDS.sources, 16),
			],
			[
				"lists-000003",
				framed(deflateRawSync(text("lists")), FILE_KINDS.lists, 3),
			],
			["log-000018", framed(deflateRawSync(text("log")), FILE_KINDS.log, 18)],
		]);
		directory.importFiles(
			new Map(
				[...files].map(([name, bytes]) => [name, Uint8Array.from(bytes)]),
			),
		);
		expect(readManifest(directory, 7)).toEqual(manifest);
		expect(manifest.sources).toBeDefined();
		expect(manifest.lists).toBeDefined();
		expect(manifest.log).toBeDefined();
		if (manifest.sources && manifest.lists && manifest.log) {
			expect(readQuestionLog(directory, manifest.log)).toEqual(json("log"));
			expect(
				readSources(directory, manifest.sources).records.map(({ ids }) => ids),
			).toEqual([
				["laws/民法典.md#第一条", "laws/民法典.md#第二条"],
				[],
				["a-17"],
			]);
			expect(readLists(directory, manifest.lists)).toEqual(json("lists"));
		}
	});

	test("names everything that a manifest of the writer has, and nothing else", () => {
		const directory = memoryDirectory();
		const options = {
			lists: () => ({ userWords: "词\n" }),
			sourceSettings: { split: "provisions", map: { body: "content" } },
		} as const;
		commitArticles(directory, [article("a", "1"), article("b", "2")], options);
		const writer = openTestWriter(directory, options);
		writer.delete("a");
		writer.learn([{ query: "押金", article: "b" }], { adds: false });
		const manifest = writer.commit({ roots: [], readers: "", records: [] });
		writer.close();
		expect(namesIn(manifest)).toEqual(namesIn(json("manifest")));
	});

	test("names everything that a note of what was sealed has, and nothing else", () => {
		const directory = memoryDirectory();
		const writer = openTestWriter(directory, {
			memoryLimitBytes: 1,
			resumes: true,
		});
		writer.put(article("a", "1"));
		const name = directory.list().find((file) => /^resume-/.test(file)) ?? "";
		const payload = readPayload(
			directory,
			{ name, number: Number(name.slice(-6)) },
			FILE_KINDS.resume,
		);
		writer.close();
		const resume = JSON.parse(inflateRawSync(payload).toString());
		expect(namesIn(resume)).toEqual(namesIn(json("resume")));
	});

	test("and the kinds that it lists are those there are", () => {
		const kinds = Object.values(FILE_KINDS);
		for (const { name, code } of kinds) {
			expect(PAGE).toContain(`${name} ${code}`);
		}
		const [, ofTwo = ""] = PAGE.match(/own version: 2 of ([^.]*), 1 of/) ?? [];
		expect(ofTwo.split(/, | and /).sort()).toEqual(
			kinds
				.filter(({ version }) => version === 2)
				.map(({ name }) => name)
				.sort(),
		);
	});
});
