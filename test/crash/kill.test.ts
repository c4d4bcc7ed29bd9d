import { spawn, spawnSync } from "node:child_process";
import {
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	rmSync,
	writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runSeed, seededRandom } from "../storage/random.ts";

const COMMAND = fileURLToPath(new URL("../../dist/cli.cjs", import.meta.url));
const KILLS = Number(process.env.FASOU_KILLS ?? 50);
const ARTICLES = 400;

let root = "";
beforeAll(() => {
	root = mkdtempSync(join(tmpdir(), "fasou-kill-"));
	mkdirSync(join(root, "corpus"));
});
afterAll(() => {
	rmSync(root, { recursive: true, force: true });
});

/** Every article of a version says so, so that a mixture would show. */
function writeCorpus(version: number): void {
	const lines = Array.from({ length: ARTICLES }, (_, number) =>
		JSON.stringify({
			id: `article-${number}`,
			title: `第${number}篇 关于合同的文章`,
			body: `版本${word(version)}。用人单位应当支付加班费，劳动者可以向劳动监察部门投诉。\n`.repeat(
				3,
			),
		}),
	);
	writeFileSync(
		join(root, "corpus", "articles.jsonl"),
		`${lines.join("\n")}\n`,
	);
}

/** A word of Latin letters for each number: the segmenter keeps it whole. */
function word(version: number): string {
	return `v${version.toString(26).replace(/\d/g, (digit) => "qrstuvwxyz"[Number(digit)] ?? "")}q`;
}

function fasou(args: readonly string[]): { status: number; answer: Answer } {
	const { status, stdout, stderr } = spawnSync(
		process.execPath,
		[COMMAND, ...args, "--index", "index", "--json"],
		{ cwd: root, encoding: "utf8" },
	);
	if (status === null || !stdout.startsWith("{")) {
		throw new Error(`fasou ${args.join(" ")}: ${status}\n${stderr}`);
	}
	return { status, answer: JSON.parse(stdout) };
}

interface Answer {
	readonly error?: { readonly code: string };
	readonly ok?: boolean;
	readonly articles?: number;
	readonly indexed?: number;
	readonly total?: { readonly value: number };
}

/** Kills the run after so many milliseconds; tells whether it had ended before. */
function indexAndKill(afterMs: number): Promise<boolean> {
	const child = spawn(
		process.execPath,
		[COMMAND, "index", "corpus", "--index", "index"],
		{ cwd: root, stdio: "ignore" },
	);
	const timer = setTimeout(() => child.kill("SIGKILL"), afterMs);
	return new Promise((resolve) => {
		child.on("exit", (code) => {
			clearTimeout(timer);
			resolve(code === 0);
		});
	});
}

/** How many articles the index holds of a version; 0 where there is no index yet. */
function countOf(version: number): number {
	const { answer } = fasou(["search", word(version), "--literal"]);
	return answer.error?.code === "no-index" ? 0 : (answer.total?.value ?? 0);
}

test(`${KILLS} killed runs lose no acknowledged article and leave no half of a new one`, async () => {
	const seed = runSeed();
	console.log(`kill: FASOU_SEED=${seed}`);
	const random = seededRandom(seed);
	// The first run may be killed too, so there may be nothing; from then on there is always something.
	let held = -1;
	writeCorpus(0);
	const started = performance.now();
	expect(fasou(["index", "corpus"]).status).toBe(0);
	const wholeMs = performance.now() - started;
	rmSync(join(root, "index"), { recursive: true });
	let killed = 0;
	for (let version = 1; killed < KILLS; version++) {
		writeCorpus(version);
		const isDone = await indexAndKill(random.below(Math.ceil(wholeMs * 1.1)));
		killed += isDone ? 0 : 1;
		const before = held < 0 ? 0 : countOf(held);
		const now = countOf(version);
		if (isDone) {
			expect([version, now]).toEqual([version, ARTICLES]);
		}
		if (held >= 0) {
			expect([version, before + now]).toEqual([version, ARTICLES]);
		}
		expect([0, ARTICLES]).toContain(now);
		held = now > 0 ? version : held;
	}
	// The next writer starts at once, tidies up, and leaves a whole index.
	const { status, answer } = fasou(["index", "corpus", "--rebuild"]);
	expect(status).toBe(0);
	expect(answer.articles).toBe(ARTICLES);
	expect(fasou(["verify"]).answer.ok).toBe(true);
	const left = readdirSync(join(root, "index"));
	expect(left.filter((name) => /^tmp-|^lock-new-/.test(name))).toEqual([]);
	expect(left.filter((name) => name.startsWith("manifest-"))).toHaveLength(1);
	expect(existsSync(join(root, "index"))).toBe(true);
}, 600_000);
