export type {
	Article,
	ArticleHead,
	ArticleId,
	ArticleInput,
	Citation,
	EditorRelated,
	Heading,
	Json,
	TextRange,
} from "./article.ts";
export type { LoggedQuestion } from "./backend/embedded/embedded-index.ts";
export type {
	FacetName,
	Facets,
	FacetValue,
	FieldLayerStats,
	Hit,
	IndexReport,
	IndexStats,
	LearnReport,
	ListsReport,
	MarkedText,
	Progress,
	QueryProblem,
	QuerySuggestion,
	RankedIds,
	RelatedArticle,
	RelatedPage,
	RelatedReason,
	RepairReport,
	SearchPage,
	Snippet,
	SuggestAnswer,
	Suggestion,
	TokensAnswer,
	TokenView,
	Total,
	TypedPart,
	VerifyReport,
} from "./engine/answers.ts";
export { type BuildOptions, buildIndex } from "./engine/build-index.ts";
export type {
	Engine,
	EngineOptions,
	ExplainOptions,
	Filters,
	OneOf,
	SearchOptions,
	SnippetOptions,
} from "./engine/engine.ts";
export type {
	AboveIt,
	Advantage,
	ClausePart,
	FailedClause,
	ScoreExplanation,
	ScorePart,
	WhyNot,
	WordStanding,
} from "./engine/explanations.ts";
export type { IndexPlace, MemoryIndex } from "./engine/index-place.ts";
export { type LearnOptions, learn } from "./engine/learn.ts";
export type { AnalyzerOptions } from "./engine/load-analyzer.ts";
export { openEngine } from "./engine/open-engine.ts";
export {
	openWriter,
	type Writer,
	type WriterOptions,
} from "./engine/open-writer.ts";
export { type RepairOptions, repairIndex } from "./engine/repair-index.ts";
export type { SortOrder } from "./engine/sort-order.ts";
export { type TokenizeOptions, tokenize } from "./engine/tokenize.ts";
export { type UpdateListsOptions, updateLists } from "./engine/update-lists.ts";
export { verifyIndex } from "./engine/verify-index.ts";
export {
	type ErrorCode,
	type Rejection,
	type RejectionCode,
	SearchError,
} from "./errors.ts";
