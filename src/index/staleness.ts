import type { Analyzer } from "../analysis/analyzer.ts";
import { fieldText, TEXT_FIELDS, type TextField } from "../analysis/fields.ts";
import { fold } from "../analysis/fold.ts";
import { TokenColumns } from "../analysis/token-columns.ts";
import type { Article } from "../article.ts";

/** Tells of an article whether one analyzer gives other tokens than another that differs in its lists alone. */
export function staleness(
	former: Analyzer,
	present: Analyzer,
): (article: Article) => boolean {
	const [before, now] = [former.fingerprint, present.fingerprint];
	const hasOtherWords =
		before.legalWords !== now.legalWords || before.userWords !== now.userWords;
	const hasOtherLaws =
		before.laws !== now.laws || before.userLaws !== now.userLaws;
	const columns = [new TokenColumns(), new TokenColumns()] as const;
	const differs = (article: Article, field: TextField) =>
		(hasOtherWords &&
			isCutOtherwise(fieldText(article, field), [former, present], columns)) ||
		(hasOtherLaws && namesOtherwise(article, field, [former, present]));
	return (article) => TEXT_FIELDS.some((field) => differs(article, field));
}

/** Whether an article's citations are those that the analyzer finds, and not its program's own. */
export function citesAsFound(article: Article, analyzer: Analyzer): boolean {
	const { references } = analyzer.articleEntities(article, "body");
	return (
		JSON.stringify(article.citations) === JSON.stringify(references.provisions)
	);
}

function isCutOtherwise(
	text: string,
	[former, present]: readonly [Analyzer, Analyzer],
	[before, now]: readonly [TokenColumns, TokenColumns],
): boolean {
	const folded = fold(text);
	former.analyze(folded, "word", before);
	present.analyze(folded, "word", now);
	if (before.count !== now.count) {
		return true;
	}
	for (let i = 0; i < now.count; i++) {
		if (before.starts[i] !== now.starts[i] || before.ends[i] !== now.ends[i]) {
			return true;
		}
	}
	return false;
}

function namesOtherwise(
	article: Article,
	field: TextField,
	[former, present]: readonly [Analyzer, Analyzer],
): boolean {
	return (
		JSON.stringify(former.articleEntities(article, field)) !==
		JSON.stringify(present.articleEntities(article, field))
	);
}
