// What the benchmarks use of src/ below its public door: bundled and imported as one module by load-source-parts.js.
export { findEntities } from "../src/analysis/entities.ts";
export { scanEntities } from "../src/analysis/entity-scanner.ts";
export { fold } from "../src/analysis/fold.ts";
export { parseLaws } from "../src/analysis/law-list.ts";
export { LawNames } from "../src/analysis/law-names.ts";
export { findReferences } from "../src/analysis/references.ts";
export { likeness, signatureOf } from "../src/analysis/text-signature.ts";
export { TokenColumns } from "../src/analysis/token-columns.ts";
export {
	DEFAULT_BM25,
	EmbeddedIndex,
} from "../src/backend/embedded/embedded-index.ts";
export { openIndexWriter } from "../src/backend/embedded/embedded-writer.ts";
export { crawl } from "../src/corpus/crawl.ts";
export { readWhole } from "../src/corpus/read-source.ts";
export { loadAnalyzer } from "../src/engine/load-analyzer.ts";
export { openRankingLab } from "../src/engine/ranking-lab.ts";
export { foldOf } from "../src/evaluate/folds.ts";
export { measure } from "../src/evaluate/metrics.ts";
export { createCaches } from "../src/index/index-reader.ts";
export { normOf } from "../src/index/norms.ts";
export { writeLayer } from "../src/index/seal-job.ts";
export { SegmentFiles } from "../src/index/segment-files.ts";
export { SegmentReader } from "../src/index/segment-reader.ts";
export { joinVocabularies } from "../src/index/segment-terms.ts";
export { CodedTerms, termNumbers } from "../src/index/term-numbers.ts";
export { CountedTokens, PlacedTokens } from "../src/index/token-stream.ts";
export { literalQuery } from "../src/query/parse-query.ts";
export { planQuery } from "../src/query/plan.ts";
export { standardPrior } from "../src/rank/prior.ts";
export {
	comparedText,
	isReprint,
	LEAST_LIKENESS,
} from "../src/rank/reprints.ts";
export { findPhrase } from "../src/search/phrase.ts";
export { diskDirectory } from "../src/storage/disk-directory.ts";
