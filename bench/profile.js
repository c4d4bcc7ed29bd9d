// Where the time of a profile went: node bench/profile.js FILE.cpuprofile [COUNT] (profiles: node --cpu-prof …)
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { readInputs } from "./inputs.js";
import { table } from "./table.js";

const { inputs, options } = readInputs(["FILE", "[COUNT]"], {
	/** Order by the time in a function and all that it calls. */
	total: { type: "boolean" },
});
const most = Number(inputs.COUNT ?? 15);
const { nodes, samples, timeDeltas } = JSON.parse(
	readFileSync(inputs.FILE, "utf8"),
);

const nameOf = new Map();
const parentOf = new Map();
for (const { id, callFrame, children = [] } of nodes) {
	const { functionName, url, lineNumber, columnNumber } = callFrame;
	const place = `${basename(url)}:${lineNumber + 1}:${columnNumber + 1}`;
	const where = url === "" ? "" : ` (${place})`;
	nameOf.set(id, `${functionName || "(anonymous)"}${where}`);
	for (const child of children) {
		parentOf.set(child, id);
	}
}

const selfUs = new Map();
const totalUs = new Map();
let busyUs = 0;
samples.forEach((id, i) => {
	const name = nameOf.get(id);
	if (name === "(idle)") {
		return;
	}
	const us = timeDeltas[i];
	busyUs += us;
	add(selfUs, name, us);
	// A function that calls itself counts once.
	const stack = new Set();
	for (let node = id; node !== undefined; node = parentOf.get(node)) {
		stack.add(nameOf.get(node));
	}
	for (const caller of stack) {
		add(totalUs, caller, us);
	}
});
const order = options.total === true ? totalUs : selfUs;
const rows = [...order]
	.filter(([name]) => name !== "(root)")
	.sort(([, a], [, b]) => b - a)
	.slice(0, most)
	.map(([name]) => {
		const self = selfUs.get(name) ?? 0;
		const total = totalUs.get(name) ?? 0;
		return [name, milliseconds(self), share(self), milliseconds(total)];
	});
console.log(table(["function", "self ms", "share", "with callees"], rows));
console.log(`${milliseconds(busyUs)} ms, without idling`);

function add(sums, name, us) {
	sums.set(name, (sums.get(name) ?? 0) + us);
}

function milliseconds(us) {
	return (us / 1000).toFixed(1);
}

function share(us) {
	return `${((us / busyUs) * 100).toFixed(1)}%`;
}
