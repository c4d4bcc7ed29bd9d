/** Adds Symbol.asyncDispose for those whose Node has it. */
export function disposable<T extends { close(): Promise<void> }>(object: T): T {
	return Symbol.asyncDispose === undefined
		? object
		: Object.assign(object, { [Symbol.asyncDispose]: () => object.close() });
}
