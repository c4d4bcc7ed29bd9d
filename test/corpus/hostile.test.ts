import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import {
	mkdirSync,
	mkdtempSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { crawl } from "../../src/corpus/crawl.ts";
import { readWhole } from "../../src/corpus/read-source.ts";
import { ARCHIVES, ENCODINGS, NESTING, SIZES } from "./hostile-bytes.ts";
import { PROSE, page } from "./hostile-rows.ts";
import {
	FRONT_MATTER,
	JSON_ROWS,
	NAMES,
	PAGES,
	TEXTS,
} from "./hostile-texts.ts";
import {
	inFolder,
	readContent,
	sourceFile,
	writeSource,
} from "./source-folder.ts";

const LIMITS = {
	maxBytes: 3_000_000,
	maxUnpackedBytes: 4_000_000,
	maxLineBytes: 500_000,
};
const GROUPS = {
	ENCODINGS,
	NESTING,
	SIZES,
	NAMES,
	ARCHIVES,
	JSON_ROWS,
	TEXTS,
	FRONT_MATTER,
	PAGES,
};
const ROWS = Object.values(GROUPS).flat();

let folder = "";
const found = new Map<string, string[]>();

beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), "fasou-hostile-"));
	for (const [group, rows] of Object.entries(GROUPS)) {
		for (const [name, content] of rows)
			writeSource(join(folder, group), name, content);
	}
	const note = (source: string, what: string) => {
		const file = source.replace(/(\.jsonl?(?:\.gz)?):\d+$/i, "$1");
		found.set(file, [...(found.get(file) ?? []), what]);
	};
	const { files, rejections } = await crawl([folder]);
	for (const { source, code } of rejections) note(source, code);
	for (const file of files) {
		const read = readWhole(file, { limits: LIMITS });
		for (const { source, code } of read.rejections) note(source, code);
		for (const article of read.articles)
			note(article.source, `${article.title}\n${article.body}`);
	}
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("there are more than 120 of them", () => {
	expect(ROWS.length).toBeGreaterThanOrEqual(120);
});

describe.each(Object.entries(GROUPS))("hostile sources: %s", (group, rows) => {
	test.each(
		rows.map(
			([name, , expected]) => [JSON.stringify(name), expected, name] as const,
		),
	)("%s → %j", (_, expected, name) => {
		const got = found.get(`${group}/${name}`) ?? ["ignored"];
		expect(got).toHaveLength(1);
		if (typeof expected === "string") expect(got).toEqual([expected]);
		else expect(got[0]).toContain(expected.has);
	});
});

test("nothing was added to any object", () => {
	expect(({} as Record<string, unknown>).polluted).toBeUndefined();
	expect(Object.keys(Object.prototype)).toEqual([]);
});

describe("what is no plain file", () => {
	test("is rejected without being opened: pipe, socket, device, links out, nowhere and in circles", () =>
		inFolder(async (root) => {
			const server = createServer().listen(join(root, "socket.html"));
			await once(server, "listening");
			execFileSync("mkfifo", [join(root, "pipe.md")]);
			symlinkSync("/dev/zero", join(root, "device.txt"));
			symlinkSync("/etc/passwd", join(root, "secret.txt"));
			symlinkSync("/proc", join(root, "proc"));
			symlinkSync("gone.md", join(root, "gone-link.md"));
			symlinkSync("circle.md", join(root, "circle.md"));
			symlinkSync(".", join(root, "self"));
			mkdirSync(join(root, "folder.md"));
			writeFileSync(join(root, "folder.md/good.md"), "# 题目");
			const { files, rejections } = await crawl([root]);
			server.close();
			expect(files.map(({ source }) => source)).toEqual(["folder.md/good.md"]);
			expect(
				rejections.map(({ source, code }) => `${source}: ${code}`),
			).toEqual([
				"circle.md: unreadable",
				"device.txt: outside-root",
				"gone-link.md: unreadable",
				"pipe.md: not-a-file",
				"proc: outside-root",
				"secret.txt: outside-root",
				"socket.html: not-a-file",
			]);
		}));

	test("is not waited for when it takes a file's place between finding and reading", () =>
		inFolder((root) => {
			const file = writeSource(root, "a.txt", "题目");
			rmSync(file.path);
			execFileSync("mkfifo", [file.path]);
			expect(readWhole(file).rejections).toMatchObject([
				{ code: "not-a-file" },
			]);
			rmSync(file.path);
			expect(readWhole(file)).toMatchObject({
				articles: [],
				rejections: [{ code: "unreadable" }],
				end: { isRejected: true, contentHash: "" },
			});
		}));
});

test("a file that changes each time it is read is changing", async () => {
	const root = mkdtempSync(join(tmpdir(), "fasou-changing-"));
	const path = join(root, "a.txt");
	writeFileSync(path, "字".repeat(12_000_000));
	const program = `const fs = require("node:fs"); const file = fs.openSync(${JSON.stringify(path)}, "a"); console.log("writing"); for (;;) fs.writeSync(file, "x");`;
	const writer = spawn(process.execPath, ["-e", program], {
		stdio: ["ignore", "pipe", "ignore"],
	});
	try {
		await once(writer.stdout, "data");
		const { rejections, end } = readWhole(sourceFile(path), {
			limits: { maxBytes: 2 ** 31 },
		});
		expect(rejections).toMatchObject([{ source: "a.txt", code: "changing" }]);
		expect(end.isRejected).toBe(true);
	} finally {
		writer.kill("SIGKILL");
		await once(writer, "exit");
		rmSync(root, { recursive: true, force: true });
	}
});

test("a page that takes too long is rejected, where there is a clock", () => {
	let milliseconds = 0;
	const now = () => (milliseconds += 10);
	const html = page(`<p>${PROSE}</p>`.repeat(20_000));
	expect(
		readContent("a.html", html, { now, limits: { maxMs: 100 } }).rejections,
	).toMatchObject([{ code: "too-slow" }]);
	expect(
		readContent("a.html", html, { now, limits: { maxMs: 1e9 } }).rejections,
	).toEqual([]);
});

test("a limit is named in the reason, with what was found", () => {
	const reasonOf = (
		name: string,
		content: string | Uint8Array,
		limits: object,
	) => readContent(name, content, { limits }).rejections[0]?.reason;
	expect(reasonOf("a.txt", "0123456789", { maxBytes: 9 })).toMatch(
		/10 bytes.*maxBytes = 9/,
	);
	expect(reasonOf("a.html", "<div>".repeat(9), { maxDepth: 5 })).toMatch(
		/maxDepth = 5/,
	);
	expect(
		reasonOf("a.jsonl", `{"a":"${"x".repeat(99)}"}`, { maxLineBytes: 50 }),
	).toMatch(/line 1.*maxLineBytes = 50/);
	expect(
		reasonOf("a.jsonl.gz", gzipSync("x".repeat(999)), {
			maxUnpackedBytes: 100,
		}),
	).toMatch(/maxUnpackedBytes = 100/);
});
