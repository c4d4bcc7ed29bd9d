import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { buildIndex } from "../../src/engine/build-index.ts";
import type { Engine } from "../../src/engine/engine.ts";
import { openEngine } from "../../src/engine/open-engine.ts";

const CORPUS = fileURLToPath(new URL("../../corpus", import.meta.url));
const TABLE = new URL("../golden/queries.tsv", import.meta.url);
/** Columns of the table: what the query is read as comes before. */
const READING = 3;
const SHOWN = 3;

/** A query of the golden table, and what it finds in the sample corpus. */
export interface GoldenRow {
	readonly query: string;
	readonly finds: string;
}

export function goldenRows(): GoldenRow[] {
	return lines()
		.slice(1)
		.filter(isRow)
		.map((line) => {
			const columns = line.split("\t");
			const [query = ""] = columns;
			return { query, finds: columns.slice(READING).join("\t") };
		});
}

/** An engine over the sample corpus as anyone's first index has it. */
export async function openSampleCorpus(): Promise<Engine> {
	const index = { memory: true } as const;
	await buildIndex({ index, corpus: CORPUS });
	return openEngine({ index });
}

/** How many articles a query finds, and the first three, as the table has them. */
export async function findsOf(engine: Engine, query: string): Promise<string> {
	const { total, hits } = await engine.searchIds(query, { limit: SHOWN });
	const count = `${total.exact ? "" : "≥"}${total.value}`;
	return [count, hits.map(({ id }) => id).join(" | ")].join("\t");
}

/** Writes the table anew with what queries find now: to be read line by line before it is kept. */
export async function recordFinds(): Promise<void> {
	const engine = await openSampleCorpus();
	const recorded: string[] = [];
	for (const [number, line] of lines().entries()) {
		const reading = line.split("\t").slice(0, READING);
		const [query = ""] = reading;
		const isHeading = number === 0;
		const columns = isHeading
			? [...reading, "found", "first hits"]
			: isRow(line)
				? [
						query,
						reading[1] ?? "",
						reading[2] ?? "",
						await findsOf(engine, query),
					]
				: [line];
		recorded.push(columns.join("\t"));
	}
	await engine.close();
	writeFileSync(TABLE, `${recorded.join("\n")}\n`);
}

function lines(): string[] {
	return readFileSync(TABLE, "utf8").replace(/\n$/, "").split("\n");
}

/** A line that begins with # is a heading. */
function isRow(line: string): boolean {
	return !line.startsWith("# ");
}
