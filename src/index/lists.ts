import { deflateRawSync, inflateRawSync } from "node:zlib";
import { utf8Text } from "../bytes/units.ts";
import { padded } from "../storage/commit.ts";
import type { Directory } from "../storage/directory.ts";
import { FILE_KINDS } from "./file-kind.ts";
import type { FileEntry } from "./manifest.ts";
import { readPayload } from "./paged-file.ts";
import { writePayload } from "./payload-file.ts";

/** The lists that decide an index's tokens, as their files had them; the index opens with its own copies. */
export interface IndexLists {
	/** The package's at the time, and the user's. */
	readonly legalWords?: string;
	readonly userWords?: string;
	readonly laws?: string;
	readonly userLaws?: string;
}

export function writeLists(
	directory: Directory,
	number: number,
	lists: IndexLists,
): FileEntry {
	return writePayload(
		directory,
		{ kind: "lists", name: `lists-${padded(number)}`, number },
		deflateRawSync(Buffer.from(JSON.stringify(lists))),
	);
}

/** @throws SearchError `corrupt`, `too-old`, `too-new`, `no-file` */
export function readLists(directory: Directory, entry: FileEntry): IndexLists {
	const packed = readPayload(directory, entry, FILE_KINDS.lists);
	const json = utf8Text(inflateRawSync(packed));
	// What is checked by its checksum and was written by writeLists is the lists.
	return JSON.parse(json) as IndexLists;
}
