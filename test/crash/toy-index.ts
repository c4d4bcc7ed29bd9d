import { crc32 } from "node:zlib";
import {
	manifestName,
	newestGeneration,
	nextFileNumber,
	padded,
	publishManifest,
	removeObsolete,
	writeSealedFile,
} from "../../src/storage/commit.ts";
import type { Directory } from "../../src/storage/directory.ts";
import type { Random } from "../storage/random.ts";

/*
 * The smallest index that uses the commit protocol: a manifest that lists data files with their checksums. It never
 * forgives: a newest manifest that is damaged, or names a file that is, cannot be opened.
 */

interface Manifest {
	readonly generation: number;
	readonly nextFile: number;
	readonly files: ReadonlyMap<string, number>;
}

/** Everything a reader sees, in one string; equal strings are equal indexes. */
export interface OpenedIndex {
	readonly generation: number;
	readonly content: string;
}

export class Damage extends Error {}

/** @throws Damage */
export function openToyIndex(directory: Directory): OpenedIndex {
	const manifest = readManifest(directory);
	const parts = [...manifest.files].map(([name, checksum]) => {
		const found = checksumOf(directory, name);
		if (found !== checksum) {
			throw new Damage(`${name}: expected ${checksum}, found ${found}`);
		}
		return `${name}:${checksum}`;
	});
	return { generation: manifest.generation, content: parts.join(" ") };
}

/** Protocol mistakes of the writer itself; those of the storage are made by a directory in between. */
export interface WriterBugs {
	readonly removesEarly?: boolean;
	readonly reusesNames?: boolean;
	readonly acknowledgesEarly?: boolean;
}

export interface CommitEvents {
	readonly onStart: (opened: OpenedIndex) => void;
	readonly onAcknowledged: (generation: number) => void;
}

/** Commits one generation: some files of the last one stay, some new ones are added. */
export function commitToyIndex(
	directory: Directory,
	options: { random: Random; events: CommitEvents; bugs?: WriterBugs },
): void {
	const { random, events, bugs = {} } = options;
	const lock = directory.lock();
	try {
		const last = readManifest(directory);
		const generation = last.generation + 1;
		const kept = [...last.files].filter(() => random.below(3) > 0);
		const files = new Map(bugs.reusesNames ? [] : kept);
		let number = bugs.reusesNames
			? 1
			: nextFileNumber(directory, last.nextFile);
		for (let left = 1 + random.below(3); left > 0; left--) {
			const name = `segment-${padded(number++)}.data`;
			const parts = [random.bytes(1 + random.below(40)), random.bytes(20)];
			if (bugs.reusesNames) {
				directory.remove(name);
			}
			writeSealedFile(directory, name, parts);
			files.set(name, crc32(Buffer.concat(parts)));
		}
		const manifest = { generation, nextFile: number, files };
		const keep = new Set([manifestName(generation), ...files.keys()]);
		events.onStart({ generation, content: contentOf(files) });
		if (bugs.removesEarly) {
			removeObsolete(directory, keep);
		}
		if (bugs.acknowledgesEarly) {
			events.onAcknowledged(generation);
		}
		publishManifest(directory, {
			generation,
			bytes: encodeManifest(manifest),
			dataFiles: files.keys(),
		});
		events.onAcknowledged(generation);
		removeObsolete(directory, keep);
	} finally {
		lock.release();
	}
}

function contentOf(files: ReadonlyMap<string, number>): string {
	return [...files].map(([name, sum]) => `${name}:${sum}`).join(" ");
}

function encodeManifest(manifest: Manifest): Uint8Array {
	const body = JSON.stringify({ ...manifest, files: [...manifest.files] });
	return new TextEncoder().encode(`${crc32(body)}\n${body}`);
}

function readManifest(directory: Directory): Manifest {
	const generation = newestGeneration(directory);
	if (generation === 0) {
		return { generation: 0, nextFile: 1, files: new Map() };
	}
	const text = new TextDecoder().decode(
		readAll(directory, manifestName(generation)),
	);
	const end = text.indexOf("\n");
	const body = text.slice(end + 1);
	if (end < 0 || Number(text.slice(0, end)) !== crc32(body)) {
		throw new Damage(`manifest of generation ${generation} is damaged`);
	}
	const { nextFile, files } = JSON.parse(body);
	return { generation, nextFile, files: new Map(files) };
}

function checksumOf(directory: Directory, name: string): number | undefined {
	return directory.list().includes(name)
		? crc32(readAll(directory, name))
		: undefined;
}

function readAll(directory: Directory, name: string): Uint8Array {
	const file = directory.openRead(name);
	const bytes = new Uint8Array(file.lengthBytes);
	file.read(0, bytes);
	file.close();
	return bytes;
}
