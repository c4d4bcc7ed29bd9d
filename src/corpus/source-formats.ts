/** The kinds of file that become articles. */
export type SourceFormat = "html" | "text" | "markdown" | "json" | "jsonl";

const FORMATS: ReadonlyMap<string, SourceFormat> = new Map([
	[".html", "html"],
	[".htm", "html"],
	[".txt", "text"],
	[".md", "markdown"],
	[".json", "json"],
	[".jsonl", "jsonl"],
	[".jsonl.gz", "jsonl"],
]);

export const KNOWN_EXTENSIONS: readonly string[] = [...FORMATS.keys()];

/** Format by the end of the name, whatever its case; nothing where fasou does not read such files. */
export function formatOf(name: string): SourceFormat | undefined {
	const match = /\.jsonl\.gz$|\.[^./]*$/i.exec(name);
	return match === null ? undefined : FORMATS.get(match[0].toLowerCase());
}
