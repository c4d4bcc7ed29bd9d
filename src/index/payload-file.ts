import type { Directory } from "../storage/directory.ts";
import { FILE_KINDS, type FileKindName } from "./file-kind.ts";
import { FrameWriter } from "./frame.ts";
import type { FileEntry } from "./manifest.ts";

/** Writes and seals a file that is one payload and not of a field; returns what the manifest says of it. */
export function writePayload(
	directory: Directory,
	{
		kind,
		name,
		number,
	}: {
		readonly kind: FileKindName;
		readonly name: string;
		readonly number: number;
	},
	payload: Uint8Array,
): FileEntry {
	const file = new FrameWriter(
		directory.create(name),
		FILE_KINDS[kind],
		number,
	);
	file.append(payload);
	return {
		kind,
		version: FILE_KINDS[kind].version,
		name,
		number,
		bytes: file.seal(),
	};
}
