import type { Article, ArticleId } from "../article.ts";
import type { Directory } from "../storage/directory.ts";
import { createCaches } from "./index-reader.ts";
import type { SealedSegment, SegmentEntry } from "./manifest.ts";
import {
	deleteDoc,
	liveDoc,
	type OpenSegment,
	openSegment,
	restoreDoc,
	sealDeletions,
} from "./open-segment.ts";

const READING_CACHE_BYTES = 16_000_000;

/** The sealed segments that a writer builds on, with the deletions it makes; opened when they are first looked into. */
export class SegmentSet {
	readonly #directory: Directory;
	readonly #caches = createCaches(READING_CACHE_BYTES);
	#closed: SegmentEntry[] = [];
	#opened: OpenSegment[] = [];

	constructor(directory: Directory) {
		this.#directory = directory;
	}

	/** Starts from these segments; what was open is closed. */
	reset(entries: readonly SegmentEntry[]): void {
		for (const { reader } of this.#opened) {
			reader.close();
		}
		this.#opened = [];
		this.#closed = [...entries];
	}

	get count(): number {
		return this.#closed.length + this.#opened.length;
	}

	/** Whether there are segments from which articles may be restored. */
	get hasRestorable(): boolean {
		return this.#opened.some(({ isRestorable }) => isRestorable);
	}

	/** A sealed segment more. */
	add(entry: SegmentEntry): OpenSegment {
		const segment = openSegment(this.#directory, entry, this.#caches);
		this.#open().push(segment);
		return segment;
	}

	/** A segment of which no document counts until `restore` finds it to be what is put: one of a run that never committed. */
	addRestorable({ number, documents, fields, files }: SealedSegment): void {
		const segment = this.add({
			number,
			documents,
			fields,
			files,
			deletedDocuments: 0,
			sourceBytes: 0,
		});
		segment.isRestorable = true;
		segment.tombstones.addAll();
		segment.hasNewDeletions = true;
	}

	/** As they are now; deletions go on to show. */
	all(): readonly OpenSegment[] {
		return [...this.#open()];
	}

	has(id: ArticleId): boolean {
		return this.#open().some((segment) => liveDoc(segment, id) !== undefined);
	}

	/** Returns whether an article had that id. */
	delete(id: ArticleId): boolean {
		for (const segment of this.#open()) {
			const doc = liveDoc(segment, id);
			if (doc !== undefined) {
				deleteDoc(segment, doc);
				return true;
			}
		}
		return false;
	}

	/** Whether a restorable segment has this very article; then that document counts again, and nothing is to be written. */
	restore(
		article: Article,
		options: { readonly ignoresCitations: boolean },
	): boolean {
		return this.#open().some(
			(segment) =>
				segment.isRestorable && restoreDoc(segment, article, options),
		);
	}

	/** Seals the deletions; returns what the next manifest says of the segments that still have a document. */
	seal(nextNumber: () => number): SegmentEntry[] {
		return [
			...this.#closed,
			...this.#opened
				.filter(({ entry, tombstones }) => tombstones.count < entry.documents)
				.map((segment) =>
					segment.hasNewDeletions
						? sealDeletions(this.#directory, segment, nextNumber)
						: segment.entry,
				),
		];
	}

	/** Goes on from what `seal` returned and was committed. */
	committed(entries: readonly SegmentEntry[]): void {
		const opened = new Map(
			this.#opened.map((segment) => [segment.entry.number, segment]),
		);
		this.#opened = [];
		this.#closed = [];
		for (const entry of entries) {
			const segment = opened.get(entry.number);
			opened.delete(entry.number);
			if (segment === undefined) {
				this.#closed.push(entry);
			} else {
				this.#opened.push({
					...segment,
					entry,
					isRestorable: false,
					hasNewDeletions: false,
				});
			}
		}
		for (const { reader } of opened.values()) {
			reader.close();
		}
	}

	/** Puts one segment in the place of others, whose readers are closed. */
	replace(former: readonly OpenSegment[], entry: SegmentEntry): void {
		this.#opened = this.#open().filter((one) => !former.includes(one));
		for (const { reader } of former) {
			reader.close();
		}
		this.add(entry);
	}

	#open(): OpenSegment[] {
		for (;;) {
			const [entry] = this.#closed;
			if (entry === undefined) {
				return this.#opened;
			}
			this.#opened.push(openSegment(this.#directory, entry, this.#caches));
			this.#closed.shift();
		}
	}
}
