import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openEngine } from "../../src/engine/open-engine.ts";
import { runSeed, seededRandom } from "../storage/random.ts";

const COMMAND = fileURLToPath(new URL("../../dist/cli.cjs", import.meta.url));
const ARTICLES = 3000;
const FILES = 6;
const MOST_RUNS = 40;

let root = "";
beforeAll(() => {
	root = mkdtempSync(join(tmpdir(), "fasou-resume-"));
	mkdirSync(join(root, "corpus"));
	for (let file = 0; file < FILES; file++) {
		const lines = Array.from({ length: ARTICLES / FILES }, (_, i) =>
			JSON.stringify({
				id: `${file}-${i}`,
				title: `第${file}编第${i}篇`,
				body: `用人单位安排加班的，应当支付加班费${i}。`.repeat(20),
			}),
		);
		writeFileSync(join(root, "corpus", `${file}.jsonl`), lines.join("\n"));
	}
});
afterAll(() => {
	rmSync(root, { recursive: true, force: true });
});

interface Report {
	readonly restored: number;
	readonly articles: number;
	readonly sourceBytes: number;
	readonly generation: number;
}

/** Nothing where the run was killed before it ended. */
function index(name: string, killAfterMs: number): Promise<Report | undefined> {
	const child = spawn(
		process.execPath,
		[COMMAND, "index", "corpus", "--index", name, "--memory", "4", "--json"],
		{ cwd: root, stdio: ["ignore", "pipe", "inherit"] },
	);
	let out = "";
	child.stdout.on("data", (piece) => {
		out += piece;
	});
	const timer = setTimeout(() => child.kill("SIGKILL"), killAfterMs);
	return new Promise((resolve) => {
		child.on("close", (code) => {
			clearTimeout(timer);
			resolve(code === 0 ? JSON.parse(out) : undefined);
		});
	});
}

/** Whether there is an index; half of one is never there. */
async function hasIndex(name: string): Promise<boolean> {
	try {
		const engine = await openEngine({ index: join(root, name) });
		expect((await engine.stats()).articles).toBe(ARTICLES);
		await engine.close();
		return true;
	} catch (cause) {
		expect(cause).toMatchObject({ code: "no-index" });
		return false;
	}
}

test("a first build that is killed again and again shows nothing, goes on each time, and ends as a clean build does", async () => {
	const seed = runSeed();
	console.log(`resume after kill: FASOU_SEED=${seed}`);
	const random = seededRandom(seed);
	const startMs = performance.now();
	const clean = await index("clean", 60_000);
	const wholeMs = performance.now() - startMs;
	let report: Report | undefined;
	let runs = 0;
	let isThere = false;
	while (report === undefined && !isThere && runs < MOST_RUNS) {
		// Never enough time for a run that starts from nothing.
		report = await index("killed", wholeMs * (0.4 + random.below(50) / 100));
		runs++;
		isThere = await hasIndex("killed");
	}
	console.log(
		`resume after kill: ${runs} runs, ${report?.restored} articles restored by the last`,
	);
	expect(isThere).toBe(true);
	if (report !== undefined) {
		expect(runs === 1 ? 1 : report.restored).toBeGreaterThan(0);
	}
	expect(await index("killed", 60_000)).toMatchObject({
		articles: ARTICLES,
		generation: 1,
		sourceBytes: clean?.sourceBytes,
	});
	const [one, other] = await Promise.all(
		["clean", "killed"].map((name) => openEngine({ index: join(root, name) })),
	);
	expect((await other?.verify())?.problems).toEqual([]);
	for (let file = 0; file < FILES; file++) {
		for (let i = 0; i < ARTICLES / FILES; i++) {
			const article = await other?.get(`${file}-${i}`);
			expect(article).toEqual(await one?.get(`${file}-${i}`));
		}
	}
	await one?.close();
	await other?.close();
}, 300_000);
