import type { Layer, TextField } from "../analysis/fields.ts";
import { padded } from "../storage/commit.ts";
import type { Directory } from "../storage/directory.ts";
import { attempted } from "./attempted.ts";
import { FILE_KINDS, type FileKindName } from "./file-kind.ts";
import { FrameWriter } from "./frame.ts";
import type { FileEntry } from "./manifest.ts";

/** The files of a segment that is being written, each under the name that tells what it is. */
export class SegmentFiles {
	readonly #directory: Directory;
	readonly #number: number;
	/** The files sealed so far. */
	readonly entries: FileEntry[] = [];
	readonly #names: string[] = [];
	readonly #open = new Set<FrameWriter>();

	constructor(directory: Directory, number: number) {
		this.#directory = directory;
		this.#number = number;
	}

	create(kind: FileKindName, field?: TextField, layer?: Layer): FrameWriter {
		const name = this.#name(kind, field, layer);
		const file = this.#directory.create(name);
		this.#names.push(name);
		const frame = new FrameWriter(file, FILE_KINDS[kind], this.#number);
		this.#open.add(frame);
		return frame;
	}

	seal(
		kind: FileKindName,
		file: FrameWriter,
		field?: TextField,
		layer?: Layer,
	): void {
		this.#open.delete(file);
		this.entries.push({
			kind,
			version: FILE_KINDS[kind].version,
			...(field && { field }),
			...(layer && { layer }),
			name: this.#name(kind, field, layer),
			number: this.#number,
			bytes: file.seal(),
		});
	}

	/** Writes and syncs a whole file that was made elsewhere under the name that its entry tells. */
	adopt(entry: FileEntry, bytes: Uint8Array): void {
		const file = this.#directory.create(entry.name);
		this.#names.push(entry.name);
		file.append(bytes);
		file.sync();
		file.close();
		this.entries.push(entry);
	}

	/** Closes and removes every file created so far: of a segment that nobody will read. What cannot be removed is left for the next commit. */
	remove(): void {
		for (const file of this.#open) {
			attempted(() => file.abandon());
		}
		this.#open.clear();
		for (const name of this.#names) {
			attempted(() => this.#directory.remove(name));
		}
	}

	#name(kind: FileKindName, field?: TextField, layer?: Layer): string {
		const of = field === undefined ? "" : `.${field}-${layer}`;
		return `segment-${padded(this.#number)}${of}.${kind}`;
	}
}
