import { findCitations } from "../analysis/citations.ts";
import { type Law, parseLaws } from "../analysis/law-list.ts";
import { LawNames } from "../analysis/law-names.ts";
import type { Article } from "../article.ts";
import { readText } from "../storage/read-whole.ts";
import { assetPath } from "./assets.ts";

/**
 * The laws that the package comes with; their list lies beside the dictionary.
 * @param dictionary the dictionary's path where the caller passes one
 * @throws SearchError `no-file`, `bad-list`
 */
export function loadLaws(dictionary: string | undefined): Law[] {
	const path = assetPath("laws.txt", dictionary);
	return parseLaws(readText(path), path);
}

/** Gives articles the provisions that their text cites. The list of laws is read with the first article. */
export function citationFinder(
	dictionary: string | undefined,
): (article: Article) => Article {
	let laws: LawNames | undefined;
	return (article) => {
		laws ??= new LawNames(loadLaws(dictionary));
		const { body, law, title } = article;
		const citations = findCitations(body, {
			laws,
			title,
			...(law !== undefined && { ownLaw: law }),
		});
		return { ...article, citations };
	};
}
