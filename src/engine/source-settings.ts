import { relative, resolve } from "node:path";
import type { SourceSettings } from "../backend/embedded/embedded-writer.ts";
import type { ReadOptions } from "../corpus/read-options.ts";
import type { WriterPlace } from "./writer-protocol.ts";

/** What of the reading decides which articles there are: with keys in one order, so that equal settings look equal. */
export function sourceSettingsOf({ split, map }: ReadOptions): SourceSettings {
	const entries = Object.entries(map ?? {}).sort(([a], [b]) =>
		a < b ? -1 : 1,
	);
	return {
		...(split && { split }),
		...(entries.length > 0 && { map: Object.fromEntries(entries) }),
	};
}

/** The sources as an index keeps them: from its own folder, so that both can be moved together. */
export function keptRoots(
	sources: readonly string[],
	place: WriterPlace,
): string[] {
	return sources.map((source) =>
		place.kind === "folder"
			? relative(resolve(place.path), resolve(source))
			: resolve(source),
	);
}

/** The paths that `keptRoots` were made of. */
export function rootPaths(roots: readonly string[], folder: string): string[] {
	return roots.map((root) => resolve(folder, root));
}
