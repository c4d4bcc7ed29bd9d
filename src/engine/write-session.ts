import type { ArticleId } from "../article.ts";
import {
	type IndexWriter,
	type Manifest,
	openIndexWriter,
	readNewestManifest,
	type SourceTable,
	sizesOf,
} from "../backend/embedded/embedded-writer.ts";
import { readersKey } from "../corpus/read-options.ts";
import { type Rejection, SearchError } from "../errors.ts";
import type { Directory } from "../storage/directory.ts";
import { diskDirectory } from "../storage/disk-directory.ts";
import {
	type MemoryDirectory,
	memoryDirectory,
} from "../storage/memory-directory.ts";
import {
	type CutJob,
	type CutResult,
	type CutTools,
	readInput,
	unpackInputs,
} from "./cut-job.ts";
import { CuttingRoom } from "./cutting-room.ts";
import { loadIndexAnalyzer } from "./index-analyzer.ts";
import { indexCorpus } from "./index-corpus.ts";
import { withPriors } from "./load-writer-analysis.ts";
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

export interface SessionDoor extends CutTools {
	readonly onProgress: (progress: CorpusProgress) => void;
}

/** A call, and where it puts articles that are cut elsewhere meanwhile, their cutting. */
export type PreparedCall = WriterCall & {
	readonly cutting?: Promise<CutResult>;
};

/** Articles that take less together are cut one by one: those of a program that adds them so. */
const LEAST_BYTES_FOR_BATCH = 1 << 16;

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
	readonly #room: CuttingRoom;
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
		if (settings.needsIndex === true && this.#manifest === undefined) {
			throw new SearchError(
				"no-index",
				`${this.#directory.name}: expected an index, found no committed generation; make one with: fasou index SOURCE --index ${this.#directory.name}`,
			);
		}
		this.#writer = openWriterOn(this.#directory, settings, this.#manifest);
		this.#room = new CuttingRoom(this.#writer, settings, door);
	}

	/** Begins what of a call can be done before its turn. */
	prepared(call: WriterCall): PreparedCall {
		if (call.kind !== "put" || !this.#cutsInBatches(call)) {
			return call;
		}
		this.#room.announce(call.inputs.length);
		return this.#room.hasCrew
			? { ...call, cutting: this.#room.cut(asJob(call)) }
			: call;
	}

	/** Does one call; `open` was done by the constructor. */
	async call(
		call: Exclude<PreparedCall, { kind: "repair" }>,
	): Promise<WriterResults[WriterCall["kind"]]> {
		switch (call.kind) {
			case "open":
				return { generation: this.#writer.generation };
			case "put":
				return this.#put(call);
			case "delete":
				return this.#writer.delete(call.id);
			case "corpus":
				return this.#corpus(call);
			case "updateLists":
				return this.#updateLists();
			case "learn":
				return this.#learn(call);
			case "commit":
				await this.#commit();
				return { ...this.#state(), restored: this.#writer.restored };
			case "rollback":
				this.#writer.rollback();
				return null;
			case "close":
				this.#writer.close();
				await this.#room.close();
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

	#cutsInBatches({ inputs }: PutCall): boolean {
		return inputs.length >= LEAST_BYTES_FOR_BATCH && !this.#writer.restores;
	}

	async #put(call: Extract<PreparedCall, { kind: "put" }>) {
		const rejections: Rejection[] = [];
		const refuses = (id: ArticleId, source: string) => {
			const isThere = call.existing === "refuse" && this.#writer.has(id);
			if (isThere) {
				rejections.push(duplicate(id, source));
			}
			return isThere;
		};
		if (call.cutting !== undefined || this.#cutsInBatches(call)) {
			const cut = await (call.cutting ?? this.#room.cut(asJob(call)));
			await this.#room.takeIn(cut, (put) => {
				let number = 0;
				for (const item of cut.items) {
					if (item.kind === "rejection") {
						rejections.push(item.rejection);
					} else if (item.kind === "article") {
						if (!refuses(item.id, item.source)) {
							put(number);
						}
						number++;
					}
				}
			});
			return rejections;
		}
		for (const input of unpackInputs(call.inputs)) {
			const read = readInput(input);
			if (read.kind === "rejection") {
				rejections.push(read.rejection);
			} else if (!refuses(read.article.id, read.article.source)) {
				// A program that brings citations knows better.
				const bringsCitations = input.citations !== undefined;
				this.#writer.put(read.article, { bringsCitations });
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
			this.#room,
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
			await this.#commit({
				roots: keptRoots(sources, place),
				readers: readersKey(this.#settings.readOptions ?? {}),
				records,
			});
		}
		const { restored } = this.#writer;
		return { ...counts, restored, state: this.#state() };
	}

	/** Cuts anew what the package's lists of today, and the user's that are named, cut in another way. */
	async #updateLists(): Promise<WriterResults["updateLists"]> {
		const stale = this.#writer.updateLists(
			withPriors(
				loadIndexAnalyzer(this.#directory, this.#manifest, this.#settings, {
					takesPackageLists: true,
				}),
			),
		);
		await this.#commit();
		return { stale, state: this.#state() };
	}

	#learn({
		questions,
		adds,
	}: Extract<WriterCall, { kind: "learn" }>): WriterResults["learn"] {
		const ids = new Set(questions.map(({ article }) => article));
		return {
			questions: this.#writer.learn(questions, { adds }),
			unknown: [...ids].filter((id) => !this.#writer.has(id)),
		};
	}

	async #commit(sources?: SourceTable): Promise<void> {
		await this.#room.sealForCommit();
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

type PutCall = Extract<WriterCall, { kind: "put" }>;

function asJob({ inputs }: PutCall): CutJob {
	return { kind: "inputs", inputs };
}

function duplicate(id: ArticleId, source: string): Rejection {
	return {
		source,
		code: "duplicate-id",
		reason: `an article with the id ${JSON.stringify(id)} is there already; give it another id, or update it`,
	};
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
			writer.analysis();
		}
		return writer;
	} catch (cause) {
		writer.close();
		throw cause;
	}
}
