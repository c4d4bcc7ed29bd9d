/** Lets a long test answer its runner, which takes one that is silent for a minute for dead. */
export function breathe(): Promise<void> {
	return new Promise((resolve) => setImmediate(resolve));
}
