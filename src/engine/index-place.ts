import { SearchError } from "../errors.ts";
import type { Directory } from "../storage/directory.ts";
import { diskDirectory } from "../storage/disk-directory.ts";
import {
	type MemoryDirectory,
	memoryDirectory,
} from "../storage/memory-directory.ts";

/** An index that lives as long as this object: hand the same object to `buildIndex`, `openWriter` and `openEngine`. */
export interface MemoryIndex {
	readonly memory: true;
}

/** Where an index is: a folder's path, or memory. */
export type IndexPlace = string | MemoryIndex;

/** The files of each memory index; they go when nobody holds the object any more. */
const memoryDirectories = new WeakMap<MemoryIndex, MemoryDirectory>();

export function memoryDirectoryOf(place: MemoryIndex): MemoryDirectory {
	const known = memoryDirectories.get(place);
	if (known !== undefined) {
		return known;
	}
	const directory = memoryDirectory();
	memoryDirectories.set(place, directory);
	return directory;
}

/** Opens a place for reading. @throws SearchError `no-index` where the folder does not exist */
export function openPlace(place: IndexPlace): Directory {
	if (typeof place !== "string") {
		return memoryDirectoryOf(place);
	}
	try {
		return diskDirectory(place);
	} catch (cause) {
		if (cause instanceof SearchError && cause.code === "no-file") {
			throw new SearchError(
				"no-index",
				`${place}: expected an index, found no such folder; make one with: fasou index SOURCE --index ${place}`,
				{ cause },
			);
		}
		throw cause;
	}
}
