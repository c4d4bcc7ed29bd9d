import type { RejectionCode } from "../../src/errors.ts";

/** A code with which the file is rejected, or a word that its one article contains, or that nothing is said of it. */
export type Expected = RejectionCode | { readonly has: string } | "ignored";
export type Row = readonly [
	name: string,
	content: string | Uint8Array,
	expected: Expected,
];

export const has = (word: string): Expected => ({ has: word });
export const hex = (digits: string) =>
	Buffer.from(digits.replace(/ /g, ""), "hex");
export const bytes = (...parts: (string | Uint8Array)[]) =>
	Buffer.concat(parts.map((part) => Buffer.from(part)));
export const utf16be = (text: string) => Buffer.from(text, "utf16le").swap16();
/** 劳动合同的解除 in GBK, 勞動契約的終止 in Big5. */
export const GBK = hex("C0CD B6AF BACF CDAC B5C4 BDE2 B3FD");
export const BIG5 = hex("B3D2 B0CA ABB4 ACF9 AABA B2D7 A4EE");
export const PROSE = "劳动合同的解除，应当支付经济补偿。";
export const page = (body: string, head = "") =>
	`<html><head><title>题目</title>${head}</head><body><h1>题目</h1>${body}</body></html>`;
export const record = (fields: object) =>
	JSON.stringify({ title: "题目", body: PROSE, ...fields });
export const front = (yaml: string) =>
	`---\n${yaml}\n---\n\n# 题目\n\n${PROSE}\n`;
