import { spawn } from "node:child_process";
import {
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import { buildSync } from "esbuild";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { diskDirectory } from "../../src/storage/disk-directory.ts";
import {
	type LockOwner,
	ownerState,
	ownIdentity,
} from "../../src/storage/lock-owner.ts";
import { codeOf } from "./directory.conformance.ts";

const CONTENDER = fileURLToPath(new URL("lock-contender.js", import.meta.url));

let root = "";
let source = "";
beforeAll(() => {
	root = mkdtempSync(join(tmpdir(), "fasou-lock-"));
	const outfile = join(root, "disk-directory.mjs");
	buildSync({
		entryPoints: [
			fileURLToPath(
				new URL("../../src/storage/disk-directory.ts", import.meta.url),
			),
		],
		bundle: true,
		platform: "node",
		format: "esm",
		outfile,
	});
	source = pathToFileURL(outfile).href;
});
afterAll(() => {
	rmSync(root, { recursive: true, force: true });
});

function freshFolder(name: string): string {
	const folder = join(root, name);
	mkdirSync(folder);
	return folder;
}

describe("the writer's lock", () => {
	test("is held by at most one of twenty processes, some of which are killed while they hold it", async () => {
		const folder = freshFolder("contended");
		const inside = freshFolder("inside");
		const log = join(root, "log");
		writeFileSync(log, "");
		const rounds = 10;
		const ended = Array.from({ length: 20 }, (_, number) => {
			const order = JSON.stringify({
				source,
				folder,
				inside,
				log,
				rounds,
				dies: number % 2 === 0,
			});
			const child = spawn(process.execPath, [CONTENDER, order], {
				stdio: ["ignore", "ignore", "inherit"],
			});
			return new Promise((resolve) => {
				child.on("exit", resolve);
			});
		});
		await Promise.all(ended);
		const lines = readFileSync(log, "utf8").trim().split("\n");
		expect(new Set(lines)).toEqual(new Set(["held"]));
		expect(lines).toHaveLength(20 * rounds - 10);
		diskDirectory(folder).lock().release();
		const left = readdirSync(folder);
		expect(left.every((name) => /^lock-\d{6}$/.test(name))).toBe(true);
		expect(left.length).toBeLessThanOrEqual(5);
	}, 120_000);

	test("of a worker thread excludes this thread, until the worker is ended", async () => {
		const folder = freshFolder("threads");
		const worker = new Worker(CONTENDER, {
			workerData: { source, folder, holds: true },
		});
		await new Promise((resolve) => {
			worker.on("message", resolve);
		});
		expect(codeOf(() => diskDirectory(folder).lock())).toBe("locked");
		await worker.terminate();
		diskDirectory(folder).lock().release();
	});

	test("names who holds it", () => {
		const folder = freshFolder("named");
		const lock = diskDirectory(folder).lock();
		expect(() => diskDirectory(folder).lock()).toThrow(
			new RegExp(`process ${process.pid}`),
		);
		lock.release();
	});

	test("with unreadable contents is not taken, and the message says which file to remove", () => {
		const folder = freshFolder("garbled");
		writeFileSync(join(folder, "lock-000004"), "{");
		expect(() => diskDirectory(folder).lock()).toThrow(/lock-000004/);
	});

	test("of a process whose number another process has now is taken over", () => {
		const folder = freshFolder("reused");
		const gone = { ...ownIdentity(), started: "1" };
		writeFileSync(join(folder, "lock-000004"), JSON.stringify(gone));
		diskDirectory(folder).lock().release();
		expect(readdirSync(folder)).toContain("lock-000005");
	});
});

describe("an owner", () => {
	const self = ownIdentity();
	const cases: readonly [string, Partial<LockOwner>, string][] = [
		["that is the caller lives", {}, "living"],
		["that ran before the machine started anew is gone", { boot: "x" }, "gone"],
		[
			"of another machine is gone too, where the folder is on a disk that only one machine has",
			{ boot: "x", host: "x" },
			"gone",
		],
		[
			"in another container of this machine cannot be seen",
			{ space: "pid:[1]" },
			"unknown",
		],
		[
			"whose process number nobody has is gone",
			{ process: 4_194_304, thread: 4_194_304 },
			"gone",
		],
	];
	test.each(cases)("%s", (_, change, state) => {
		expect(ownerState({ ...self, ...change }, self, tmpdir())).toBe(state);
	});
});
