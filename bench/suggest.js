// Type-ahead and did-you-mean: latency, cold command, memory: node bench/suggest.js INDEX
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { builtCommand, builtFile, readInputs } from "./inputs.js";
import { median, percentiles } from "./percentiles.js";
import { megabytes, ratio, table } from "./table.js";

/** Typed letter by letter and character by character, as a person would. */
const TYPED = [
	"劳动合同法",
	"laodonghetong",
	"ldht",
	"劳动ht",
	"民法典1079",
	"mfd107",
	"消费者权益",
	"xfzqy",
	"gongshang",
	"工伤认定",
	"取保候审",
	"劳动和同",
	"刑法第二百",
	"zzzz",
];
const MISTYPED = [
	"劳动合同发",
	"经济陪偿",
	"竟业限制",
	"动劳合同",
	"公司不签劳动和同怎么办",
	"离婚后孩子抚养废怎么算",
];

const { inputs, options } = readInputs(["INDEX"], {
	rounds: { type: "string", default: "20" },
	/** What this process does, where it was started by this very command. */
	inside: { type: "string" },
});
const rounds = Number(options.rounds);

if (options.inside !== undefined) {
	await measureMemory(options.inside);
} else {
	await reportLatency();
	reportCold();
	reportMemory();
}

async function openEngine() {
	const { openEngine: open } = await import(builtFile("api.js"));
	return open({ index: inputs.INDEX });
}

async function reportLatency() {
	const prefixes = TYPED.flatMap((typed) =>
		[...typed].map((_, i, all) => all.slice(0, i + 1).join("")),
	);
	const suggest = await openEngine();
	const correct = await openEngine();
	const rows = [
		await latency("suggest", prefixes, (typed) => suggest.suggest(typed)),
		await latency("corrections", MISTYPED, (text) => correct.corrections(text)),
	];
	await suggest.close();
	await correct.close();
	console.log(table(["ms", "first of all", "p50", "p99", "longest"], rows));
	console.log(
		`${prefixes.length} beginnings, ${MISTYPED.length} mistyped queries, ${rounds} rounds after the first, Node ${process.version}\n`,
	);
}

async function latency(name, texts, ask) {
	const timed = async (text) => {
		const startMs = performance.now();
		await ask(text);
		return performance.now() - startMs;
	};
	const first = await timed(texts[0]);
	const times = [];
	for (let round = -1; round < rounds; round++) {
		for (const text of texts) {
			const ms = await timed(text);
			if (round >= 0) {
				times.push(ms);
			}
		}
	}
	const { p50, p99, max } = percentiles(times);
	return [name, first, p50, p99, max].map((cell) =>
		typeof cell === "number" ? cell.toFixed(2) : cell,
	);
}

function reportCold() {
	const cli = builtCommand();
	const index = ["--index", inputs.INDEX];
	const ways = new Map([
		["node -e 0", ["-e", "0"]],
		["fasou suggest ldht", [cli, "suggest", "ldht", ...index]],
		["fasou suggest 劳动", [cli, "suggest", "劳动", ...index]],
		["fasou suggest 民法典1079", [cli, "suggest", "民法典1079", ...index]],
		["fasou search 劳动合同", [cli, "search", "劳动合同", ...index]],
		["fasou search 竟业限制 (mistyped)", [cli, "search", "竟业限制", ...index]],
	]);
	const times = new Map([...ways.keys()].map((name) => [name, []]));
	for (let round = -1; round < rounds; round++) {
		for (const [name, args] of ways) {
			const startMs = performance.now();
			spawnSync(process.execPath, args, { stdio: "ignore" });
			if (round >= 0) {
				times.get(name).push(performance.now() - startMs);
			}
		}
	}
	const bare = median(times.get("node -e 0"));
	console.log(
		table(
			["cold, whole process", "median", "to bare Node"],
			[...times].map(([name, all]) => [
				name,
				`${median(all).toFixed(1)} ms`,
				ratio(median(all), bare),
			]),
		),
	);
	console.log("");
}

async function measureMemory(what) {
	const engine = await openEngine();
	await engine.search("劳动合同", { suggestions: false });
	gc();
	const before = process.memoryUsage();
	switch (what) {
		case "characters":
			await engine.suggest("劳动");
			break;
		case "letters":
			await engine.suggest("ldht");
			break;
		case "all":
			await engine.suggest("ldht");
			await engine.suggest("劳动");
			await engine.suggest("laodonghetng");
			break;
		case "corrections":
			await engine.corrections("经济陪偿");
			break;
	}
	gc();
	const after = process.memoryUsage();
	console.log(
		JSON.stringify({
			heap: after.heapUsed - before.heapUsed,
			buffers: after.arrayBuffers - before.arrayBuffers,
			resident: after.rss - before.rss,
		}),
	);
	await engine.close();
}

function reportMemory() {
	const rows = [
		["characters", "suggest, Chinese typed"],
		["letters", "suggest, letters typed"],
		["all", "suggest, everything used"],
		["corrections", "corrections only"],
	].map(([what, title]) => {
		const { stdout } = spawnSync(
			process.execPath,
			[
				"--expose-gc",
				fileURLToPath(import.meta.url),
				inputs.INDEX,
				`--inside=${what}`,
			],
			{ encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] },
		);
		const { heap, buffers, resident } = JSON.parse(stdout);
		return [title, megabytes(heap), megabytes(buffers), megabytes(resident)];
	});
	console.log(
		table(
			["memory more than an open engine's", "heap", "buffers", "resident"],
			rows,
		),
	);
}
