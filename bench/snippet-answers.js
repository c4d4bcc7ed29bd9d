// Judgements for `fasou eval snippets` from answers that cite provisions: node bench/snippet-answers.js ARTICLES STATUTES > answers.jsonl
// An article's title is the query, and the answer is the longest stretch of its body that stands word for word in a provision it cites:
// what the law says, found without looking at the query.
import { readInputs, readJsonLines } from "./inputs.js";

const { inputs, options } = readInputs(["ARTICLES", "STATUTES"], {
	shortest: { type: "string", default: "12" },
	longest: { type: "string", default: "100" },
	/** Bodies that are hardly longer than a snippet tell nothing. */
	body: { type: "string", default: "240" },
});
const provisions = new Map(
	readJsonLines(inputs.STATUTES).map(({ law, article, text }) => [
		law + article,
		text,
	]),
);
for (const { id, title, body, statutes = [] } of readJsonLines(
	inputs.ARTICLES,
)) {
	if (body.length < Number(options.body)) {
		continue;
	}
	const answer = statutes
		.flatMap((name) => provisions.get(name) ?? [])
		.map((text) => longestInBoth(body, text))
		.reduce((best, one) => (one.length > best.length ? one : best), "")
		.slice(0, Number(options.longest));
	if (answer.length >= Number(options.shortest)) {
		console.log(JSON.stringify({ id, query: title, article: id, answer }));
	}
}

/** The longest stretch that two texts have in common. */
function longestInBoth(a, b) {
	let best = "";
	let row = new Uint16Array(b.length + 1);
	for (let i = 1; i <= a.length; i++) {
		const next = new Uint16Array(b.length + 1);
		for (let j = 1; j <= b.length; j++) {
			if (a[i - 1] === b[j - 1]) {
				next[j] = row[j - 1] + 1;
				if (next[j] > best.length) {
					best = a.slice(i - next[j], i);
				}
			}
		}
		row = next;
	}
	return best.trim();
}
