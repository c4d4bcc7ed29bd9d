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

	constructor(directory: Directory, number: number) {
		this.#directory = directory;
		this.#number = number;
	}

	create(kind: FileKindName, field?: TextField, layer?: Layer): FrameWriter {
		const name = this.#name(kind, field, layer);
		const file = this.#directory.create(name);
		this.#names.push(name);
		return new FrameWriter(file, FILE_KINDS[kind], this.#number);
	}

	seal(
		kind: FileKindName,
		file: FrameWriter,
		field?: TextField,
		layer?: Layer,
	): void {
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

	/** Removes every file created so far: of a segment that nobody will read. What cannot be removed is left for the next commit. */
	remove(): void {
		for (const name of this.#names) {
			attempted(() => this.#directory.remove(name));
		}
	}

	#name(kind: FileKindName, field?: TextField, layer?: Layer): string {
		const of = field === undefined ? "" : `.${field}-${layer}`;
		return `segment-${padded(this.#number)}${of}.${kind}`;
	}
}
