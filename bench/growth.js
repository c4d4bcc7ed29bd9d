// Building, size, memory and questions as a corpus grows: node bench/growth.js FOLDER QUESTIONS [--sizes 10000,100000,1000000] (or FASOU_DATA, FASOU_QUESTIONS)
import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { createReadStream, createWriteStream, readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { builtFile, readInputs, readQuestions } from "./inputs.js";
import { loadSourceParts } from "./load-source-parts.js";
import { percentilesOfPasses } from "./percentiles.js";
import { readProvisions } from "./provisions.js";
import { withScratch } from "./scratch.js";
import { syntheticArticles } from "./synthetic-articles.js";
import { count, megabytes, ratio, seconds, table } from "./table.js";

const { inputs, options } = readInputs(["FOLDER", "QUESTIONS"], {
	sizes: { type: "string", default: "10000,100000,1000000" },
	seed: { type: "string", default: "1" },
	passes: { type: "string", default: "3" },
	"memory-mb": { type: "string" },
	/** What this process does, where it was started by this very command, and on which files. */
	inside: { type: "string" },
	jsonl: { type: "string" },
	index: { type: "string" },
});
const INSIDES = { read: readAll, build, ask };

if (options.inside !== undefined) {
	const result = await INSIDES[options.inside]();
	console.log(
		JSON.stringify({
			...result,
			peakBytes: process.resourceUsage().maxRSS * 1024,
		}),
	);
} else {
	await withScratch(measureAll);
}

async function measureAll(scratch) {
	const { articles } = await readProvisions(
		await loadSourceParts(),
		inputs.FOLDER,
	);
	const rows = [];
	for (const size of options.sizes.split(",").map(Number)) {
		const jsonl = join(scratch, `${size}.jsonl`);
		await generate(articles, size, jsonl);
		const index = join(scratch, `index-${size}`);
		const read = inside("read", { jsonl, index });
		const built = inside("build", { jsonl, index });
		const asked = inside("ask", { jsonl, index });
		rows.push({ size, read, built, asked });
	}
	report(rows);
}

async function generate(provisions, size, path) {
	const out = createWriteStream(path);
	const seed = Number(options.seed);
	for (const article of syntheticArticles(provisions, { seed, count: size })) {
		if (!out.write(`${JSON.stringify(article)}\n`)) {
			await once(out, "drain");
		}
	}
	out.end();
	await once(out, "finish");
}

function inside(what, { jsonl, index }) {
	const { status, stdout } = spawnSync(
		process.execPath,
		[
			fileURLToPath(import.meta.url),
			...process.argv.slice(2),
			`--inside=${what}`,
			`--jsonl=${jsonl}`,
			`--index=${index}`,
		],
		{ encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] },
	);
	if (status !== 0) {
		throw new Error(`${what} of ${jsonl}: ended with ${status}`);
	}
	return JSON.parse(stdout);
}

/** The articles of the file, one line in memory at a time. */
async function* articlesOf(path) {
	const lines = createInterface({ input: createReadStream(path) });
	for await (const line of lines) {
		yield JSON.parse(line);
	}
}

/** What handing in the articles takes by itself. */
async function readAll() {
	const startMs = performance.now();
	let characters = 0;
	for await (const { body } of articlesOf(options.jsonl)) {
		characters += body.length;
	}
	return { ms: performance.now() - startMs, characters };
}

async function build() {
	const { buildIndex } = await import(builtFile("api.js"));
	const memory = options["memory-mb"];
	const startMs = performance.now();
	const { indexBytes, sourceBytes } = await buildIndex({
		articles: articlesOf(options.jsonl),
		index: options.index,
		...(memory && { memoryLimitMB: Number(memory) }),
	});
	return { ms: performance.now() - startMs, indexBytes, sourceBytes };
}

async function ask() {
	const { openEngine } = await import(builtFile("api.js"));
	const engine = await openEngine({ index: options.index });
	const questions = readQuestions(inputs.QUESTIONS);
	const passes = [];
	for (let pass = 0; pass < Number(options.passes); pass++) {
		const times = [];
		for (const question of questions) {
			const startMs = performance.now();
			await engine.searchIds(question, { literal: true });
			times.push(performance.now() - startMs);
		}
		passes.push(times);
	}
	const { segments, fields } = await engine.stats();
	const words = fields.find(
		({ field, layer }) => field === "body" && layer === "word",
	);
	const rss = Number(
		/VmRSS:\s+(\d+)/.exec(readFileSync("/proc/self/status", "utf8"))?.[1] ?? 0,
	);
	await engine.close();
	return {
		segments,
		terms: words.terms,
		rssBytes: rss * 1024,
		// The first pass also reads what the others find in the cache.
		...percentilesOfPasses(passes.slice(Math.min(1, passes.length - 1))),
	};
}

function report(rows) {
	console.log(
		`articles made of the laws, seed ${options.seed}; built through buildIndex({ articles }), handing in included; ${options.passes} passes over ${count(readQuestions(inputs.QUESTIONS).length)} questions, searchIds, literal; Node ${process.version}`,
	);
	console.log(
		table(
			[
				"articles",
				"M characters",
				"handing in",
				"build",
				"articles/s",
				"peak memory",
				"index",
				"to text",
				"segments",
				"words",
				"p50",
				"p99",
				"memory asked",
			],
			rows.map(({ size, read, built, asked }) => [
				count(size),
				(read.characters / 1e6).toFixed(1),
				seconds(read.ms),
				seconds(built.ms),
				count(Math.round((size / built.ms) * 1000)),
				megabytes(built.peakBytes),
				megabytes(built.indexBytes),
				ratio(built.indexBytes, built.sourceBytes),
				asked.segments,
				count(asked.terms),
				`${asked.p50.toFixed(2)} ms`,
				`${asked.p99.toFixed(2)} ms`,
				megabytes(asked.rssBytes),
			]),
		),
	);
	rows.slice(1).forEach((row, i) => {
		const former = rows[i];
		console.log(
			`${count(row.size)} against ${count(former.size)}: build ${ratio(row.built.ms, former.built.ms)}, p99 ${ratio(row.asked.p99, former.asked.p99)}, peak memory ${ratio(row.built.peakBytes, former.built.peakBytes)}`,
		);
	});
}
