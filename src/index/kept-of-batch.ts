import type { CutBatch } from "./cut-batch.ts";
import { keptTexts } from "./stored-articles.ts";
import { keptOfPart } from "./token-stream.ts";

/** The batch without some of its articles; `isKept` says of each whether it stays. */
export function keptOfBatch(
	batch: CutBatch,
	isKept: readonly boolean[],
): CutBatch {
	const kept = Int32Array.from(batch.ids.keys()).filter(
		(number) => isKept[number] === true,
	);
	const isKeptAt = (_: unknown, number: number) => isKept[number] === true;
	return {
		...batch,
		ids: batch.ids.filter(isKeptAt),
		sourceBytes: batch.sourceBytes.filter(isKeptAt),
		texts: keptTexts(batch.texts, isKept),
		kept,
		layers: batch.layers.map(({ norms, streams, ...of }) => ({
			...of,
			norms: norms.filter(isKeptAt),
			streams: streams.map((part) => keptOfPart(part, isKept)),
		})),
	};
}
