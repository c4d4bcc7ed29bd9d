import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, onTestFinished, test } from "vitest";
import { temporaryFolder, writeFiles } from "../engine/temporary-folder.ts";

const CLI = fileURLToPath(new URL("../../dist/cli.cjs", import.meta.url));

interface Line {
	readonly indexed?: number;
	readonly deleted?: number;
	readonly articles?: number;
	readonly generation?: number;
	readonly error?: { readonly code: string };
}

class Watching {
	readonly child: ChildProcess;
	err = "";
	readonly #lines: Line[] = [];
	readonly #waiting: ((line: Line) => void)[] = [];

	constructor(folder: string, args: readonly string[]) {
		this.child = spawn(
			process.execPath,
			[CLI, "index", "corpus", "--watch", "--json", ...args],
			{ cwd: folder, env: { PATH: process.env.PATH, LANG: "C" } },
		);
		onTestFinished(() => {
			this.child.kill("SIGKILL");
		});
		let rest = "";
		this.child.stdout?.on("data", (piece) => {
			const lines = `${rest}${piece}`.split("\n");
			rest = lines.pop() ?? "";
			for (const line of lines) {
				this.#take(JSON.parse(line));
			}
		});
		this.child.stderr?.on("data", (piece) => {
			this.err += piece;
		});
	}

	/** The next line, when it comes. */
	next(): Promise<Line> {
		const line = this.#lines.shift();
		return line === undefined
			? new Promise((resolve) => this.#waiting.push(resolve))
			: Promise.resolve(line);
	}

	/** Exit code after Ctrl-C. */
	async end(): Promise<number | null> {
		const ended = new Promise<number | null>((resolve) =>
			this.child.on("close", resolve),
		);
		this.child.kill("SIGINT");
		return ended;
	}

	#take(line: Line): void {
		const waiting = this.#waiting.shift();
		if (waiting === undefined) {
			this.#lines.push(line);
		} else {
			waiting(line);
		}
	}
}

const text = (title: string) => `# ${title}\n\n劳动合同。\n`;

describe.skipIf(!existsSync(CLI))("fasou index --watch", () => {
	test("commits each batch of changes once, also in folders that are new, survives errors, and ends with Ctrl-C", async () => {
		const folder = temporaryFolder({ "corpus/a.md": text("甲") });
		const watching = new Watching(folder, ["--index", "index"]);
		expect(await watching.next()).toMatchObject({ indexed: 1, generation: 1 });
		while (!watching.err.includes("watching")) {
			await new Promise((resolve) => setTimeout(resolve, 20));
		}
		writeFiles(folder, {
			"corpus/b.md": text("乙"),
			"corpus/new/c.md": text("丙"),
		});
		let seen = await watching.next();
		// The new folder's file may have come a moment after the first look.
		if (seen.articles === 2) {
			seen = await watching.next();
		}
		expect(seen.articles).toBe(3);
		const { generation = 0 } = seen;
		writeFiles(folder, { "corpus/new/d.md": text("丁") });
		expect(await watching.next()).toMatchObject({
			indexed: 1,
			articles: 4,
			generation: generation + 1,
		});
		rmSync(join(folder, "corpus"), { recursive: true });
		let line = await watching.next();
		while (line.error === undefined) {
			line = await watching.next();
		}
		expect(line.error.code).toBe("no-source");
		mkdirSync(join(folder, "corpus"));
		writeFileSync(join(folder, "corpus/e.md"), text("戊"));
		do {
			line = await watching.next();
		} while (line.error !== undefined || line.articles !== 1);
		expect(line.indexed).toBe(1);
		expect(await watching.end()).toBe(0);
	}, 120_000);

	test("does not take its own index, which lies among the sources, for a change", async () => {
		const folder = temporaryFolder({ "corpus/a.md": text("甲") });
		const watching = new Watching(folder, ["--index", "corpus/index"]);
		await watching.next();
		await new Promise((resolve) => setTimeout(resolve, 1500));
		writeFileSync(join(folder, "corpus/b.md"), text("乙"));
		expect(await watching.next()).toMatchObject({ indexed: 1, generation: 2 });
		expect(await watching.end()).toBe(0);
	}, 60_000);

	test("ends where the first run fails", async () => {
		const folder = temporaryFolder();
		const watching = new Watching(folder, ["--index", "index"]);
		const code = new Promise((resolve) => watching.child.on("close", resolve));
		expect(await watching.next()).toMatchObject({
			error: { code: "no-source" },
		});
		expect(await code).toBe(2);
	}, 60_000);
});
