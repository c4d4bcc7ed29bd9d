import { utf8Text } from "../bytes/units.ts";
import { padded } from "../storage/commit.ts";
import type { Directory } from "../storage/directory.ts";
import { ByteCache } from "./byte-cache.ts";
import { FILE_KINDS } from "./file-kind.ts";
import { FrameWriter } from "./frame.ts";
import type { FileEntry } from "./manifest.ts";
import { PagedFile } from "./paged-file.ts";

/** The lists that decide an index's tokens, as their files had them; the index opens with its own copies. */
export interface IndexLists {
	/** One word a line. */
	readonly userWords?: string;
}

export function writeLists(
	directory: Directory,
	number: number,
	lists: IndexLists,
): FileEntry {
	const name = `lists-${padded(number)}`;
	const file = new FrameWriter(
		directory.create(name),
		FILE_KINDS.lists,
		number,
	);
	file.append(new TextEncoder().encode(JSON.stringify(lists)));
	return {
		kind: "lists",
		version: FILE_KINDS.lists.version,
		name,
		number,
		bytes: file.seal(),
	};
}

/** @throws SearchError `corrupt`, `too-old`, `too-new`, `no-file` */
export function readLists(directory: Directory, entry: FileEntry): IndexLists {
	const file = new PagedFile(
		directory,
		entry,
		FILE_KINDS.lists,
		new ByteCache(0),
	);
	try {
		// What is checked by its checksum and was written by writeLists is the lists.
		return JSON.parse(utf8Text(file.all())) as IndexLists;
	} finally {
		file.close();
	}
}
