// Where the time of a profile went: node bench/profile.js FILE.cpuprofile [COUNT] (profiles: node --cpu-prof …)
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { readInputs } from "./inputs.js";
import { table } from "./table.js";

const { inputs } = readInputs(["FILE", "[COUNT]"]);
const most = Number(inputs.COUNT ?? 15);
const { nodes, samples, timeDeltas } = JSON.parse(
	readFileSync(inputs.FILE, "utf8"),
);

const nameOf = new Map(
	nodes.map(({ id, callFrame }) => {
		const { functionName, url, lineNumber } = callFrame;
		const where = url === "" ? "" : ` (${basename(url)}:${lineNumber + 1})`;
		return [id, `${functionName || "(anonymous)"}${where}`];
	}),
);
const selfUs = new Map();
let busyUs = 0;
samples.forEach((id, i) => {
	const name = nameOf.get(id);
	if (name !== "(idle)") {
		selfUs.set(name, (selfUs.get(name) ?? 0) + timeDeltas[i]);
		busyUs += timeDeltas[i];
	}
});
const rows = [...selfUs]
	.sort(([, a], [, b]) => b - a)
	.slice(0, most)
	.map(([name, us]) => [
		name,
		(us / 1000).toFixed(1),
		`${((us / busyUs) * 100).toFixed(1)}%`,
	]);
console.log(table(["function", "self ms", "share"], rows));
console.log(`${(busyUs / 1000).toFixed(0)} ms, without idling`);
