import type { VerifyReport } from "./answers.ts";
import { type IndexPlace, openPlace } from "./index-place.ts";
import { verifyReport } from "./open-engine.ts";

/** Checks every byte of an index, also of one that cannot be opened. @throws SearchError `no-index` */
export async function verifyIndex(options: {
	readonly index: IndexPlace;
}): Promise<VerifyReport> {
	return verifyReport(openPlace(options.index));
}
