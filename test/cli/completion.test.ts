import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { english } from "../../src/cli/messages-english.ts";
import { runFake } from "./fake-world.ts";

const HAS = (shell: string) =>
	spawnSync(shell, ["-c", "exit 0"], { stdio: "ignore" }).status === 0;
const SHELLS = { bash: HAS("bash"), zsh: HAS("zsh"), fish: HAS("fish") };

for (const [shell, isThere] of Object.entries(SHELLS)) {
	if (!isThere) {
		console.warn(`SKIPPED: ${shell} is not here, its completion is not run`);
	}
}

let folder = "";

beforeAll(async () => {
	folder = mkdtempSync(join(tmpdir(), "fasou-completion-"));
	mkdirSync(join(folder, "laws index"));
	writeFileSync(join(folder, "laws.txt"), "");
	for (const shell of Object.keys(SHELLS)) {
		const { code, out } = await runFake(["completion", shell]);
		expect(code).toBe(0);
		writeFileSync(join(folder, `fasou.${shell}`), out);
	}
});

afterAll(() => {
	rmSync(folder, { recursive: true, force: true });
});

function runShell(shell: string, args: readonly string[]): string[] {
	const { stdout, stderr } = spawnSync(shell, args, {
		cwd: folder,
		encoding: "utf8",
	});
	expect(stderr).toBe("");
	return stdout.split("\n").filter((line) => line !== "");
}

/** What bash would offer for the last word, its words cut as bash cuts them. */
function inBash(...words: string[]): string[] {
	const script = `source ./fasou.bash
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMPREPLY=(); _fasou
printf '%s\\n' "\${COMPREPLY[@]}"`;
	return runShell("bash", ["--norc", "-c", script, "bash", "fasou", ...words]);
}

const COMMANDS = Object.keys(english.commands).filter(
	(name) => !/^eval./.test(name),
);

describe.skipIf(!SHELLS.bash)("bash", () => {
	test("completes every command, and those below eval beside its files", () => {
		expect(inBash("").sort()).toEqual([...COMMANDS].sort());
		expect(inBash("se")).toEqual(["search"]);
		expect(inBash("eval", "re")).toEqual(["related"]);
		expect(inBash("eval", "l").sort()).toEqual(["laws index", "laws.txt"]);
		expect(inBash("help", "tok")).toEqual(["tokens"]);
	});

	test("completes the options of the command at hand", async () => {
		for (const command of COMMANDS.filter((name) => name !== "help")) {
			const { out } = await runFake([command, "--help"], { columns: 300 });
			const options = out.match(/(?<=^ {2}(?:-\w, )?)--[\w-]+/gm) ?? [];
			expect(options.length).toBeGreaterThan(3);
			expect(inBash(command, "--").sort()).toEqual([...options].sort());
		}
		expect(inBash("search", "工伤", "--sni")).toEqual(["--snippets"]);
		expect(inBash("eval", "related", "--fo")).toEqual(["--folds"]);
		expect(inBash("--lang", "zh", "stats", "--js").sort()).toEqual([
			"--json",
			"--jsonl",
		]);
		expect(inBash("--lang", "=", "zh", "verify", "--js")).toEqual(["--json"]);
	});

	test("completes the values of an option, behind a blank or =", () => {
		const formats = ["csv", "list", "md", "plain", "table"];
		expect(inBash("search", "--format", "").sort()).toEqual(formats);
		expect(inBash("search", "--format", "=").sort()).toEqual(formats);
		expect(inBash("search", "--format", "=", "t")).toEqual(["table"]);
		expect(inBash("search", "--limit", "")).toEqual([]);
		expect(inBash("stats", "--index", "l")).toEqual(["laws index"]);
		expect(inBash("search", "--synonyms", "laws.")).toEqual(["laws.txt"]);
		expect(inBash("index", "laws.")).toEqual(["laws.txt"]);
		expect(inBash("completion", "z")).toEqual(["zsh"]);
		// A query is not a command.
		expect(inBash("search", "index", "--watch")).toEqual([]);
	});
});

describe.skipIf(!SHELLS.zsh)("zsh", () => {
	test("reads its script", () => {
		expect(runShell("zsh", ["-n", "./fasou.zsh"])).toEqual([]);
	});

	test("completes as its own completion system does", () => {
		// On a terminal of its own, which shows what the key made of the line: bells and all.
		const script = `zmodload zsh/zpty || exit 3
zpty z "TERM=dumb zsh -f"
zpty -w z "PS1=; autoload -Uz compinit; compinit -u -D; source ./fasou.zsh; print READ''Y"
zpty -r z out '*READY*'
zpty -w -n z $'fasou sea\\t --snip\\t 1 --format tab\\t'
zpty -r z out '*search*--snip*pets=*--format tab*le *' && print done`;
		const { stdout, status } = spawnSync("zsh", ["-f", "-c", script], {
			cwd: folder,
			encoding: "utf8",
			timeout: 20_000,
		});
		if (status === 3) {
			console.warn("SKIPPED: this zsh has no zpty");
			return;
		}
		expect(stdout).toContain("done");
	}, 30_000);
});

describe.skipIf(!SHELLS.fish)("fish", () => {
	const inFish = (line: string) =>
		runShell("fish", [
			"--no-config",
			"-c",
			'source ./fasou.fish; complete -C "$argv[1]"',
			line,
		]).map((offer) => offer.split("\t")[0]);

	test("completes commands, options, values and files", () => {
		expect(inFish("fasou ").sort()).toEqual([...COMMANDS].sort());
		expect(inFish("fasou search --sni")).toEqual(["--snippets"]);
		expect(inFish("fasou search --format t")).toEqual(["table"]);
		expect(inFish("fasou --lang zh sea")).toEqual(["search"]);
		expect(inFish("fasou eval related --fo")).toEqual(["--folds"]);
		expect(inFish("fasou index laws.")).toEqual(["laws.txt"]);
		expect(inFish("fasou search --limit ")).toEqual([]);
	});
});

test("a shell that is not known is refused", async () => {
	const { code, err } = await runFake(["completion", "tcsh"]);
	expect(code).toBe(2);
	expect(err).toContain("bash");
});
