import { spawn, spawnSync } from "node:child_process";
import {
	chmodSync,
	cpSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	utimesSync,
	writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import {
	afterAll,
	beforeAll,
	beforeEach,
	describe,
	expect,
	test,
} from "vitest";
import { codeCacheFile, userCacheFolder } from "../../src/cli/code-cache.ts";
import { CODE_CACHE } from "../../src/cli/command-script.ts";

const DIST = fileURLToPath(new URL("../../dist/", import.meta.url));
const LISTS = [
	...["laws.txt", "legal-words.txt", "synonyms.txt", "translations.txt"],
	...["provision-names.txt", "case-facts.txt"],
	...["sounds.txt", "both-right.txt", "similar-characters.txt"],
];
const NEEDED = [
	...["cli.cjs", "command.cjs", "dictionary.fasou", "ranking-model.json"],
	...LISTS,
];
const PATH = process.env.PATH;

let folder = "";
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), "fasou-launch-"));
	for (const name of NEEDED) {
		cpSync(join(DIST, name), join(folder, name));
	}
	const source = join(folder, "source.jsonl");
	writeFileSync(source, '{"id":"a","title":"加班费","body":"加班费照付。"}\n');
	const { status } = started(["index", source], {}, DIST);
	expect(status).toBe(0);
});
afterAll(() => {
	rmSync(folder, { recursive: true, force: true });
});

/** A run of the command that lies in the folder. */
function started(
	[command = "", ...args]: readonly string[],
	environment: Readonly<Record<string, string>>,
	from = folder,
) {
	return spawnSync(
		process.execPath,
		[
			...[join(from, "cli.cjs"), command],
			...["--index", join(folder, "index"), ...args],
		],
		{ encoding: "utf8", env: { PATH, ...environment } },
	);
}

function answer(): { status: number | null; stdout: string; stderr: string } {
	const { status, stdout, stderr } = spawnSync(
		process.execPath,
		[join(folder, "cli.cjs"), "tokens", "劳动合同法", "--json"],
		{ encoding: "utf8", env: { PATH } },
	);
	return { status, stdout, stderr };
}

describe.skipIf(!existsSync(join(DIST, CODE_CACHE)))(
	"the command, started from what V8 compiled before",
	() => {
		const whole = () => readFileSync(join(DIST, CODE_CACHE));

		test.each<[string, () => Uint8Array | undefined]>([
			["there and whole", whole],
			["not there", () => undefined],
			["empty", () => new Uint8Array(0)],
			["cut short", () => whole().subarray(0, 5000)],
			[
				"damaged",
				() => {
					const bytes = whole();
					bytes[bytes.length >> 1]! ^= 16;
					return bytes;
				},
			],
			["of another Node", () => codeCacheFile(whole().subarray(8), "another")],
		])("answers the same where that is %s", (_, make) => {
			const path = join(folder, CODE_CACHE);
			rmSync(path, { force: true });
			const bytes = make();
			if (bytes !== undefined) {
				writeFileSync(path, bytes);
			}
			const { status, stdout, stderr } = answer();
			expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
			const { tokens } = JSON.parse(stdout);
			expect(tokens.length).toBeGreaterThan(3);
		});
	},
);

describe("the command under a Node that the package was not built with", () => {
	let home = "";
	let caches = "";
	beforeEach(() => {
		rmSync(join(folder, CODE_CACHE), { force: true });
		home = mkdtempSync(join(folder, "home-"));
		caches = join(home, "fasou");
	});

	const environment = () => ({ XDG_CACHE_HOME: home });
	function search(more: Readonly<Record<string, string>> = {}) {
		const { status, stdout, stderr } = started(["search", "加班费", "--json"], {
			...environment(),
			...more,
		});
		expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
		expect(JSON.parse(stdout).hits).toHaveLength(1);
	}
	const kept = () => (existsSync(caches) ? readdirSync(caches) : []);
	function keptFile(): string {
		expect(kept()).toHaveLength(1);
		return join(caches, kept()[0] ?? "");
	}
	/** As old as no file is that a test has made. */
	const long = new Date("2020-01-01");
	const isRewritten = (file: string) => statSync(file).mtimeMs > +long;

	test("keeps what V8 compiled at the first search, and starts the next from it", () => {
		search();
		const file = keptFile();
		expect(statSync(file).size).toBeGreaterThan(100_000);
		expect(statSync(file).mode & 0o777).toBe(0o600);
		utimesSync(file, long, long);
		search();
		// Only what was not taken is written anew.
		expect(isRewritten(file)).toBe(false);
	});

	test.each<[string, (bytes: Buffer) => Uint8Array]>([
		["damaged", (bytes) => bytes.fill(bytes[5000]! ^ 16, 5000, 5001)],
		["cut short", (bytes) => bytes.subarray(0, 5000)],
		["empty", () => new Uint8Array(0)],
		["of another Node", (bytes) => codeCacheFile(bytes.subarray(8), "another")],
	])("refuses one that is %s, and keeps a whole one", (_, make) => {
		search();
		const file = keptFile();
		const whole = readFileSync(file);
		writeFileSync(file, make(Buffer.from(whole)));
		utimesSync(file, long, long);
		search();
		expect(isRewritten(file)).toBe(true);
		expect(readFileSync(file).subarray(0, 4)).toEqual(whole.subarray(0, 4));
	});

	test.skipIf(process.platform === "win32")(
		"refuses one that others may write",
		() => {
			search();
			const file = keptFile();
			chmodSync(file, 0o666);
			utimesSync(file, long, long);
			search();
			expect(isRewritten(file)).toBe(true);
			expect(statSync(file).mode & 0o777).toBe(0o600);
		},
	);

	test("keeps one for each set of V8's flags", () => {
		search();
		search({ NODE_OPTIONS: "--interpreted-frames-native-stack" });
		expect(kept()).toHaveLength(2);
	});

	test("works where nothing can be kept", () => {
		writeFileSync(caches, "no folder");
		search();
		expect(readFileSync(caches, "utf8")).toBe("no folder");
		search({ XDG_CACHE_HOME: "/proc/self" });
	});

	test("keeps nothing where it is switched off", () => {
		search({ FASOU_CODE_CACHE: "off" });
		expect(kept()).toEqual([]);
	});

	test("keeps nothing where the package's own is taken, or a search found nothing", () => {
		const { status, stderr } = started(["search", "没有"], environment());
		expect({ status, stderr }).toMatchObject({ status: 1 });
		expect(kept()).toEqual([]);
		cpSync(join(DIST, CODE_CACHE), join(folder, CODE_CACHE));
		search();
		expect(kept()).toEqual([]);
	});

	test("keeps one whole file where many processes begin at once", async () => {
		const args = [
			...[join(folder, "cli.cjs"), "search", "加班费"],
			...["--index", join(folder, "index")],
		];
		const ends = Array.from({ length: 6 }, () => {
			const child = spawn(process.execPath, args, {
				env: { PATH, ...environment() },
				stdio: "ignore",
			});
			return new Promise((resolve) => child.once("close", resolve));
		});
		expect(await Promise.all(ends)).toEqual([0, 0, 0, 0, 0, 0]);
		const file = keptFile();
		utimesSync(file, long, long);
		search();
		expect(isRewritten(file)).toBe(false);
	});

	test("keeps few files of others", () => {
		mkdirSync(caches);
		for (let i = 0; i < 20; i++) {
			const file = join(caches, `command-${i}.cache`);
			writeFileSync(file, "");
			utimesSync(file, long, long);
		}
		writeFileSync(join(caches, "notes.txt"), "a user's");
		search();
		expect(kept().filter((name) => name.startsWith("command-"))).toHaveLength(
			8,
		);
		expect(kept()).toContain("notes.txt");
	});
});

test("the user's caches lie where the system has them", () => {
	const folderOf = (
		environment: Record<string, string>,
		platform: NodeJS.Platform,
	) => userCacheFolder(environment, platform);
	const HOME = "/u/li";
	expect(folderOf({ HOME }, "linux")).toBe("/u/li/.cache/fasou");
	expect(folderOf({ HOME }, "darwin")).toBe("/u/li/Library/Caches/fasou");
	expect(folderOf({ HOME, XDG_CACHE_HOME: "/c" }, "linux")).toBe("/c/fasou");
	expect(folderOf({ HOME, XDG_CACHE_HOME: "c" }, "linux")).toBeUndefined();
	expect(folderOf({}, "linux")).toBeUndefined();
	expect(folderOf({ HOME, FASOU_CODE_CACHE: "off" }, "linux")).toBeUndefined();
});
