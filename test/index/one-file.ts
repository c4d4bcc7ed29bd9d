import { ByteCache } from "../../src/index/byte-cache.ts";
import { FILE_KINDS, type FileKindName } from "../../src/index/file-kind.ts";
import { FrameWriter } from "../../src/index/frame.ts";
import { PagedFile } from "../../src/index/paged-file.ts";
import { memoryDirectory } from "../../src/storage/memory-directory.ts";

const NUMBER = 7;

/** What `write` wrote into a file of its own, open for reading. */
export function writtenFile(
	kind: FileKindName,
	write: (out: FrameWriter) => void,
): PagedFile {
	const directory = memoryDirectory();
	const out = new FrameWriter(directory.create(kind), FILE_KINDS[kind], NUMBER);
	write(out);
	out.seal();
	return new PagedFile(
		directory,
		{ name: kind, number: NUMBER },
		FILE_KINDS[kind],
		new ByteCache(1_000_000),
	);
}
