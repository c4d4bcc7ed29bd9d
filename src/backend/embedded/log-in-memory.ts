import type { Analyzer } from "../../analysis/analyzer.ts";
import { ComparedTexts } from "../../analysis/compared-texts.ts";
import { type IndexReader, openSaid } from "../../index/index-reader.ts";
import type { LoggedQuestion } from "../../index/question-log.ts";
import { writeLog } from "../../index/said-of-articles.ts";
import { type Caches, SegmentReader } from "../../index/segment-reader.ts";
import { type LogFields, saidFields } from "../../search/said-field.ts";
import { memoryDirectory } from "../../storage/memory-directory.ts";

/** A log that is not the index's own, of the articles that there are now; undefined where it knows none of them. */
export function logInMemory(
	reader: IndexReader,
	questions: readonly LoggedQuestion[],
	analyzer: Analyzer,
	caches: Caches,
): LogFields | undefined {
	const directory = memoryDirectory("log");
	let number = 1;
	const segments = writeLog(reader, questions, {
		directory,
		nextNumber: () => number++,
		texts: new ComparedTexts(analyzer),
	});
	const readers = openSaid(
		segments,
		(entry) => new SegmentReader(directory, entry, caches),
	);
	return saidFields(readers).log;
}
