// Judged questions of articles that cite law, for `fasou eval`: node bench/cited-judgements.js ARTICLES STATUTES [--ask title|facts] [--most 8] > judgements.jsonl
// The provisions in force that an article cites are what answers it. The question is its title, or what it tells before it cites any (of an essay with
// a model answer, what stands before that). Bodies that cite more than `--most` are about no question in particular.
import { builtFile, readInputs, readJsonLines } from "./inputs.js";

const STATE = "中华人民共和国";
const PROVISION = /^(?!第).*第.+条(?:之[一二三四五六七八九十]+)?$/;
const ANSWER = "参考答案";
/** Shorter ones tell no case, and what is said beyond a thousand characters seldom belongs to it. */
const FEWEST_CHARACTERS = 60;
const MOST_CHARACTERS = 1000;

const { inputs, options } = readInputs(["ARTICLES", "STATUTES"], {
	most: { type: "string", default: "8" },
	ask: { type: "string", default: "title" },
});
if (!["title", "facts"].includes(options.ask)) {
	console.error("--ask: expected title or facts");
	process.exit(2);
}
const { tokenize } = await import(builtFile("api.js"));
const byTitle = new Map(
	readJsonLines(inputs.STATUTES)
		.filter(({ expired }) => !expired)
		.map(({ title, id }) => [title, id]),
);
const asksFacts = options.ask === "facts";
for (const { id, title, body } of readJsonLines(inputs.ARTICLES)) {
	const { tokens } = await tokenize(body);
	const answerAt = asksFacts ? Math.max(0, body.indexOf(ANSWER)) : 0;
	const cited = tokens.filter(
		({ layer, term, start }) =>
			layer === "entity" && PROVISION.test(term) && start >= answerAt,
	);
	const relevant = [
		...new Set(
			cited.flatMap(
				({ term }) =>
					byTitle.get(term) ?? byTitle.get(term.replace(STATE, "")) ?? [],
			),
		),
	];
	const query = asksFacts ? factsIn(body, answerAt || cited[0]?.start) : title;
	const isAbout =
		relevant.length > 0 && relevant.length <= Number(options.most);
	if (isAbout && query !== "") {
		console.log(JSON.stringify({ id, query, relevant }));
	}
}

/** The whole sentences of a body before `end`; nothing where they are too few. */
function factsIn(body, end = 0) {
	const before = body.slice(0, end);
	const last = Math.max(
		...["。", "！", "\n"].map((sign) => before.lastIndexOf(sign)),
	);
	const facts = before.slice(0, last + 1).trim();
	return [...facts].length < FEWEST_CHARACTERS
		? ""
		: facts.slice(0, MOST_CHARACTERS);
}
