#!/usr/bin/env node
// npm start [-- QUESTION]: sets up what is missing, indexes corpus/ into index/, and answers the question.
import { spawnSync } from "node:child_process";
import { build } from "./build.js";
import { ROOT, setUp } from "./setup.js";

const SAMPLE_QUESTION = "公司不给加班费怎么办";

function fasou(args, stdout) {
	const { status } = spawnSync(process.execPath, ["dist/cli.cjs", ...args], {
		cwd: ROOT,
		stdio: ["ignore", stdout, "inherit"],
	});
	return status ?? 70;
}

const question = process.argv.slice(2);
setUp();
await build(["code", "dictionary", "sounds", "code cache"]);
const indexed = fasou(["index", "corpus", "--index", "index"], "ignore");
if (indexed !== 0) {
	process.exit(indexed);
}
const isSample = question.length === 0;
const words = isSample ? [SAMPLE_QUESTION] : question;
// A list with its matches marked in colour even where the output is kept in a file or a log; NO_COLOR still decides.
const color = process.env.NO_COLOR ? [] : ["--color", "always"];
if (isSample) {
	console.log(`$ npm start -- ${SAMPLE_QUESTION}\n`);
}
// The command's own rules decide what is an option and what a word of the question.
const answered = fasou(
	[
		"search",
		"--index",
		"index",
		"--limit",
		"5",
		"--format",
		"list",
		...color,
		...words,
	],
	"inherit",
);
if (isSample) {
	console.log(`
Ask your own question:        npm start -- 试用期辞退有补偿吗
The command itself:           node dist/cli.cjs --help
Index a folder of your own:   node dist/cli.cjs index FOLDER --index index`);
}
// 1 says that nothing was found, which is an answer too.
process.exitCode = answered === 1 ? 0 : answered;
