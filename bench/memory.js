// Memory of an open engine over a bare Node, after all questions: node bench/memory.js INDEX QUESTIONS (or FASOU_QUESTIONS as QUESTIONS)
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { builtFile, readInputs, readQuestions } from "./inputs.js";
import { median } from "./percentiles.js";
import { PEER_BOOSTS } from "./question-engines.js";
import { table } from "./table.js";

const { inputs, options } = readInputs(["INDEX", "QUESTIONS"], {
	rounds: { type: "string", default: "3" },
	passes: { type: "string", default: "2" },
	"cache-mb": { type: "string" },
	/** Bound on each half of V8's young generation, 16 MB by default: in all processes, the bare one too. */
	"young-mb": { type: "string" },
	/** What this process does, where it was started by this very command. */
	inside: { type: "string" },
});
const INSIDES = {
	bare: async () => readQuestions(inputs.QUESTIONS),
	words: () =>
		ask((engine, question) =>
			engine.searchIds(question, { ...LITERAL, ranking: "words" }),
		),
	ids: () => ask((engine, question) => engine.searchIds(question, LITERAL)),
	pages: () => ask((engine, question) => engine.search(question, LITERAL)),
};
const TITLES = {
	bare: "bare Node with the questions",
	words: "engine, searchIds by words",
	ids: "engine, searchIds",
	pages: "engine, search with snippets",
};
const LITERAL = { literal: true };
const REST_MS = 10_000;
const GIVEN_BACK_MS = 3000;
const SMAPS = "/proc/self/smaps_rollup";

if (options.inside !== undefined) {
	// What is open stays reachable while it is measured.
	const held = await INSIDES[options.inside]();
	const running = memoryNow();
	gc();
	const settled = memoryNow();
	// V8 shrinks its young generation where little was asked for lately, and gives pages back by threads beside this one.
	await setTimeout(REST_MS);
	gc();
	gc();
	await setTimeout(GIVEN_BACK_MS);
	console.log(JSON.stringify({ running, settled, rested: memoryNow() }));
	await held.close?.();
} else {
	report(measureAll());
}

async function ask(answer) {
	const { openEngine } = await import(builtFile("api.js"));
	const cacheMB = options["cache-mb"];
	const engine = await openEngine({
		index: inputs.INDEX,
		...(options.inside === "words" && { boosts: PEER_BOOSTS }),
		...(cacheMB && { cacheLimitBytes: Number(cacheMB) * 1e6 }),
	});
	const questions = readQuestions(inputs.QUESTIONS);
	for (let pass = 0; pass < Number(options.passes); pass++) {
		for (const question of questions) {
			await answer(engine, question);
		}
	}
	return engine;
}

/** Bytes; resident and proportional share are of the whole process. */
function memoryNow() {
	const { rss, heapUsed, heapTotal, external, arrayBuffers } =
		process.memoryUsage();
	const maps = existsSync(SMAPS) ? readFileSync(SMAPS, "utf8") : "";
	const kilobytes = /^Pss:\s+(\d+) kB$/m.exec(maps)?.[1];
	const pss = kilobytes === undefined ? Number.NaN : Number(kilobytes) * 1024;
	return { rss, pss, heapUsed, heapTotal, external, arrayBuffers };
}

function measureAll() {
	const runs = new Map(Object.keys(INSIDES).map((name) => [name, []]));
	for (let round = 0; round < Number(options.rounds); round++) {
		for (const name of runs.keys()) {
			const { status, stdout } = spawnSync(
				process.execPath,
				[
					"--expose-gc",
					...youngFlags(),
					fileURLToPath(import.meta.url),
					...process.argv.slice(2),
					`--inside=${name}`,
				],
				{ encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] },
			);
			if (status !== 0) {
				throw new Error(`${TITLES[name]}: ended with ${status}`);
			}
			runs.get(name).push(JSON.parse(stdout));
		}
	}
	return runs;
}

function youngFlags() {
	const young = options["young-mb"];
	return young === undefined ? [] : [`--max-semi-space-size=${young}`];
}

function report(runs) {
	const kinds = Object.keys(runs.get("bare")[0].running);
	const medianOf = (name, state, kind) =>
		median(runs.get(name).map((run) => run[state][kind]));
	const rows = [];
	for (const [state, when] of [
		["running", "as it runs"],
		["settled", "after a full collection"],
		["rested", "after a rest"],
	]) {
		for (const name of runs.keys()) {
			rows.push([
				`${TITLES[name]}, ${when}`,
				...kinds.map((kind) => {
					const over =
						medianOf(name, state, kind) -
						(name === "bare" ? 0 : medianOf("bare", state, kind));
					return `${name === "bare" ? "" : "+"}${(over / 1e6).toFixed(1)}`;
				}),
			]);
		}
	}
	console.log(
		`MB (1e6 bytes), medians of ${options.rounds} processes each; + is over bare Node; cache ${options["cache-mb"] ?? "by default"}, young generation ${options["young-mb"] ?? "by default"}, ${options.passes} passes over the questions`,
	);
	console.log(table(["memory", ...kinds], rows));
}
