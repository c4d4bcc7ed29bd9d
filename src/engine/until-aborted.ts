import { abortError, throwIfAborted } from "./writer-thread.ts";

/**
 * What the caller's iterable gives, until the caller's signal: then an error at once, even if the next one never comes.
 * @throws SearchError `aborted`
 */
export async function* untilAborted<T>(
	source: AsyncIterable<T> | Iterable<T>,
	signal: AbortSignal | undefined,
): AsyncGenerator<T> {
	const iterator =
		Symbol.asyncIterator in source
			? source[Symbol.asyncIterator]()
			: source[Symbol.iterator]();
	let isDone = false;
	try {
		for (;;) {
			const next = await orAborted(iterator, signal);
			if (next.done === true) {
				isDone = true;
				return;
			}
			yield next.value;
		}
	} finally {
		if (!isDone) {
			// Not waited for: one that is stuck never ends.
			Promise.resolve(iterator.return?.()).catch(() => {});
		}
	}
}

function orAborted<T>(
	iterator: AsyncIterator<T> | Iterator<T>,
	signal: AbortSignal | undefined,
): Promise<IteratorResult<T>> {
	throwIfAborted(signal);
	return new Promise((resolve, reject) => {
		const abort = () => reject(abortError(signal));
		signal?.addEventListener("abort", abort, { once: true });
		Promise.resolve(iterator.next())
			.then(resolve, reject)
			.finally(() => signal?.removeEventListener("abort", abort));
	});
}
