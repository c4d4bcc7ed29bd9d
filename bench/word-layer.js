/** A function that gives the terms of a text in the words layer, as the index has them. */
export function wordCutter(parts, dictionary) {
	const analyzer = parts.loadAnalyzer({ dictionary }).analyzer;
	const columns = new parts.TokenColumns();
	return (text) => {
		const folded = parts.fold(text);
		analyzer.analyze(folded, "word", columns);
		const terms = [];
		for (let i = 0; i < columns.count; i++) {
			terms.push(folded.slice(columns.starts[i], columns.ends[i]));
		}
		return terms;
	};
}

/** Title and body of each article as terms with single spaces between: what the peers index. */
export function cutArticles(cut, articles) {
	return articles.map(({ title, body }) => ({
		title: joined(cut(title)),
		body: joined(cut(body)),
	}));
}

/** The distinct terms of each question. */
export function cutQuestions(cut, questions) {
	return questions.map((question) => joined([...new Set(cut(question))]));
}

function joined(terms) {
	const broken = terms.find((term) => /\s/.test(term));
	if (broken !== undefined) {
		throw new Error(
			`the term ${JSON.stringify(broken)} has white space, which the peers' files cannot carry`,
		);
	}
	return terms.join(" ");
}
