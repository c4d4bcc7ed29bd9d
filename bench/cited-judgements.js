// Judged questions of answers that cite law, for `fasou eval`: node bench/cited-judgements.js ARTICLES STATUTES [--most 8] > judgements.jsonl
// The title of an article is the question, and the provisions in force that its body cites are what answers it. Bodies that cite more
// than `--most` are about no question in particular.
import { builtFile, readInputs, readJsonLines } from "./inputs.js";

const STATE = "中华人民共和国";
const PROVISION = /^(?!第).*第.+条(?:之[一二三四五六七八九十]+)?$/;

const { inputs, options } = readInputs(["ARTICLES", "STATUTES"], {
	most: { type: "string", default: "8" },
});
const { tokenize } = await import(builtFile("api.js"));
const byTitle = new Map(
	readJsonLines(inputs.STATUTES)
		.filter(({ expired }) => !expired)
		.map(({ title, id }) => [title, id]),
);
for (const { id, title, body } of readJsonLines(inputs.ARTICLES)) {
	const { tokens } = await tokenize(body);
	const cited = tokens
		.filter(({ layer, term }) => layer === "entity" && PROVISION.test(term))
		.flatMap(
			({ term }) =>
				byTitle.get(term) ?? byTitle.get(term.replace(STATE, "")) ?? [],
		);
	const relevant = [...new Set(cited)];
	if (relevant.length > 0 && relevant.length <= Number(options.most)) {
		console.log(JSON.stringify({ id, query: title, relevant }));
	}
}
