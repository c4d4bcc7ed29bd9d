import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Plan } from "../../src/query/plan.ts";
import type { Directory } from "../../src/storage/directory.ts";
import { diskDirectory } from "../../src/storage/disk-directory.ts";
import { seededRandom } from "../storage/random.ts";
import { randomArticle } from "./random-articles.ts";
import { article, openTestWriter } from "./written-index.ts";

/** What is asked of a golden index: terms, phrases, and a tree of both. */
const PLANS: readonly Plan[] = [
	{ kind: "term", field: "body", layer: "word", term: "合同", boost: 1 },
	{ kind: "term", field: "title", layer: "character", term: "劳", boost: 2 },
	{ kind: "phrase", field: "body", terms: [..."劳动合同"], boost: 1 },
	{
		kind: "boolean",
		should: [
			{ kind: "term", field: "summary", layer: "word", term: "公司", boost: 1 },
			{ kind: "term", field: "body", layer: "word", term: "公司", boost: 1 },
		],
		must: [
			{ kind: "term", field: "body", layer: "word", term: "劳动", boost: 1 },
		],
		mustNot: [
			{ kind: "phrase", field: "category", terms: [..."合同法"], boost: 1 },
		],
	},
];

/** Everything that a golden index must answer, as it is now. */
export type Answers = (directory: Directory, plans: readonly Plan[]) => unknown;

/**
 * Makes the golden index of the present format version: two segments, one with long lists, deletions, sources and lists.
 * FASOU_RECORD_GOLDEN=index-v1 npx vitest run test/index/golden-index makes it anew; never for a version that was released.
 */
export function recordGoldenIndex(folder: string, answersOf: Answers): void {
	const files = join(folder, "files");
	rmSync(files, { recursive: true, force: true });
	mkdirSync(files, { recursive: true });
	const directory = diskDirectory(files);
	const options = {
		lists: () => ({ userWords: "违约金 300\n" }),
		sourceSettings: { split: "provisions" },
	} as const;
	const random = seededRandom(1);
	const first = openTestWriter(directory, options);
	const ids = Array.from({ length: 300 }, (_, i) => `laws/${i}.md`);
	for (const id of ids) {
		first.put(randomArticle(random, id));
	}
	first.put(article("laws/long.md", "长", "劳动".repeat(300)));
	const source = {
		source: "laws",
		sizeBytes: 1,
		mtimeMs: 2.5,
		contentHash: "3",
	};
	first.commit({
		roots: ["../laws"],
		readers: "",
		records: [{ ...source, ids }],
	});
	first.delete("laws/7.md");
	first.put(article("laws/8.md", "劳动合同", "公司 与 劳动者\n𠮷"));
	first.commit();
	first.close();
	for (const name of directory.list()) {
		if (name.startsWith("lock-")) {
			directory.remove(name);
		}
	}
	const answers = answersOf(directory, PLANS);
	writeFileSync(
		join(folder, "answers.json"),
		`${JSON.stringify({ plans: PLANS, answers }, undefined, "\t")}\n`,
	);
}
