// Judgements for `fasou eval snippets`: node bench/snippet-answers.js ARTICLES STATUTES [--in provisions] > answers.jsonl
// ARTICLES are answers to questions that cite provisions: the title is the question, and what stands word for word both in the answer and in a
// provision it cites is what the law says. `--in consultations` asks for that stretch in the answer, `--in provisions` in the provision,
// `--in chapters` in the chapter the provision stands in, `--in chapters --corpus` prints those chapters as articles to be indexed.
// `--in news` (STATUTES left out) is for articles whose title is a summary of several clauses: the first half is the query, and the answer is the
// longest stretch of the body that stands word for word in the other half. The query is looked at by none of them.
import { readInputs, readJsonLines } from "./inputs.js";

const { inputs, options } = readInputs(["ARTICLES", "[STATUTES]"], {
	in: { type: "string", default: "consultations" },
	corpus: { type: "boolean" },
	shortest: { type: "string", default: "12" },
	longest: { type: "string", default: "100" },
	/** Bodies that are hardly longer than a snippet tell nothing. */
	body: { type: "string", default: "240" },
});
const articles = readJsonLines(inputs.ARTICLES);
const provisions = inputs.STATUTES ? readJsonLines(inputs.STATUTES) : [];
const byName = new Map(
	provisions.map((provision) => [provision.law + provision.article, provision]),
);
const chapters = chaptersOf(provisions);
const KINDS = {
	consultations: fromConsultations,
	provisions: fromProvisions,
	chapters: fromChapters,
	news: fromNews,
};
const judgements = KINDS[options.in];
if (judgements === undefined) {
	console.error(`--in: expected one of ${Object.keys(KINDS).join(", ")}`);
	process.exit(2);
}
if (options.corpus) {
	printLines(chapters.values());
} else {
	printLines(
		[...judgements()]
			.filter(({ body }) => body.length >= Number(options.body))
			.map(({ body, answer, ...rest }) => ({
				...rest,
				answer: withoutEdges(answer.slice(0, Number(options.longest))),
			}))
			.filter(({ answer }) => answer.length >= Number(options.shortest)),
	);
}

function* fromConsultations() {
	for (const { id, title, body, statutes = [] } of articles) {
		const answer = statutes
			.flatMap((name) => byName.get(name)?.text ?? [])
			.map((text) => longestInBoth(body, text))
			.reduce((best, one) => (one.length > best.length ? one : best), "");
		yield { id, query: title, article: id, body, answer };
	}
}

function* fromProvisions() {
	for (const { id, title, body, statutes = [] } of articles) {
		for (const provision of citedBy(statutes)) {
			yield {
				id: `${id}/${provision.id}`,
				query: title,
				article: provision.id,
				body: provision.text,
				answer: longestInBoth(provision.text, body),
			};
		}
	}
}

function* fromChapters() {
	for (const judgement of fromProvisions()) {
		const { id, body } = chapters.get(
			chapterOf(provisions.find(({ id }) => id === judgement.article)),
		);
		yield { ...judgement, article: id, body };
	}
}

function* fromNews() {
	for (const { id, title, body } of articles) {
		const clauses = title.split(/(?<=[，。；！？])/);
		const half = Math.ceil(clauses.length / 2);
		yield {
			id,
			query: clauses.slice(0, half).join(""),
			article: id,
			body,
			answer: longestInBoth(body, clauses.slice(half).join("")),
		};
	}
}

function citedBy(statutes) {
	return new Set(statutes.flatMap((name) => byName.get(name) ?? []));
}

function chapterOf({ law, path = [] }) {
	return [law, ...path].join(" ");
}

function chaptersOf(all) {
	const found = new Map();
	for (const provision of all) {
		const title = chapterOf(provision);
		const chapter = found.get(title) ?? {
			id: `chapter-${found.size}`,
			title,
			body: "",
		};
		chapter.body += `${provision.article} ${provision.text}\n`;
		found.set(title, chapter);
	}
	return found;
}

function printLines(values) {
	for (const value of values) {
		console.log(JSON.stringify(value));
	}
}

/** Where two texts happen to part, punctuation is left over. */
function withoutEdges(answer) {
	return answer.replace(/^[\p{P}\s]+|[\p{P}\s]+$/gu, "");
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
	return best;
}
