// Finding, reading and parsing sources: MB/s of each reader over a FOLDER and over pages made here, beside plain
// htmlparser2, and how the time of hostile sources grows with their size.
//
//   node bench/read.js [FOLDER] [--pages N] [--seed N] [--rounds N]        (or set FASOU_DATA)

import {
	mkdirSync,
	mkdtempSync,
	rmSync,
	statSync,
	writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import { Parser, Tokenizer } from "htmlparser2";
import { readInputs } from "./inputs.js";
import { randomFrom } from "./random.js";

const { inputs, options } = readInputs(["[FOLDER]"], {
	pages: { type: "string" },
	seed: { type: "string" },
	rounds: { type: "string" },
});
const PAGES = Number(options.pages ?? 400);
const SEED = Number(options.seed ?? 1);
const ROUNDS = Number(options.rounds ?? 5);

/** The readers from their sources, and the templates of pages that the tests use. */
async function loadCorpus() {
	const outfile = join(scratch, "corpus.mjs");
	await build({
		stdin: {
			contents: `
				export { crawl } from "./src/corpus/crawl.ts";
				export { readWhole } from "./src/corpus/read-source.ts";
				export { formatOf } from "./src/corpus/source-formats.ts";
				export { PAGE_TEMPLATES } from "./test/corpus/page-templates.ts";`,
			resolveDir: fileURLToPath(new URL("..", import.meta.url)),
		},
		outfile,
		bundle: true,
		platform: "node",
		format: "esm",
		banner: {
			js: 'import { createRequire as makeRequire } from "node:module"; const require = makeRequire(import.meta.url);',
		},
		logLevel: "warning",
	});
	return import(pathToFileURL(outfile).href);
}

async function readFolder({ crawl, readWhole, formatOf }, folder) {
	const found = performance.now();
	const { files, rejections } = await crawl([folder]);
	console.log(
		`${folder}: ${files.length} files found in ${Math.round(performance.now() - found)} ms, ${rejections.length} rejected\n`,
	);
	console.log(row("reader", "files", "MB", "articles", "rejected", "MB/s"));
	const kinds =
		Map.groupBy === undefined
			? groups(files, formatOf)
			: Map.groupBy(files, (file) => kindOf(file, formatOf));
	for (const [kind, group] of kinds) {
		const bytes = group.reduce((sum, file) => sum + file.sizeBytes, 0);
		for (const split of kind === "markdown"
			? [undefined, "provisions"]
			: [undefined]) {
			let articles = 0;
			let rejected = 0;
			const ms = median(ROUNDS, () => {
				articles = 0;
				rejected = 0;
				for (const file of group) {
					const read = readWhole(file, split === undefined ? {} : { split });
					articles += read.articles.length;
					rejected += read.rejections.length;
				}
			});
			const name = split === undefined ? kind : `${kind}, split`;
			console.log(
				row(
					name,
					group.length,
					mega(bytes),
					articles,
					rejected,
					rate(bytes, ms),
				),
			);
		}
	}
	console.log();
}

function kindOf({ source }, formatOf) {
	return source.toLowerCase().endsWith(".gz") ? "jsonl.gz" : formatOf(source);
}

function groups(files, formatOf) {
	const kinds = new Map();
	for (const file of files) {
		const kind = kindOf(file, formatOf);
		kinds.set(kind, [...(kinds.get(kind) ?? []), file]);
	}
	return kinds;
}

/** Pages of all templates, with text made from a seed. */
function readPages({ readWhole, PAGE_TEMPLATES }) {
	const random = randomFrom(SEED);
	const folder = join(scratch, "pages");
	mkdirSync(folder);
	const pages = Array.from({ length: PAGES }, (_, i) => {
		const html = PAGE_TEMPLATES[i % PAGE_TEMPLATES.length].render(
			contentFrom(random),
		);
		return { html, file: write(folder, `${i}.html`, html) };
	});
	const bytes = pages.reduce((sum, { file }) => sum + file.sizeBytes, 0);
	console.log(
		`${PAGES} pages of ${PAGE_TEMPLATES.length} kinds, ${mega(bytes)} MB, seed ${SEED}\n`,
	);
	console.log(row("HTML", "", "", "", "", "MB/s"));
	const tokens = Object.fromEntries(
		"onattribdata onattribentity onattribend onattribname oncdata onclosetag oncomment ondeclaration onend onopentagend onopentagname onprocessinginstruction onselfclosingtag ontext ontextentity"
			.split(" ")
			.map((name) => [name, () => {}]),
	);
	const ways = {
		"htmlparser2 Tokenizer": ({ html }) => {
			const tokenizer = new Tokenizer(
				{ xmlMode: false, decodeEntities: true },
				tokens,
			);
			tokenizer.write(html);
			tokenizer.end();
		},
		"htmlparser2 Parser": ({ html }) =>
			new Parser({ ontext: () => {} }).end(html),
		"fasou: from the file to the article": ({ file }) => readWhole(file),
	};
	for (const [name, read] of Object.entries(ways)) {
		const ms = median(ROUNDS, () => pages.forEach(read));
		console.log(row(name, "", "", "", "", rate(bytes, ms)));
	}
	console.log();
}

const SIZE = 200_000;
/** What has been quadratic somewhere: each line repeats until a file has SIZE bytes, and ten times as many. */
const NASTY = {
	html: [
		"<b>",
		"<a>甲",
		"<p>",
		"</p>",
		"<td>",
		"<li>",
		"<!--",
		"<",
		"&",
		"&#x4e2d;",
		"<a href='x",
		"<div class=related>甲</div>",
		"<h2>相关文章</h2>",
		"<span class=author>甲</span>",
		"位置: <a>x</a>>",
		"甲\n",
		" ",
		"<table><tr><td>甲</table>",
		"<style>.a{display:none}</style>",
	],
	md: [
		"# ",
		"> ",
		"*",
		"`",
		"[",
		"[a](",
		"<!--",
		"|a",
		"a\n",
		"第一条 ",
		"。第二条 ",
		"一、甲\n",
		"```\n",
	],
	txt: ["推荐文章\n", "位置:", "2024-01-01\n", " ", "\r", "第一条 甲\n"],
	json: ["[", '[{"a":1},'],
	jsonl: ['{"title":"a"}\n', "\n", "{"],
};

function showGrowth({ readWhole }) {
	console.log(
		`Time at ten times the size (${SIZE / 1000} kB → ${SIZE / 100} kB); a linear reader takes ten times as long\n`,
	);
	console.log(row("source", "", "ms", "ms × 10", "", "ratio"));
	for (const [extension, units] of Object.entries(NASTY)) {
		for (const unit of units) {
			const head =
				extension === "html" ? "<p>劳动合同解除，应当支付经济补偿。</p>" : "";
			const times = [SIZE, 10 * SIZE].map((size) => {
				const text =
					head + unit.repeat(Math.ceil(size / Buffer.byteLength(unit)));
				const file = write(scratch, `a.${extension}`, text);
				return median(3, () => readWhole(file, { split: "provisions" }));
			});
			const [once, tenfold] = times;
			console.log(
				row(
					`.${extension} ${JSON.stringify(unit)}`,
					"",
					once.toFixed(1),
					tenfold.toFixed(1),
					"",
					(tenfold / once).toFixed(1),
				),
			);
		}
	}
}

function write(folder, name, text) {
	const path = join(folder, name);
	writeFileSync(path, text);
	const { size: sizeBytes, mtimeMs } = statSync(path);
	return { source: name, folders: [], path, sizeBytes, mtimeMs };
}

function contentFrom(random) {
	const characters =
		"的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里劳动合同法院当事人应当依据赔偿责任诉讼证据婚姻财产继承工伤";
	const words = (length) =>
		Array.from(
			{ length },
			() => characters[Math.floor(random() * characters.length)],
		).join("");
	const sentences = (count) =>
		Array.from({ length: count }, () => `${words(12)}，${words(15)}。`).join(
			"",
		);
	const paragraphs = Array.from({ length: 12 }, (_, i) =>
		i % 4 === 0 ? `# ${words(10)}` : sentences(3 + Math.floor(random() * 4)),
	);
	const related = Array.from({ length: 4 }, () => ({
		title: words(12),
		teaser: sentences(2),
		date: "2024-01-02 03:04:05",
		views: 12,
	}));
	return {
		title: words(14),
		author: "王敏",
		date: "2024-05-06 07:08:09",
		views: 345,
		breadcrumb: ["法律知识", words(4)],
		summary: sentences(2),
		paragraphs,
		related,
	};
}

function median(rounds, run) {
	const times = Array.from({ length: rounds }, () => {
		const start = performance.now();
		run();
		return performance.now() - start;
	}).sort((a, b) => a - b);
	return times[times.length >> 1];
}

function mega(bytes) {
	return (bytes / 1e6).toFixed(1);
}

function rate(bytes, ms) {
	return (bytes / 1000 / ms).toFixed(1);
}

function row(name, ...cells) {
	return [
		name.padEnd(38),
		...cells.map((cell) => String(cell).padStart(10)),
	].join("");
}

const scratch = mkdtempSync(join(tmpdir(), "fasou-read-"));
try {
	const corpus = await loadCorpus();
	if (inputs.FOLDER !== undefined) await readFolder(corpus, inputs.FOLDER);
	readPages(corpus);
	showGrowth(corpus);
} finally {
	rmSync(scratch, { recursive: true, force: true });
}
