import { BatchCutter } from "../../index/batch-cutter.ts";
import {
	type CutBatch,
	FIRST_CREW_CUTTER,
	ROOM_CUTTER,
} from "../../index/cut-batch.ts";
import { IndexWriter, type WriterOptions } from "../../index/index-writer.ts";
import { type IndexLists, readLists } from "../../index/lists.ts";
import {
	filesOfSegment,
	type Manifest,
	readNewestManifest,
	type SegmentEntry,
	type SourceSettings,
	sizesOf,
} from "../../index/manifest.ts";
import type { LoggedQuestion } from "../../index/question-log.ts";
import { salvageArticles, salvageIds } from "../../index/salvage.ts";
import { requireSameFingerprint } from "../../index/same-fingerprint.ts";
import {
	type PackJob,
	runPackJob,
	runSealJob,
	type SealedFiles,
	type SealingCrew,
	type SealJob,
} from "../../index/seal-job.ts";
import {
	readSources,
	type SourceRecord,
	type SourceTable,
} from "../../index/sources.ts";
import type { PackedArticles } from "../../index/stored-articles.ts";
import { type Verification, verifyDirectory } from "../../index/verify.ts";
import { cuttingOf, type WriterAnalysis } from "../../index/writer-analysis.ts";
import type { Directory } from "../../storage/directory.ts";

export type {
	CutBatch,
	IndexLists,
	IndexWriter,
	LoggedQuestion,
	Manifest,
	PackedArticles,
	PackJob,
	SealedFiles,
	SealingCrew,
	SealJob,
	SegmentEntry,
	SourceRecord,
	SourceSettings,
	SourceTable,
	Verification,
	WriterAnalysis,
	WriterOptions,
};
export {
	BatchCutter,
	cuttingOf,
	FIRST_CREW_CUTTER,
	filesOfSegment,
	ROOM_CUTTER,
	readNewestManifest,
	readSources,
	requireSameFingerprint,
	runPackJob,
	runSealJob,
	salvageArticles,
	salvageIds,
	sizesOf,
	verifyDirectory,
};

/** Takes the writer's lock of a directory. @throws SearchError as `IndexWriter` does */
export function openIndexWriter(
	directory: Directory,
	options: WriterOptions,
): IndexWriter {
	return new IndexWriter(directory, options);
}

/** The lists that an index keeps a copy of; none where there is no index yet. */
export function listsOf(
	directory: Directory,
	manifest: Manifest | undefined,
): IndexLists {
	return manifest?.lists === undefined
		? {}
		: readLists(directory, manifest.lists);
}
