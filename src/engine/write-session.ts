import type { Analyzer } from "../analysis/analyzer.ts";
import type { Article, ArticleInput } from "../article.ts";
import {
	type IndexWriter,
	type Manifest,
	openIndexWriter,
	readNewestManifest,
	type SourceTable,
	sizesOf,
	type WriterAnalysis,
} from "../backend/embedded/embedded-writer.ts";
import { readersKey } from "../corpus/read-options.ts";
import { type Rejection, SearchError } from "../errors.ts";
import { standardPrior } from "../rank/prior.ts";
import type { Directory } from "../storage/directory.ts";
import { diskDirectory } from "../storage/disk-directory.ts";
import {
	type MemoryDirectory,
	memoryDirectory,
} from "../storage/memory-directory.ts";
import { articleOf } from "./article-input.ts";
import { loadIndexAnalyzer } from "./index-analyzer.ts";
import { indexCorpus } from "./index-corpus.ts";
import type { LoadedAnalyzer } from "./load-analyzer.ts";
import { isMadeWith } from "./made-with.ts";
import { keptRoots, sourceSettingsOf } from "./source-settings.ts";
import type {
	CommittedState,
	CorpusProgress,
	MemoryChanges,
	WriterCall,
	WriterResults,
	WriterSettings,
} from "./writer-protocol.ts";

export interface SessionDoor {
	readonly now: () => number;
	/** Milliseconds of the clock that files are marked by. */
	readonly wallNow: () => number;
	readonly onProgress: (progress: CorpusProgress) => void;
}

/** The writer's side of the protocol: one index writer, working through calls one after the other. */
export class WriteSession {
	readonly #door: SessionDoor;
	readonly #directory: Directory;
	/** The same directory where it is one in memory, and the names the caller has already. */
	readonly #memory: MemoryDirectory | undefined;
	#knownNames: Set<string>;
	#hasCommitted = false;
	readonly #settings: WriterSettings;
	readonly #writer: IndexWriter;
	/** The state to report; none before a rebuild has committed. */
	#manifest: Manifest | undefined;

	constructor(settings: WriterSettings, door: SessionDoor) {
		this.#door = door;
		this.#settings = settings;
		const { place } = settings;
		if (place.kind === "memory") {
			this.#memory = memoryDirectory();
			this.#memory.importFiles(place.files);
			this.#directory = this.#memory;
		} else {
			this.#directory = diskDirectory(place.path, { create: true });
		}
		this.#knownNames = new Set(this.#directory.list());
		this.#manifest = settings.isRebuild
			? undefined
			: readNewestManifest(this.#directory);
		if (settings.isUpdateOfLists === true && this.#manifest === undefined) {
			throw new SearchError(
				"no-index",
				`${this.#directory.name}: expected an index whose lists can change, found no committed generation; make one with: fasou index SOURCE --index ${this.#directory.name}`,
			);
		}
		this.#writer = openWriterOn(this.#directory, settings, this.#manifest);
	}

	/** Does one call; `open` was done by the constructor. */
	async call(
		call: Exclude<WriterCall, { kind: "repair" }>,
	): Promise<WriterResults[WriterCall["kind"]]> {
		switch (call.kind) {
			case "open":
				return { generation: this.#writer.generation };
			case "put":
				return this.#put(call.articles, call.existing === "refuse");
			case "delete":
				return this.#writer.delete(call.id);
			case "corpus":
				return this.#corpus(call);
			case "updateLists":
				return this.#updateLists();
			case "commit":
				this.#commit();
				return { ...this.#state(), restored: this.#writer.restored };
			case "rollback":
				this.#writer.rollback();
				return null;
			case "close":
				this.#writer.close();
				return null;
			default: {
				const never: never = call;
				throw new TypeError(`no call ${JSON.stringify(never)}`);
			}
		}
	}

	/** What a commit has changed in a memory directory; before it, files may be half written. */
	takeMemoryChanges(): MemoryChanges | undefined {
		if (this.#memory === undefined || !this.#hasCommitted) {
			return undefined;
		}
		this.#hasCommitted = false;
		const files = this.#memory.exportFiles();
		const added = new Map(
			[...files].filter(([name]) => !this.#knownNames.has(name)),
		);
		const removed = [...this.#knownNames].filter((name) => !files.has(name));
		this.#knownNames = new Set(files.keys());
		return { added, removed };
	}

	#put(inputs: readonly ArticleInput[], refusesExisting: boolean): Rejection[] {
		const rejections: Rejection[] = [];
		for (const input of inputs) {
			try {
				const article = articleOf(input);
				if (refusesExisting && this.#writer.has(article.id)) {
					rejections.push({
						source: article.source,
						code: "duplicate-id",
						reason: `an article with the id ${JSON.stringify(article.id)} is there already; give it another id, or update it`,
					});
					continue;
				}
				// A program that brings citations knows better.
				this.#writer.put(article, {
					bringsCitations: input.citations !== undefined,
				});
			} catch (cause) {
				if (!(cause instanceof SearchError) || cause.code !== "bad-argument") {
					throw cause;
				}
				rejections.push({
					source: String(input?.source ?? input?.id),
					code: "bad-field",
					reason: cause.message,
				});
			}
		}
		return rejections;
	}

	async #corpus({
		sources,
		checkContent,
	}: Extract<WriterCall, { kind: "corpus" }>): Promise<
		WriterResults["corpus"]
	> {
		const { records, hasChanges, ...counts } = await indexCorpus(
			this.#writer,
			sources,
			{
				...this.#settings.readOptions,
				now: this.#door.now,
				wallNow: this.#door.wallNow,
				checkContent,
				onProgress: (done, total, articles) =>
					this.#door.onProgress({ done, total, articles }),
			},
		);
		if (hasChanges || this.#manifest === undefined) {
			const { place } = this.#settings;
			this.#commit({
				roots: keptRoots(sources, place),
				readers: readersKey(this.#settings.readOptions ?? {}),
				records,
			});
		}
		const { restored } = this.#writer;
		return { ...counts, restored, state: this.#state() };
	}

	/** Cuts anew what the package's lists of today, and the user's that are named, cut in another way. */
	#updateLists(): WriterResults["updateLists"] {
		const stale = this.#writer.updateLists(
			withPriors(
				loadIndexAnalyzer(this.#directory, this.#manifest, this.#settings, {
					takesPackageLists: true,
				}),
			),
		);
		this.#commit();
		return { stale, state: this.#state() };
	}

	#commit(sources?: SourceTable): void {
		this.#manifest = this.#writer.commit(sources);
		this.#hasCommitted = true;
	}

	#state(): CommittedState {
		const manifest = this.#manifest;
		return manifest === undefined
			? { generation: 0, articles: 0, indexBytes: 0, sourceBytes: 0 }
			: { generation: manifest.generation, ...sizesOf(manifest) };
	}
}

function withPriors(loaded: LoadedAnalyzer): WriterAnalysis {
	return { ...loaded, priorOf: priorRule(loaded.analyzer) };
}

/** The standard rule, with the ends of laws as the index's list has them. */
function priorRule(analyzer: Analyzer): (article: Article) => number {
	const known = new Map<string, boolean>();
	const isRepealed = (law: string) => {
		const before = known.get(law);
		if (before !== undefined) {
			return before;
		}
		const is = analyzer.lawNamed(law)?.ended !== undefined;
		known.set(law, is);
		return is;
	};
	return (article) => standardPrior(article, isRepealed);
}

/** Opens the writer with the lists and the segmenter of what it builds on, unless others are asked for. */
function openWriterOn(
	directory: Directory,
	settings: WriterSettings,
	base: Manifest | undefined,
): IndexWriter {
	const { userWords, laws, ...others } = settings;
	const named = settings.isUpdateOfLists === true ? others : settings;
	const writer = openIndexWriter(directory, {
		loadAnalysis: () => withPriors(loadIndexAnalyzer(directory, base, named)),
		...(settings.readOptions && {
			sourceSettings: sourceSettingsOf(settings.readOptions),
		}),
		isRebuild: settings.isRebuild,
		resumes: settings.resumes,
		memoryLimitBytes: settings.memoryLimitBytes,
	});
	try {
		// Where sources are compared first, there may be nothing to cut.
		if (settings.readOptions === undefined || !isMadeWith(base, settings)) {
			writer.requireAnalysis();
		}
		return writer;
	} catch (cause) {
		writer.close();
		throw cause;
	}
}
