/** A usage line, or the term of an option, with what stands in its brackets in the reader's language. */
export function withPlaceholders(
	term: string,
	placeholders: ReadonlyMap<string, string>,
): string {
	return term.replace(
		/(?<=[<[])[A-Za-z-]+(?=(?:\.\.\.)?[\]>])/g,
		(name) => placeholders.get(name) ?? name,
	);
}
