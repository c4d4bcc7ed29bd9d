import { listFingerprint } from "../analysis/fingerprint.ts";
import {
	filesOfSegment,
	type IndexWriter,
	type Manifest,
	openIndexWriter,
	readNewestManifest,
	type SegmentEntry,
	salvageArticles,
	salvageIds,
	sizesOf,
	verifyDirectory,
	type WriterAnalysis,
} from "../backend/embedded/embedded-writer.ts";
import { readersKey } from "../corpus/read-options.ts";
import { SearchError } from "../errors.ts";
import type { Directory } from "../storage/directory.ts";
import { CuttingRoom } from "./cutting-room.ts";
import { loadIndexAnalyzer } from "./index-analyzer.ts";
import { indexCorpus } from "./index-corpus.ts";
import { openPlace } from "./index-place.ts";
import { nothingReread, rereadSources } from "./reread-sources.ts";
import { keptRoots, rootPaths, sourceSettingsOf } from "./source-settings.ts";
import type { SessionDoor } from "./write-session.ts";
import type { RepairRun, RepairSettings } from "./writer-protocol.ts";

/** A damaged index, and with what to mend it. */
interface Patient {
	readonly directory: Directory;
	readonly settings: RepairSettings;
	readonly door: SessionDoor;
	readonly problems: RepairRun["problems"];
	/** Names of the files with problems. */
	readonly damaged: ReadonlySet<string>;
}

/**
 * Finds what is damaged and mends it, as one generation: whole segments stay, articles of damaged ones are taken from the index
 * itself where they can still be read, and only the sources of the others are read again.
 * @throws SearchError `no-index`, `too-old`, `too-new`, `no-source`, `corrupt` where it needs to be told what it was made from
 */
export async function repairFolder(
	settings: RepairSettings,
	door: SessionDoor,
): Promise<RepairRun> {
	const directory = openPlace(settings.path);
	const { problems, generation } = verifyDirectory(directory);
	const other = problems.find(
		({ code }) => code !== "corrupt" && code !== "no-file",
	);
	if (other !== undefined) {
		throw new SearchError(other.code, other.message);
	}
	const damaged = new Set(problems.map(({ file }) => file));
	const patient = { directory, settings, door, problems, damaged };
	const manifest = generation === 0 ? undefined : readNewestManifest(directory);
	if (manifest === undefined) {
		return readEverything(patient, undefined);
	}
	requireSameSettings(patient, manifest);
	if (problems.length === 0) {
		return { ...nothingDone(patient, manifest), state: stateOf(manifest) };
	}
	return manifest.sources !== undefined && damaged.has(manifest.sources.name)
		? readEverything(patient, manifest)
		: mend(patient, manifest);
}

/** The table of sources, or even the manifest, is lost: all is read, though what whole segments hold is not cut again. */
async function readEverything(
	patient: Patient,
	manifest: Manifest | undefined,
): Promise<RepairRun> {
	const { directory, settings, door, problems } = patient;
	const { sources } = settings;
	if (sources === undefined) {
		const [problem] = problems;
		throw new SearchError(
			manifest === undefined ? "corrupt" : "no-source",
			`${directory.name}/${problem?.file}: it is damaged, and said what the index was made from; name its sources again${manifest === undefined ? ", with the options they were indexed with" : ""} (fasou repair SOURCE …)`,
		);
	}
	const stock = manifest?.segments.filter((one) => isWhole(patient, one)) ?? [];
	const sourceSettings =
		manifest?.sourceSettings ?? sourceSettingsOf(settings.readOptions);
	const writer = openIndexWriter(directory, {
		loadAnalysis: analysisFor(patient, manifest),
		sourceSettings,
		isRebuild: true,
		stock,
		memoryLimitBytes: settings.memoryLimitBytes,
	});
	const room = new CuttingRoom(writer, { ...settings, workers: 1 }, door);
	try {
		const run = await indexCorpus(writer, room, sources, {
			...settings.readOptions,
			...sourceSettings,
			...door,
			checkContent: false,
			onProgress: (done, total, articles) =>
				door.onProgress({ done, total, articles }),
		});
		const roots = keptRoots(sources, { kind: "folder", path: settings.path });
		const committed = writer.commit({
			roots,
			readers: readersKey(settings.readOptions),
			records: run.records,
		});
		return {
			...nothingDone(patient, manifest),
			isRebuilt: true,
			sourcesRead: run.records.length,
			articlesRead: run.indexed,
			rejected: run.rejected,
			state: stateOf(committed),
		};
	} finally {
		writer.close();
	}
}

async function mend(patient: Patient, manifest: Manifest): Promise<RepairRun> {
	const { directory, settings, door, damaged } = patient;
	const writer = openIndexWriter(directory, {
		loadAnalysis: analysisFor(patient, manifest),
		isRebuild: false,
		damagedFiles: damaged,
		memoryLimitBytes: settings.memoryLimitBytes,
	});
	try {
		if (writer.generation !== manifest.generation) {
			throw new SearchError(
				"locked",
				`${directory.name}: expected generation ${manifest.generation}, found that another writer has committed ${writer.generation} meanwhile; run again`,
			);
		}
		// Also where just a list is damaged: it is written anew only if it is the right one.
		writer.analysis();
		const segments = manifest.segments.filter((one) => !isWhole(patient, one));
		const salvaged = salvage(directory, writer, segments);
		const table = writer.sources();
		const reread =
			liveArticles(segments) > salvaged
				? await rereadSources(
						writer,
						table.records,
						() => rootsOf(patient, table.roots),
						{
							...settings.readOptions,
							...manifest.sourceSettings,
							...door,
							onProgress: (done, total, articles) =>
								door.onProgress({ done, total, articles }),
						},
					)
				: nothingReread(table.records);
		const lost = new Set(reread.lost);
		for (const segment of segments) {
			for (const id of salvageIds(directory, segment)) {
				if (!writer.has(id) && !reread.goneFromSource.has(id)) {
					lost.add(id);
				}
			}
		}
		const committed =
			manifest.sources === undefined
				? writer.commit()
				: writer.commit({ ...table, records: reread.records });
		const before = sizesOf(manifest).articles;
		const after = sizesOf(committed).articles;
		return {
			...nothingDone(patient, manifest),
			salvaged,
			sourcesRead: reread.sources,
			articlesRead: reread.articles,
			lost: [...lost].sort(),
			lostUnnamed: Math.max(0, before + reread.growth - after - lost.size),
			rejected: reread.rejected,
			state: stateOf(committed),
		};
	} finally {
		writer.close();
	}
}

/** Puts what can still be read of the segments; returns how many articles that were. */
function salvage(
	directory: Directory,
	writer: IndexWriter,
	segments: readonly SegmentEntry[],
): number {
	let salvaged = 0;
	for (const segment of segments) {
		for (const article of salvageArticles(directory, segment)) {
			writer.put(article, { bringsCitations: true });
			salvaged++;
		}
	}
	return salvaged;
}

function liveArticles(segments: readonly SegmentEntry[]): number {
	return segments.reduce(
		(sum, { documents, deletedDocuments }) =>
			sum + documents - deletedDocuments,
		0,
	);
}

/** Names the sources: those of the options, else those that the index tells. */
function rootsOf(
	{ directory, settings }: Patient,
	roots: readonly string[],
): readonly string[] {
	if (settings.sources !== undefined) {
		return settings.sources;
	}
	if (roots.length === 0) {
		throw new SearchError(
			"no-source",
			`${directory.name}: sources have to be read again, and the index does not tell where they are; name them (fasou repair SOURCE …)`,
		);
	}
	return rootPaths(roots, settings.path);
}

function requireSameSettings(
	{ directory, settings }: Patient,
	manifest: Manifest,
): void {
	const given = sourceSettingsOf(settings.readOptions);
	const isGiven = Object.keys(given).length > 0;
	const found = JSON.stringify(manifest.sourceSettings);
	if (isGiven && JSON.stringify(given) !== found) {
		throw new SearchError(
			"other-options",
			`${directory.name}: the index was made with source options ${found}, now ${JSON.stringify(given)} are given; leave them out: the index knows its own`,
		);
	}
}

/** The index's own analyzer; where its lists are damaged, only if those that are at hand are the same. */
function analysisFor(
	{ directory, settings, damaged }: Patient,
	manifest: Manifest | undefined,
): () => WriterAnalysis {
	return () => {
		if (manifest?.lists === undefined || !damaged.has(manifest.lists.name)) {
			return loadIndexAnalyzer(directory, manifest, settings);
		}
		const { lists: file, ...rest } = manifest;
		const loaded = loadIndexAnalyzer(directory, rest, settings);
		const texts = loaded.lists();
		for (const name of LIST_NAMES) {
			const expected = manifest.fingerprint[name];
			if (listFingerprint(texts[name] ?? "") !== expected) {
				throw new SearchError(
					"other-analyzer",
					`${directory.name}/${file.name}: it is damaged, and held the list ${name} (${expected}) that the index was made with; give the same list again (--user-words, --laws), or rebuild (fasou index … --rebuild)`,
				);
			}
		}
		return loaded;
	};
}

const LIST_NAMES = ["legalWords", "laws", "userWords", "userLaws"] as const;

function isWhole({ damaged }: Patient, segment: SegmentEntry): boolean {
	return !filesOfSegment(segment).some(({ name }) => damaged.has(name));
}

function nothingDone(
	patient: Patient,
	manifest: Manifest | undefined,
): Omit<RepairRun, "state"> {
	return {
		problems: patient.problems,
		isRebuilt: false,
		segmentsKept:
			manifest?.segments.filter((one) => isWhole(patient, one)).length ?? 0,
		salvaged: 0,
		sourcesRead: 0,
		articlesRead: 0,
		lost: [],
		lostUnnamed: 0,
		rejected: [],
	};
}

function stateOf(manifest: Manifest): RepairRun["state"] {
	return { generation: manifest.generation, ...sizesOf(manifest) };
}
