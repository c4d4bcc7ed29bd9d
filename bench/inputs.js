import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { gunzipSync } from "node:zlib";

/** Where an input comes from that is not given as an argument. */
const FROM_ENVIRONMENT = {
	FOLDER: "FASOU_DATA",
	QUESTIONS: "FASOU_QUESTIONS",
	PEERS: "PEERS",
};

/**
 * The command's positional inputs by name, each from its argument or from the environment, and its options; says how the
 * command is called where something is missing. A name in brackets may be left out.
 */
export function readInputs(names, options = {}) {
	const usage = () => {
		const flags = Object.entries(options).map(([name, { type }]) =>
			type === "boolean" ? `[--${name}]` : `[--${name} …]`,
		);
		console.error(
			["usage: node", process.argv[1], ...names, ...flags].join(" "),
		);
		process.exit(2);
	};
	let parsed;
	try {
		parsed = parseArgs({ options, allowPositionals: true });
	} catch (cause) {
		console.error(cause.message);
		return usage();
	}
	const inputs = {};
	names.forEach((written, i) => {
		const name = written.replace(/[[\]]/g, "");
		inputs[name] = parsed.positionals[i] ?? process.env[FROM_ENVIRONMENT[name]];
		if (inputs[name] === undefined && name === written) {
			usage();
		}
	});
	return { inputs, options: parsed.values, positionals: parsed.positionals };
}

/** The values of a JSONL file, packed or not. */
export function readJsonLines(path) {
	return readPacked(path)
		.split("\n")
		.filter((line) => line !== "")
		.map((line) => JSON.parse(line));
}

export function readPacked(path) {
	const bytes = readFileSync(path);
	return (path.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8");
}

/** The questions of a JSONL file, in its order. */
export function readQuestions(path) {
	return readJsonLines(path).map(({ query }) => query);
}

/** The path of a built file of the product. */
export function builtFile(name) {
	return built(`dist/${name}`);
}

/** The path of the built command. */
export function builtCommand() {
	const { bin } = JSON.parse(readFileSync(fromRoot("package.json"), "utf8"));
	return built(bin.fasou);
}

function built(relative) {
	const path = fromRoot(relative);
	if (!existsSync(path)) {
		console.error(`${relative} is missing; build it: node bin/build.js`);
		process.exit(2);
	}
	return path;
}

function fromRoot(relative) {
	return fileURLToPath(new URL(`../${relative}`, import.meta.url));
}
