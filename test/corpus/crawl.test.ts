import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { crawl } from "../../src/corpus/crawl.ts";
import { SearchError } from "../../src/errors.ts";
import { inFolder, writeSource } from "./source-folder.ts";

async function namesIn(folder: string): Promise<string[]> {
	return (await crawl([folder])).files.map(({ source }) => source);
}

function fill(folder: string, ...names: string[]): void {
	for (const name of names) writeSource(folder, name, "题目\n正文。");
}

describe("the source files of a folder", () => {
	test("are those with a known extension, in any case, ordered by code unit", () =>
		inFolder(async (folder) => {
			fill(
				folder,
				"b.md",
				"a.TXT",
				"B.html",
				"c.htm",
				"d.json",
				"e.jsonl",
				"f.jsonl.gz",
				"sub/Z.Md",
				"g.docx",
				"h",
				"i.gz",
				".hidden.md",
				".git/j.md",
			);
			expect(await namesIn(folder)).toEqual([
				"B.html",
				"a.TXT",
				"b.md",
				"c.htm",
				"d.json",
				"e.jsonl",
				"f.jsonl.gz",
				"sub/Z.Md",
			]);
		}));

	test("carry their place, size and time", () =>
		inFolder(async (folder) => {
			fill(folder, "法律/民法典/总则.md");
			const [file] = (await crawl([folder])).files;
			expect(file).toMatchObject({
				source: "法律/民法典/总则.md",
				folders: ["法律", "民法典"],
				sizeBytes: 16,
			});
			expect(file?.path).toBe(join(folder, "法律/民法典/总则.md"));
			expect(file?.mtimeMs).toBeGreaterThan(1e12);
		}));

	test("may have any name that the file system allows", () =>
		inFolder(async (folder) => {
			const names = [
				"sp ace/a b.md",
				"😀/😀.md",
				"new\nline/in\nname.md",
				`${"长".repeat(84)}.md`,
				"[x](y)!{z}*?.md",
				"back\\slash.md",
				"-dash.md",
				"quote'\".md",
				"a\nb/c/d\ne/f.md",
			];
			fill(folder, ...names);
			expect(await namesIn(folder)).toEqual([...names].sort());
		}));

	test("leave out what .fasouignore lists", () =>
		inFolder(async (folder) => {
			fill(
				folder,
				"README.md",
				"a/README.md",
				"drafts/x.md",
				"a/b/old.md",
				"a/keep.md",
				"a/b/c/d.txt",
			);
			writeSource(
				folder,
				".fasouignore",
				"# not articles\nREADME.md\n\n/drafts/\na/b/*.md\n",
			);
			expect(await namesIn(folder)).toEqual(["a/b/c/d.txt", "a/keep.md"]);
		}));
});

describe("links", () => {
	test("inside the root are followed, each folder once, and circles end", () =>
		inFolder(async (folder) => {
			fill(folder, "real/a.md", "real/deep/b.md");
			symlinkSync("real", join(folder, "twice"));
			symlinkSync("real", join(folder, "thrice"));
			symlinkSync("real/a.md", join(folder, "alias.md"));
			symlinkSync("..", join(folder, "real/up"));
			symlinkSync(".", join(folder, "real/deep/self"));
			expect(await namesIn(folder)).toEqual([
				"alias.md",
				"real/a.md",
				"real/deep/b.md",
				"thrice/a.md",
				"thrice/deep/b.md",
			]);
		}));

	test("that lead out of the root are rejected, and those that lead nowhere", () =>
		inFolder(async (outer) => {
			fill(outer, "secret.md", "root/a.md", "other/b.md");
			const root = join(outer, "root");
			symlinkSync("../secret.md", join(root, "out.md"));
			symlinkSync("../other", join(root, "folder"));
			symlinkSync("nothing.md", join(root, "dangling.md"));
			symlinkSync("loop.md", join(root, "loop.md"));
			symlinkSync("../secret.md", join(root, "ignored.bin"));
			const { files, rejections } = await crawl([root]);
			expect(files.map(({ source }) => source)).toEqual(["a.md"]);
			expect(rejections.map(({ source, code }) => `${source} ${code}`)).toEqual(
				[
					"dangling.md unreadable",
					"folder outside-root",
					"loop.md unreadable",
					"out.md outside-root",
				],
			);
		}));
});

test("pipes and their like are rejected without being opened", () =>
	inFolder(async (folder) => {
		fill(folder, "a.md");
		execFileSync("mkfifo", [join(folder, "pipe.txt"), join(folder, "ignored")]);
		mkdirSync(join(folder, "folder.md"));
		const { files, rejections } = await crawl([folder]);
		expect(files.map(({ source }) => source)).toEqual(["a.md"]);
		expect(rejections).toEqual([
			{
				source: "pipe.txt",
				code: "not-a-file",
				reason: "expected a regular file, found a pipe; it was not opened",
			},
		]);
	}));

describe("several sources", () => {
	test("put their base names before the names of their files", () =>
		inFolder(async (folder) => {
			fill(folder, "one/a.md", "two/sub/a.md", "three.md");
			const { files } = await crawl(
				["one", "two", "three.md", "one"].map((name) => join(folder, name)),
			);
			expect(files.map(({ source }) => source)).toEqual([
				"one/a.md",
				"three.md",
				"two/sub/a.md",
			]);
			expect(files.map(({ folders }) => folders)).toEqual([[], [], ["sub"]]);
		}));

	test("of the same base name are told apart by the folders above them", () =>
		inFolder(async (folder) => {
			fill(folder, "x/articles/a.md", "y/articles/a.md", "z/b.md");
			const { files } = await crawl(
				["x/articles", "y/articles", "z"].map((name) => join(folder, name)),
			);
			expect(files.map(({ source }) => source)).toEqual([
				"x/articles/a.md",
				"y/articles/a.md",
				"z/b.md",
			]);
		}));
});

test("one file as the source is named by its name", () =>
	inFolder(async (folder) => {
		fill(folder, "sub/a.md", "sub/b.docx");
		expect(await namesIn(join(folder, "sub/a.md"))).toEqual(["a.md"]);
		const { files, rejections } = await crawl([join(folder, "sub/b.docx")]);
		expect(files).toEqual([]);
		expect(rejections).toMatchObject([
			{ source: "b.docx", code: "unknown-format" },
		]);
	}));

test("a source that is not there is an error that names it", async () => {
	const missing = crawl(["/no/such/folder"]);
	await expect(missing).rejects.toThrow(SearchError);
	await expect(missing).rejects.toMatchObject({ code: "no-source" });
	await expect(missing).rejects.toThrow("/no/such/folder");
});

test("a pattern that .fasouignore does not understand is an error with its line", () =>
	inFolder(async (folder) => {
		fill(folder, "a.md");
		writeSource(folder, ".fasouignore", "a\n!b.md\n");
		await expect(crawl([folder])).rejects.toMatchObject({ code: "bad-list" });
		await expect(crawl([folder])).rejects.toThrow(".fasouignore:2");
	}));
