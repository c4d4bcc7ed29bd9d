import { SearchError } from "../errors.ts";

/** What `read` gives; nothing where damage or the storage stands in the way. */
export function readable<T>(read: () => T): T | undefined {
	try {
		return read();
	} catch (cause) {
		if (cause instanceof SearchError) {
			return undefined;
		}
		throw cause;
	}
}
