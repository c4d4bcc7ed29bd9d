import MiniSearch from "minisearch";

/** MiniSearch over the same terms: title and body, no stored fields, nothing cut or folded by itself. */
export function buildMiniSearch(cutArticles) {
	const index = new MiniSearch({
		fields: ["title", "body"],
		tokenize: terms,
		processTerm: (term) => term,
	});
	index.addAll(cutArticles.map((article, id) => ({ id, ...article })));
	return index;
}

/** Its ten best for a question's terms, with the weights that all peers use. */
export function searchMiniSearch(index, cutQuestion) {
	const options = { boost: { title: 2, body: 1 }, combineWith: "OR" };
	return index.search(cutQuestion, options).slice(0, 10);
}

function terms(text) {
	return text.split(" ").filter((term) => term !== "");
}
