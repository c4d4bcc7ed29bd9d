import { IntColumn } from "../bytes/int-column.ts";
import { packColumn } from "../bytes/runs.ts";
import { type DocumentKind, keptNumbers } from "./document-kind.ts";

/*
 * What is known of an article before anything is asked, one byte a document (FORMAT.md, "Priors"): the high bit tells provisions of
 * law from other articles, the rest is the prior in sixteenths, 64 standing for 0.
 */

const PROVISION = 0x80;
const VALUE_MASK = 0x7f;
const ZERO = 64;
const STEPS = 16;

/** The byte of a prior from -4 to 3.9; what is beyond counts as that. */
export function priorByte(prior: number, isProvision: boolean): number {
	const value = Math.round(prior * STEPS) + ZERO;
	const kept = Math.min(VALUE_MASK, Math.max(0, value));
	return kept | (isProvision ? PROVISION : 0);
}

export function priorOfByte(byte: number): number {
	return ((byte & VALUE_MASK) - ZERO) / STEPS;
}

/** The byte of a prior that is more by so much, or less where that is below 0. */
export function shifted(byte: number, by: number): number {
	return priorByte(priorOfByte(byte) + by, isProvisionByte(byte));
}

export function isProvisionByte(byte: number): boolean {
	return (byte & PROVISION) !== 0;
}

/** What a segment without priors has for each document. */
export const NO_PRIOR = ZERO;

export const priorsKind: DocumentKind<Uint8Array> = {
	name: "priors",
	gatherer() {
		const bytes = new IntColumn();
		return {
			add({ law }, { prior }) {
				const isProvision = law !== undefined;
				bytes.push(priorByte(prior, isProvision));
			},
			take: () => Uint8Array.from(bytes.take()),
		};
	},
	joiner() {
		const bytes = new IntColumn();
		return {
			append: (part, kept) => bytes.pushAll(keptNumbers(part, kept)),
			bytes: () => packColumn(bytes.view(), 1),
		};
	},
	partOf: (reader) => reader.priors(),
};
