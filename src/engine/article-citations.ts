import { fileURLToPath } from "node:url";
import { findCitations } from "../analysis/citations.ts";
import { parseLaws } from "../analysis/law-list.ts";
import { LawNames } from "../analysis/law-names.ts";
import type { Article } from "../article.ts";
import { readText } from "../storage/read-whole.ts";
import { assetUrl } from "./assets.ts";

/** The laws that the package comes with. @throws SearchError `no-file`, `bad-list` */
export function loadLaws(): LawNames {
	const path = fileURLToPath(assetUrl("laws.txt"));
	return new LawNames(parseLaws(readText(path), path));
}

/** Gives articles the provisions that their text cites. The list of laws is read with the first article. */
export function citationFinder(): (article: Article) => Article {
	let laws: LawNames | undefined;
	return (article) => {
		laws ??= loadLaws();
		const { body, law, title } = article;
		const citations = findCitations(body, {
			laws,
			title,
			...(law !== undefined && { ownLaw: law }),
		});
		return { ...article, citations };
	};
}
