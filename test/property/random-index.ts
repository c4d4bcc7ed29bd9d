import type { Article } from "../../src/article.ts";
import type { IndexWriter } from "../../src/index/index-writer.ts";
import { memoryDirectory } from "../../src/storage/memory-directory.ts";
import { randomArticle } from "../index/random-articles.ts";
import { openTestReader, openTestWriter } from "../index/written-index.ts";
import type { Random } from "../storage/random.ts";

/** An index with a history, and what it should hold. */
export interface RandomIndex {
	readonly reader: ReturnType<typeof openTestReader>;
	/** What a plain Map made of the same changes. */
	readonly expected: ReadonlyMap<string, Article>;
}

/** Adds, updates and deletes over several commits, some of them rolled back, with segments as small as a few articles. */
export function randomIndex(random: Random): RandomIndex {
	const directory = memoryDirectory();
	const ids = 1 + random.below(60);
	let expected = new Map<string, Article>();
	for (let commits = 1 + random.below(4); commits > 0; commits--) {
		const writer = openTestWriter(directory, {
			memoryLimitBytes: random.pick([500, 3_000, 20_000, 10_000_000]),
		});
		const changed = new Map(expected);
		for (let changes = random.below(80); changes > 0; changes--) {
			change(writer, changed, `${random.below(ids)}`, random);
		}
		if (random.below(6) === 0) {
			writer.rollback();
		} else {
			expected = changed;
		}
		writer.commit();
		writer.close();
	}
	const cacheLimitBytes = random.pick([0, 5_000, 10_000_000]);
	return { reader: openTestReader(directory, cacheLimitBytes), expected };
}

function change(
	writer: IndexWriter,
	expected: Map<string, Article>,
	id: string,
	random: Random,
): void {
	const isThere = expected.has(id);
	const isDeletion = random.below(4) === 0;
	const article = randomArticle(random, id);
	const wasThere = isDeletion
		? writer.delete(id)
		: writer.put(article, { bringsCitations: true });
	if (wasThere !== isThere) {
		throw new Error(`${id}: the writer says ${wasThere}, the map ${isThere}`);
	}
	if (isDeletion) {
		expected.delete(id);
	} else {
		expected.set(id, article);
	}
}
