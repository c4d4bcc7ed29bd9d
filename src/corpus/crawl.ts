import {
	type Dirent,
	readdirSync,
	realpathSync,
	type Stats,
	statSync,
} from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { type Rejection, SearchError } from "../errors.ts";
import { readIgnoreList } from "./ignore-list.ts";
import { formatOf, KNOWN_EXTENSIONS } from "./source-formats.ts";
import { errnoOf, messageOf } from "./source-problem.ts";

/** A file that can become articles. */
export interface SourceFile {
	/** Its name in ids and reports: the path below its SOURCE with `/`. */
	readonly source: string;
	/** The folders between its SOURCE and the file. */
	readonly folders: readonly string[];
	/** Absolute. */
	readonly path: string;
	readonly sizeBytes: number;
	readonly mtimeMs: number;
}

export interface CrawlResult {
	/** Ordered by `source`, code unit by code unit. */
	readonly files: readonly SourceFile[];
	readonly rejections: readonly Rejection[];
}

type Glob = typeof import("fast-glob");

interface Root {
	readonly path: string;
	readonly realPath: string;
	readonly stats: Stats;
	/** What stands before every name of this SOURCE: nothing, or its base name. */
	readonly prefix: string;
}

interface Walk {
	readonly glob: Glob;
	readonly root: Root;
	readonly ignoreGlobs: readonly string[];
	/** Real folders that a link already led to. */
	readonly linkedFolders: Set<string>;
	readonly files: SourceFile[];
	readonly rejections: Rejection[];
}

/** Finds the source files of SOURCEs (files or folders). Nothing is opened but each folder's `.fasouignore`. */
export async function crawl(sources: readonly string[]): Promise<CrawlResult> {
	const { default: glob } = await import("fast-glob");
	const files: SourceFile[] = [];
	const rejections: Rejection[] = [];
	for (const root of findRoots(sources)) {
		const isFolder = root.stats.isDirectory();
		const ignoreGlobs = isFolder ? readIgnoreList(root.realPath) : [];
		const linkedFolders = new Set<string>();
		const walk = { glob, root, ignoreGlobs, linkedFolders, files, rejections };
		if (isFolder) walkFolder(walk, "");
		else addSingle(walk);
	}
	const order = (a: { source: string }, b: { source: string }) =>
		a.source < b.source ? -1 : a.source > b.source ? 1 : 0;
	return { files: files.sort(order), rejections: rejections.sort(order) };
}

function findRoots(sources: readonly string[]): Root[] {
	const found = new Map<string, Omit<Root, "prefix">>();
	for (const source of sources) {
		const path = resolve(source);
		try {
			const realPath = realpathSync(path);
			if (found.has(realPath)) continue;
			found.set(realPath, { path, realPath, stats: statSync(realPath) });
		} catch (error) {
			throw new SearchError(
				"no-source",
				`${source}: expected a file or folder of articles, found nothing that can be read (${errnoOf(error) ?? messageOf(error)}); check the path`,
				{ cause: error },
			);
		}
	}
	const roots = [...found.values()];
	if (roots.length === 1) return roots.map((root) => ({ ...root, prefix: "" }));
	const names = distinctNames(roots.map((root) => root.path));
	return roots.map((root, index) => ({ ...root, prefix: names[index] ?? "" }));
}

/** Base names; where two are the same, with as many folders before them as tell them apart. */
function distinctNames(paths: readonly string[]): string[] {
	const tail = (path: string, length: number) =>
		path
			.split(sep)
			.filter((part) => part !== "")
			.slice(-length)
			.join("/");
	return paths.map((path, index) => {
		const others = paths.filter((_, other) => other !== index);
		const parts = path.split(sep).length;
		let length = 1;
		while (
			length < parts &&
			others.some((other) => tail(other, length) === tail(path, length))
		) {
			length++;
		}
		return tail(path, length);
	});
}

function addSingle(walk: Walk): void {
	const { path, stats, prefix } = walk.root;
	const name = basename(path);
	const source = prefix === "" ? name : prefix;
	if (!stats.isFile()) {
		walk.rejections.push(notAFile(source, stats));
	} else if (formatOf(name) === undefined) {
		walk.rejections.push({
			source,
			code: "unknown-format",
			reason: `expected a name that ends in one of ${KNOWN_EXTENSIONS.join(" ")}, found ${JSON.stringify(name)}; rename it, or leave it out`,
		});
	} else {
		addFile(walk, { source, folders: [], path: walk.root.realPath }, stats);
	}
}

function addFile(
	walk: Walk,
	file: Pick<SourceFile, "source" | "folders" | "path">,
	stats: Stats,
): void {
	const { size: sizeBytes, mtimeMs } = stats;
	walk.files.push({ sizeBytes, mtimeMs, ...file });
}

/** Adds what is in the folder `below` the root (`""` is the root itself, else reached by a link). */
function walkFolder(walk: Walk, below: string): void {
	const { glob, root, ignoreGlobs } = walk;
	const entries = glob.sync(
		below === "" ? "**/*" : `${glob.escapePath(below)}/**/*`,
		{
			cwd: root.realPath,
			ignore: [...ignoreGlobs],
			onlyFiles: false,
			followSymbolicLinks: false,
			objectMode: true,
			fs: { readdirSync: lister(walk) },
		},
	);
	for (const { path: name, dirent } of entries) {
		if (dirent.isSymbolicLink()) {
			followLink(walk, name);
		} else if (dirent.isDirectory()) {
			// `**` of the glob library stops before a folder whose name holds a line break.
			if (name.slice(below.length).includes("\n")) {
				if (basename(name).includes("\n")) walkFolder(walk, name);
			}
		} else if (formatOf(name) !== undefined) {
			visitFile(walk, name);
		}
	}
}

/** `readdirSync` for the glob library: a folder that cannot be listed is a rejection, and the walk goes on. */
function lister(walk: Walk) {
	function list(path: string, options: { withFileTypes: true }): Dirent[];
	function list(path: string): string[];
	function list(path: string, options?: { withFileTypes: true }) {
		try {
			return options ? readdirSync(path, options) : readdirSync(path);
		} catch (error) {
			const source = sourceOf(walk.root, relative(walk.root.realPath, path));
			walk.rejections.push(unreadable(source, error));
			return [];
		}
	}
	return list;
}

function visitFile(walk: Walk, name: string): void {
	const source = sourceOf(walk.root, name);
	const path = join(walk.root.realPath, name);
	try {
		const stats = statSync(path);
		if (stats.isFile()) {
			const folders = name.split("/").slice(0, -1);
			addFile(walk, { source, folders, path }, stats);
		} else {
			walk.rejections.push(notAFile(source, stats));
		}
	} catch (error) {
		walk.rejections.push(unreadable(source, error));
	}
}

/** Follows a link that stays inside the root; a folder is entered by one link only, and never from inside itself. */
function followLink(walk: Walk, name: string): void {
	const { root, rejections, linkedFolders } = walk;
	const source = sourceOf(root, name);
	const path = join(root.realPath, name);
	const isKnown = formatOf(name) !== undefined;
	try {
		const target = realpathSync(path);
		const isFolder = statSync(target).isDirectory();
		if (!isWithin(target, root.realPath)) {
			if (!isFolder && !isKnown) return;
			rejections.push({
				source,
				code: "outside-root",
				reason: `a link to ${target}, which is outside ${root.realPath}; name its target as a source of its own`,
			});
		} else if (!isFolder) {
			if (isKnown) visitFile(walk, name);
		} else if (
			!isWithin(realpathSync(dirname(path)), target) &&
			!linkedFolders.has(target)
		) {
			linkedFolders.add(target);
			walkFolder(walk, name);
		}
	} catch (error) {
		if (isKnown) rejections.push(unreadable(source, error));
	}
}

function isWithin(path: string, folder: string): boolean {
	const prefix = folder.endsWith(sep) ? folder : folder + sep;
	return path === folder || path.startsWith(prefix);
}

function sourceOf(root: Root, name: string): string {
	return root.prefix === "" ? name : `${root.prefix}/${name}`;
}

function notAFile(source: string, stats: Stats): Rejection {
	const kind = stats.isFIFO()
		? "a pipe"
		: stats.isSocket()
			? "a socket"
			: "a device";
	const reason = `expected a regular file, found ${kind}; it was not opened`;
	return { source, code: "not-a-file", reason };
}

function unreadable(source: string, error: unknown): Rejection {
	const hint = source.includes("\uFFFD")
		? "; its name is not UTF-8: rename it"
		: "";
	return {
		source,
		code: "unreadable",
		reason: `cannot be read: ${messageOf(error)}${hint}`,
	};
}
