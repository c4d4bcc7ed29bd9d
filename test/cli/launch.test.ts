import { spawnSync } from "node:child_process";
import {
	cpSync,
	existsSync,
	mkdtempSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CODE_CACHE, codeCacheFile } from "../../src/cli/command-script.ts";

const DIST = fileURLToPath(new URL("../../dist/", import.meta.url));
const NEEDED = ["cli.cjs", "command.cjs", "dictionary.fasou", CODE_CACHE];

let folder = "";
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), "fasou-launch-"));
	for (const name of [...NEEDED, "laws.txt", "synonyms.txt"]) {
		cpSync(join(DIST, name), join(folder, name));
	}
});
afterAll(() => {
	rmSync(folder, { recursive: true, force: true });
});

function answer(): { status: number | null; stdout: string; stderr: string } {
	const { status, stdout, stderr } = spawnSync(
		process.execPath,
		[join(folder, "cli.cjs"), "tokens", "劳动合同法", "--json"],
		{ encoding: "utf8", env: { PATH: process.env.PATH } },
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
			[
				"of another version of V8",
				() => {
					const cachedData = whole().subarray(4);
					cachedData[4]! ^= 255;
					return codeCacheFile(cachedData);
				},
			],
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
