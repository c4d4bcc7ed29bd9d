/** What several sorted sources have, key by key: for each key what was found under it, in the order of the sources. */
export function* inKeyOrder<Entry extends { readonly key: string }>(
	sources: readonly Iterator<Entry>[],
): Generator<{ readonly key: string; readonly found: readonly Entry[] }> {
	const heads = sources.map((source) => nextOf(source));
	for (;;) {
		let least: string | undefined;
		for (const head of heads) {
			if (head !== undefined && (least === undefined || head.key < least)) {
				least = head.key;
			}
		}
		if (least === undefined) {
			return;
		}
		const found: Entry[] = [];
		for (const [i, head] of heads.entries()) {
			if (head !== undefined && head.key === least) {
				found.push(head);
				heads[i] = nextOf(sources[i]!);
			}
		}
		yield { key: least, found };
	}
}

function nextOf<Entry>(source: Iterator<Entry>): Entry | undefined {
	const next = source.next();
	return next.done === true ? undefined : next.value;
}
