import {
	readNewestManifest,
	readSources,
	sizesOf,
} from "../backend/embedded/embedded-writer.ts";
import { crawl } from "../corpus/crawl.ts";
import { type ReadOptions, readersKey } from "../corpus/read-options.ts";
import { type Rejection, SearchError } from "../errors.ts";
import { compareSources } from "./compare-sources.ts";
import { type IndexPlace, openPlace } from "./index-place.ts";
import type { AnalyzerOptions } from "./load-analyzer.ts";
import { isMadeWith } from "./made-with.ts";
import { sourceSettingsOf } from "./source-settings.ts";
import type { WriterResults } from "./writer-protocol.ts";

export interface Look {
	readonly index: IndexPlace;
	readonly sources: readonly string[];
	readonly readOptions: ReadOptions;
	readonly analyzerOptions: AnalyzerOptions;
	/** Milliseconds of the clock that files are marked by. */
	readonly wallNow: () => number;
}

/**
 * What a run would report that finds the sources to be as they were when they were indexed; nothing where they are not, or
 * where it takes more than a look to tell. Takes no lock and loads no analyzer.
 */
export async function nothingToDo(
	look: Look,
): Promise<WriterResults["corpus"] | undefined> {
	try {
		return await lookAt(look);
	} catch (cause) {
		// The run itself will meet it, and say so.
		if (cause instanceof SearchError) {
			return undefined;
		}
		throw cause;
	}
}

async function lookAt({
	index,
	sources,
	readOptions,
	analyzerOptions,
	wallNow,
}: Look): Promise<WriterResults["corpus"] | undefined> {
	const directory = openPlace(index);
	const manifest = readNewestManifest(directory);
	const settings = JSON.stringify(sourceSettingsOf(readOptions));
	if (
		manifest?.sources === undefined ||
		JSON.stringify(manifest.sourceSettings) !== settings ||
		!isMadeWith(manifest, analyzerOptions)
	) {
		return undefined;
	}
	const { records, readers } = readSources(directory, manifest.sources);
	const { files, rejections } = await crawl(sources);
	if (rejections.length > 0 || files.length !== records.length) {
		return undefined;
	}
	const former = new Map(records.map((record) => [record.source, record]));
	const same = compareSources(files, former, {
		wallNow,
		checkContent: false,
		isReadAlike: readers === readersKey(readOptions),
	});
	let unchanged = 0;
	const rejected: Rejection[] = [];
	for (const { source } of files) {
		const record = same.get(source);
		if (
			record === undefined ||
			record.mtimeMs !== former.get(source)?.mtimeMs
		) {
			return undefined;
		}
		unchanged += record.ids.length;
		if (record.rejection !== undefined) {
			rejected.push({ source, ...record.rejection });
		}
	}
	return {
		indexed: 0,
		unchanged,
		deleted: 0,
		kept: 0,
		restored: 0,
		rejected,
		state: { generation: manifest.generation, ...sizesOf(manifest) },
	};
}
