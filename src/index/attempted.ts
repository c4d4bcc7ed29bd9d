import { SearchError } from "../errors.ts";

/** What `action` gives; nothing where damage or the storage stands in the way. */
export function attempted<T>(action: () => T): T | undefined {
	try {
		return action();
	} catch (cause) {
		if (cause instanceof SearchError) {
			return undefined;
		}
		throw cause;
	}
}
