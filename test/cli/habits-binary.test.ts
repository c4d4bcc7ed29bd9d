import { spawnSync } from "node:child_process";
import {
	existsSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const CLI = fileURLToPath(new URL("../../dist/cli.cjs", import.meta.url));

const ARTICLES = [
	{
		id: "overtime",
		title: "加班费怎么算",
		body: "公司不支付加班费的，先协商。",
	},
	{
		id: "injury",
		title: "工伤认定",
		body: "上下班途中发生交通事故，属于工伤。",
	},
	{ id: "=formula", title: "=工伤", body: "工伤保险待遇，由基金支付。" },
];

let folder = "";
let below = "";

beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), "fasou-habits-"));
	below = join(folder, "cases", "2026");
	mkdirSync(below, { recursive: true });
	const lines = ARTICLES.map((article) => JSON.stringify(article));
	writeFileSync(join(folder, "articles.jsonl"), lines.join("\n"));
	writeFileSync(
		join(folder, "fasou.config.json"),
		JSON.stringify({ index: "the index", limit: 2, userWords: "words.txt" }),
	);
	writeFileSync(join(folder, "words.txt"), "加班费怎么算\n");
});

afterAll(() => {
	rmSync(folder, { recursive: true, force: true });
});

const ENVIRONMENT = { PATH: process.env.PATH, LANG: "C" };

function fasou(args: readonly string[], input = "") {
	const { status, stdout, stderr } = spawnSync(
		process.execPath,
		[CLI, ...args],
		{ cwd: below, input, encoding: "utf8", env: ENVIRONMENT },
	);
	return { code: status, out: stdout, err: stderr };
}

/** Keys for a program on a terminal of its own: what to type once a text has been shown. */
const TYPIST = `
import os, pty, select, sys, time
pid, terminal = pty.fork()
if pid == 0:
    os.execvp(sys.argv[1], sys.argv[1:-1])
seen = b""
def read(wanted, seconds=20):
    global seen
    end = time.time() + seconds
    while wanted not in seen and time.time() < end:
        if select.select([terminal], [], [], 0.1)[0]:
            try:
                part = os.read(terminal, 65536)
            except OSError:
                break
            if not part:
                break
            seen += part
    at = seen.find(wanted)
    if at >= 0:
        sys.stdout.buffer.write(seen[:at + len(wanted)])
        seen = seen[at + len(wanted):]
for step in sys.argv[-1].split("\\n"):
    wanted, keys = step.split("=>")
    read(wanted.encode())
    os.write(terminal, keys.encode().decode("unicode_escape").encode("latin-1"))
read(b"\\0", 3)
sys.stdout.buffer.write(seen)
sys.stdout.buffer.flush()
sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
`;

const HAS_PYTHON =
	spawnSync("python3", ["-c", "import pty"], { stdio: "ignore" }).status === 0;

if (!HAS_PYTHON) {
	console.warn("SKIPPED: no python3, the REPL is not typed into");
}

describe.skipIf(!existsSync(CLI))("the built command", () => {
	test("goes by the config file above it", () => {
		const made = fasou(["index", "../../articles.jsonl", "--json"]);
		expect(made.code).toBe(0);
		expect(existsSync(join(folder, "the index"))).toBe(true);
		const { out } = fasou(["tokens", "加班费怎么算", "--jsonl"]);
		expect(out).toContain('"reason":"user-word"');
		expect(fasou(["search", "工伤 加班费"]).out.split("\n")).toHaveLength(3);
		const { code, out: shown } = fasou(["config"]);
		expect(code).toBe(0);
		expect(shown).toContain(`index\t${join(folder, "the index")}\t`);
	}, 30_000);

	test("writes CSV that begins a file as spreadsheets want it", () => {
		const { out } = fasou(["search", "工伤", "--format", "csv"]);
		expect(out.startsWith("rank,score,title,")).toBe(true);
		expect(out).toContain(",'=工伤,");
		const command = `"${process.execPath}" "${CLI}" search 工伤 --format csv >out.csv`;
		const { status } = spawnSync("sh", ["-c", command], {
			cwd: below,
			env: ENVIRONMENT,
		});
		expect(status).toBe(0);
		expect(readFileSync(join(below, "out.csv"), "utf8")).toBe(`\ufeff${out}`);
	});

	test("converses with a script", () => {
		const lines = ["工伤", "1", ":explain", ":set limit 1", "工伤", ":quit"];
		const { code, out, err } = fasou(["repl"], `${lines.join("\r\n")}\n`);
		expect({ code, err }).toEqual({
			code: 0,
			err: "limit 1  snippets 1  format auto\n",
		});
		expect(out.match(/^1\t/gm)).toHaveLength(2);
		expect(out).toContain("words\n  工伤");
	});

	test.skipIf(!HAS_PYTHON)(
		"converses with a person: pages, Tab, Ctrl-C, history, and the end by Ctrl-D",
		() => {
			const history = join(folder, "state", "history");
			const steps = [
				"fasou> =>工伤\\r".replace("工伤", "\\xe5\\xb7\\xa5\\xe4\\xbc\\xa4"),
				"fasou> =>1\\r",
				"fasou> =>:rel",
				":rel=>\\t",
				"ated=> 2\\r",
				"fasou> =>half a line\\x03\\x03",
				":quit or Ctrl-D=>\\x1b[A\\r",
				"fasou> =>\\x04",
			];
			const { status, stdout } = spawnSync(
				"python3",
				[
					"-c",
					TYPIST,
					process.execPath,
					CLI,
					"repl",
					"--history",
					history,
					steps.join("\n"),
				],
				{
					cwd: below,
					encoding: "utf8",
					timeout: 60_000,
					env: { ...ENVIRONMENT, TERM: "xterm" },
				},
			);
			expect(status).toBe(0);
			expect(stdout).toContain("3 articles; :help explains, :quit ends");
			expect(stdout).toContain("2 found in");
			expect(stdout).toContain("to end: :quit or Ctrl-D");
			const typed = readFileSync(history, "utf8");
			expect(typed).toBe("工伤\n1\n:related 2\n");
		},
		40_000,
	);
});
