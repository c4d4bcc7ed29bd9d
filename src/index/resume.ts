import { deflateRawSync, inflateRawSync } from "node:zlib";
import type { Fingerprint } from "../analysis/fingerprint.ts";
import { utf8Text } from "../bytes/units.ts";
import { padded } from "../storage/commit.ts";
import type { Directory } from "../storage/directory.ts";
import { attempted } from "./attempted.ts";
import { FILE_KINDS } from "./file-kind.ts";
import { requireVersion } from "./frame.ts";
import type { SealedSegment } from "./manifest.ts";
import { readPayload } from "./paged-file.ts";
import { writePayload } from "./payload-file.ts";
import { verifyFile } from "./verify.ts";

/*
 * "Here is a run that was killed; what had it sealed?" (FORMAT.md, "Resume")
 * No manifest names these segments, and nothing is taken from them on trust: they are a store of articles that are indexed
 * already. What the next run puts is compared with them, article by article, and only what is equal is not cut again.
 */

const RESUME = /^resume-(\d{6,})$/;

interface Resume {
	readonly fingerprint: Fingerprint;
	readonly segments: readonly SealedSegment[];
}

/** Notes what is sealed so far, so that a later run need not cut it again; returns the file's name. */
export function writeResume(
	directory: Directory,
	number: number,
	resume: Resume,
): string {
	// Names that a power loss takes away would be missed only by the next run, which looks; but then in vain.
	directory.syncNames();
	const name = `resume-${padded(number)}`;
	writePayload(
		directory,
		{ kind: "resume", name, number },
		deflateRawSync(Buffer.from(JSON.stringify(resume))),
	);
	directory.syncNames();
	return name;
}

/** Whether a run that was killed left a note of what it had sealed. */
export function hasResume(directory: Directory): boolean {
	return directory.list().some((name) => RESUME.test(name));
}

/** The segments of killed runs that are whole to the last byte and were cut by that very analyzer. */
export function readResumable(
	directory: Directory,
	fingerprint: Fingerprint,
): SealedSegment[] {
	const names = directory.list().filter((name) => RESUME.test(name));
	for (const name of names.reverse()) {
		const resume = attempted(() => readResume(directory, name));
		if (resume !== undefined) {
			return JSON.stringify(resume.fingerprint) === JSON.stringify(fingerprint)
				? resume.segments.filter((segment) => isWhole(directory, segment))
				: [];
		}
	}
	return [];
}

function readResume(directory: Directory, name: string): Resume {
	const number = Number(RESUME.exec(name)?.[1]);
	const packed = readPayload(directory, { name, number }, FILE_KINDS.resume);
	// What is checked by its checksum and was written by writeResume is a note of it.
	return JSON.parse(utf8Text(inflateRawSync(packed))) as Resume;
}

function isWhole(directory: Directory, { files }: SealedSegment): boolean {
	const whole = attempted(() => {
		for (const file of files) {
			requireVersion(file.name, FILE_KINDS[file.kind], file.version);
			verifyFile(directory, file);
		}
		return true;
	});
	return whole === true;
}

/** What a writer seals before its commit, and the note of it on the disk. */
export class ResumeNotes {
	readonly #directory: Directory;
	readonly #isWanted: boolean;
	#sealed: SealedSegment[] = [];
	#name: string | undefined;

	/** @param isWanted whether the next run is told */
	constructor(directory: Directory, isWanted: boolean) {
		this.#directory = directory;
		this.#isWanted = isWanted;
	}

	add(segment: SealedSegment): void {
		this.#sealed.push(segment);
	}

	/** Segments that are part of others now. */
	remove(numbers: ReadonlySet<number>): void {
		this.#sealed = this.#sealed.filter(({ number }) => !numbers.has(number));
	}

	/** Writes the note anew, where it is wanted. */
	write(fingerprint: () => Fingerprint, nextNumber: () => number): void {
		if (!this.#isWanted) {
			return;
		}
		const former = this.#name;
		this.#name = writeResume(this.#directory, nextNumber(), {
			fingerprint: fingerprint(),
			segments: this.#sealed,
		});
		if (former !== undefined) {
			this.#directory.remove(former);
		}
	}

	/** Nothing is sealed and not committed; after a commit the note is gone. */
	forget(): void {
		this.#sealed = [];
		this.#name = undefined;
	}
}
