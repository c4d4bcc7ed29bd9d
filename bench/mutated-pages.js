// Indexing damaged pages: node bench/mutated-pages.js FOLDER [--pages 20000] [--seed 1]   (FOLDER has .html files to damage, for example corpus/site)
// Writes the pages to a scratch folder, runs the real `fasou index` on it, and tells what became of each.
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { builtFile, readInputs } from "./inputs.js";
import { randomFrom } from "./random.js";
import { withScratch } from "./scratch.js";
import { count, megabytes, seconds } from "./table.js";

const { inputs, options } = readInputs(["FOLDER"], {
	pages: { type: "string", default: "20000" },
	seed: { type: "string", default: "1" },
});
const PAGES = Number(options.pages);
const random = randomFrom(Number(options.seed));

const originals = readdirSync(inputs.FOLDER, { recursive: true })
	.filter((name) => /\.html?$/.test(name))
	.sort()
	.map((name) => readFileSync(join(inputs.FOLDER, name)));

/** Each damages a page in one way. */
const MUTATIONS = [
	(page) => page.subarray(0, below(page.length)),
	(page) => Buffer.concat([page, slice(page)]),
	(page) => insert(page, slice(page)),
	(page) => remove(page),
	(page) => insert(page, Buffer.from(pick(TAGS).repeat(1 + below(40)))),
	(page) =>
		insert(
			page,
			Buffer.from(Array.from({ length: below(30) }, () => below(256))),
		),
	(page) => flipped(page),
];

const TAGS = [
	"<div>",
	"</div>",
	"<table><tr><td>",
	"<!--",
	"-->",
	"<script>",
	"</script>",
	'<p class="',
	"&#x110000;",
	"<![CDATA[",
	"<svg>",
	"<ruby><rt>",
	"\0",
	"<meta charset=gbk>",
];

await withScratch(async (scratch) => {
	const pages = join(scratch, "pages");
	mkdirSync(pages);
	let bytes = 0;
	for (let i = 0; i < PAGES; i++) {
		let page = pick(originals);
		for (let left = 1 + below(4); left > 0; left--) {
			page = pick(MUTATIONS)(page);
		}
		bytes += page.length;
		writeFileSync(join(pages, `${String(i).padStart(6, "0")}.html`), page);
	}
	const startMs = performance.now();
	const { status, stdout, stderr } = spawnSync(
		process.execPath,
		[
			builtFile("cli.cjs"),
			"index",
			pages,
			"--index",
			join(scratch, "index"),
			"--json",
		],
		{ encoding: "utf8", maxBuffer: 1e9 },
	);
	const elapsedMs = performance.now() - startMs;
	if (status !== 0) {
		throw new Error(`fasou index ended with ${status}: ${stderr}${stdout}`);
	}
	const { indexed, rejected } = JSON.parse(stdout);
	console.log(
		`${count(PAGES)} pages of ${megabytes(bytes)} made from ${originals.length} with seed ${options.seed}: ${count(indexed)} articles, ${count(rejected.length)} rejections, ${count(PAGES - indexed - rejected.length)} neither; ${seconds(elapsedMs)}`,
	);
	const codes = new Map();
	for (const { code } of rejected) {
		codes.set(code, (codes.get(code) ?? 0) + 1);
	}
	for (const [code, times] of [...codes].sort((a, b) => b[1] - a[1])) {
		console.log(`  ${code}: ${count(times)}`);
	}
});

function slice(page) {
	const start = below(page.length);
	return page.subarray(start, start + below(2000));
}

function insert(page, part) {
	const at = below(page.length);
	return Buffer.concat([page.subarray(0, at), part, page.subarray(at)]);
}

function remove(page) {
	const at = below(page.length);
	return Buffer.concat([page.subarray(0, at), page.subarray(at + below(2000))]);
}

function flipped(page) {
	const copy = Buffer.from(page);
	for (let left = below(10); left > 0 && copy.length > 0; left--) {
		copy[below(copy.length)] ^= 1 << below(8);
	}
	return copy;
}

function pick(list) {
	return list[below(list.length)];
}

function below(limit) {
	return Math.floor(random() * limit);
}
