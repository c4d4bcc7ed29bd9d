import { SearchError } from "../../src/errors.ts";
import type { IndexWriter } from "../../src/index/index-writer.ts";
import { readQuestionLog } from "../../src/index/question-log.ts";
import { readSources } from "../../src/index/sources.ts";
import { verifyDirectory } from "../../src/index/verify.ts";
import { newestGeneration } from "../../src/storage/commit.ts";
import type { Directory } from "../../src/storage/directory.ts";
import {
	article,
	liveArticles,
	openTestReader,
	openTestWriter,
} from "../index/written-index.ts";
import type { Random } from "../storage/random.ts";

/** What was promised of an index: generations that were acknowledged, and what each may hold. */
export class History {
	acknowledged = 0;
	/** A generation can be tried more than once, when the power fails before it counts. */
	readonly #contents = new Map<number, Set<string>>([[0, new Set([""])]]);

	promise(generation: number, content: string): void {
		const contents = this.#contents.get(generation) ?? new Set();
		this.#contents.set(generation, contents.add(content));
	}

	/** What is wrong with an index by this history; nothing where all is well. */
	problemOf(directory: Directory): string | undefined {
		const { generation, content } = opened(directory);
		if (generation < this.acknowledged) {
			return `generation ${this.acknowledged} was acknowledged, found ${generation}`;
		}
		if (this.#contents.get(generation)?.has(content) !== true) {
			return `generation ${generation} holds what nobody wrote: ${content}`;
		}
		const { problems } = verifyDirectory(directory);
		return generation === 0 ? undefined : problems[0]?.message;
	}
}

/** The newest generation and all that it holds. @throws SearchError where it cannot be read */
function opened(directory: Directory): { generation: number; content: string } {
	try {
		const reader = openTestReader(directory, 0);
		const { sources } = reader.manifest;
		const records =
			sources === undefined ? [] : readSources(directory, sources).records;
		const content = contentOf(
			titlesIn(directory),
			logIn(directory),
			records.length,
		);
		return { generation: reader.generation, content };
	} catch (cause) {
		if (cause instanceof SearchError && cause.code === "no-index") {
			return { generation: 0, content: "" };
		}
		throw cause;
	}
}

function titlesIn(directory: Directory): Map<string, string> {
	if (newestGeneration(directory) === 0) {
		return new Map();
	}
	const articles = liveArticles(openTestReader(directory, 0));
	return new Map(articles.map(({ id, title }) => [id, title]));
}

/** The questions that were learnt, as `article:question`. */
function logIn(directory: Directory): Set<string> {
	if (newestGeneration(directory) === 0) {
		return new Set();
	}
	const { log } = openTestReader(directory, 0).manifest;
	const questions = log === undefined ? [] : readQuestionLog(directory, log);
	return new Set(questions.map(({ article, query }) => `${article}:${query}`));
}

function contentOf(
	titles: ReadonlyMap<string, string>,
	log: ReadonlySet<string>,
	sources: number,
): string {
	const lines = [...titles].map(([id, title]) => `${id}=${title}`).sort();
	return `${lines.join(" ")} of ${sources} sources, asked ${[...log].sort().join(" ")}`;
}

export interface Writing {
	readonly random: Random;
	readonly history: History;
	readonly commits: number;
	/** Told when a commit has been acknowledged. */
	readonly onAcknowledged?: () => void;
}

/**
 * Adds, updates and deletes a few articles and commits, as often as asked for, by writers that are opened and closed.
 * @param base what `directory` stands before; reading it to know what is there is no part of the trial
 */
export function writeOn(
	directory: Directory,
	base: Directory,
	writing: Writing,
): void {
	const { random } = writing;
	for (let left = writing.commits; left > 0; ) {
		const isRebuild = random.below(8) === 0;
		const titles = isRebuild ? new Map<string, string>() : titlesIn(base);
		// What was learnt outlives a rebuild.
		const log = logIn(base);
		const writer = openTestWriter(directory, {
			memoryLimitBytes: random.pick([1, 1_000_000]),
			resumes: true,
			isRebuild,
		});
		try {
			for (let of = random.pick([1, 2]); of > 0 && left > 0; of--, left--) {
				commitOnce(writer, { titles, log }, writing);
			}
		} finally {
			writer.close();
		}
	}
}

function commitOnce(
	writer: IndexWriter,
	{ titles, log }: { titles: Map<string, string>; log: Set<string> },
	{ random, history, onAcknowledged }: Writing,
): void {
	for (let changes = 1 + random.below(3); changes > 0; changes--) {
		const id = `${random.below(6)}`;
		if (random.below(3) === 0) {
			writer.delete(id);
			titles.delete(id);
		} else {
			const title = `${random.below(1000)}`;
			writer.put(article(id, title));
			titles.set(id, title);
		}
	}
	if (random.below(3) === 0) {
		const asked = {
			query: `${random.below(9)}`,
			article: `${random.below(6)}`,
		};
		const adds = random.below(2) === 0;
		if (!adds) {
			log.clear();
		}
		log.add(`${asked.article}:${asked.query}`);
		writer.learn([asked], { adds });
	}
	const records = Array.from({ length: random.below(3) }, (_, i) => ({
		source: `${i}`,
		sizeBytes: 0,
		mtimeMs: 0,
		contentHash: "",
		ids: [],
	}));
	const generation = writer.generation + 1;
	history.promise(generation, contentOf(titles, log, records.length));
	writer.commit({ roots: [], readers: "", records });
	history.acknowledged = generation;
	onAcknowledged?.();
}
