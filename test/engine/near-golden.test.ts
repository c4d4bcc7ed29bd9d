import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { beforeAll, expect, test } from "vitest";
import { buildIndex } from "../../src/engine/build-index.ts";
import type { Engine } from "../../src/engine/engine.ts";
import { openEngine } from "../../src/engine/open-engine.ts";

const CORPUS = fileURLToPath(new URL("../../corpus", import.meta.url));
const TABLE = new URL("../golden/near.tsv", import.meta.url);

/** What stands close together in the sample corpus, and how many articles have all of it anywhere. */
const ROWS = readFileSync(TABLE, "utf8")
	.trimEnd()
	.split("\n")
	.slice(1)
	.map((line) => {
		const [query = "", finds = "", of = "", all = ""] = line.split("\t");
		return { query, finds, of, all: Number(all) };
	});

let engine: Engine;

beforeAll(async () => {
	const index = { memory: true } as const;
	await buildIndex({ index, corpus: CORPUS });
	engine = await openEngine({ index });
});

test.each(ROWS)("$query finds what the golden table has", async (row) => {
	const options = { exact: true, limit: 100 };
	const { hits } = await engine.searchIds(row.query, options);
	const all = await engine.searchIds(row.of, options);
	expect(
		hits
			.map(({ id }) => id)
			.sort()
			.join(" "),
	).toBe(row.finds);
	expect(all.total.value).toBe(row.all);
	const known = new Set(all.hits.map(({ id }) => id));
	expect(hits.filter(({ id }) => !known.has(id))).toEqual([]);
});
