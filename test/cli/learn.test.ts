import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { runFake } from "./fake-world.ts";
import { jsonLines, temporaryFiles } from "./temporary-files.ts";

const { file } = temporaryFiles("learn");

const JUDGED = { id: "hit", query: "a.txt", relevant: ["a.txt"] };

describe("learn", () => {
	test("takes all files into the log of the index, and names what is not there", async () => {
		const asked = file(
			"asked.jsonl",
			jsonLines([{ query: "押金", article: "a.txt", times: 3 }]),
		);
		const more = file("more.jsonl.gz", gzipSync(jsonLines([JUDGED])));
		const learnt = await runFake(["learn", asked, more, "--index", "laws"]);
		expect(learnt).toMatchObject({
			code: 0,
			out: "2 questions with their articles in the log; took 12.0 ms\n",
		});
		// Ids are the source's, and cannot steer a terminal.
		expect(learnt.err).toBe(
			"relevant articles that the index does not have: 1\ngone␛[2J.md\n",
		);
		expect(learnt.asked.learnt).toMatchObject([
			{
				index: "laws",
				adds: false,
				questions: [
					{ query: "押金", article: "a.txt", times: 3 },
					{ query: "a.txt", article: "a.txt", times: 1 },
				],
			},
		]);
	});

	test("adds, forgets, and answers in JSON", async () => {
		const asked = file("one.jsonl", jsonLines([JUDGED]));
		const added = await runFake(["learn", asked, "--add", "--json"]);
		expect(added.asked.learnt).toMatchObject([{ adds: true }]);
		expect(JSON.parse(added.out)).toMatchObject({ version: 1, questions: 2 });
		const forgot = await runFake(["learn", "--forget"]);
		expect(forgot.asked.learnt).toMatchObject([{ adds: false, questions: [] }]);
	});

	test("names the line that is no question", async () => {
		const path = file("broken.jsonl", jsonLines([JUDGED, { id: "x" }]));
		const { code, err, asked } = await runFake(["learn", path]);
		expect(code).toBe(2);
		expect(err).toContain(`${path}, line 2: expected {"query","article"}`);
		expect(asked.learnt).toEqual([]);
	});
});
