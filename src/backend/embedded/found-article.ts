import type { Article, ArticleId } from "../../article.ts";
import type { IndexReader } from "../../index/index-reader.ts";
import { rankedId } from "../../search/search-index.ts";
import type { RankedDoc } from "../../search/top-k.ts";
import { placeKey } from "./matches.ts";

export interface FoundArticle {
	/** Equal where two searches of one generation found one article. */
	readonly place: string;
	/** Looks the id up. */
	readonly id: () => ArticleId;
	readonly score: number;
	/** What tells which texts may be nearly the same; undefined of provisions, short texts, and in indexes of former releases. */
	readonly signature: () => Uint8Array | undefined;
	/** Of a provision its law, as a number; 0 of another article. */
	readonly law: () => number;
	/** Reads the article from its stored chunk, once. */
	readonly article: () => Article;
}

export function foundArticle(
	reader: IndexReader,
	place: RankedDoc,
): FoundArticle {
	const { segment, doc } = place;
	const ofSegment = reader.segments[segment]!;
	let article: Article | undefined;
	return {
		place: placeKey(place),
		id: () => rankedId(reader, place),
		score: place.score,
		signature: () => ofSegment.signature(doc),
		law: () => ofSegment.groups().laws[doc]!,
		article: () => {
			article ??= ofSegment.article(doc);
			return article;
		},
	};
}
