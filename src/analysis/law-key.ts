import { fold } from "./fold.ts";

export const STATE = "中华人民共和国";
/** Marks and blanks within a name that do not count: 《〈民法典〉婚姻家庭编的解释（一）》 is 民法典婚姻家庭编的解释一. */
export const OPENERS = "《〈<([{";
export const CLOSERS = "》〉>)]}";
/** Open and close alike: folding leaves one form of them. */
export const QUOTES = "\"'";
export const BLANKS = " \t";

const UNCOUNTED = /[《〈<([{》〉>)\]}"'\s]|中华人民共和国/g;

/** What counts of a law's name: folded, without marks, blanks and 中华人民共和国. Equal keys, equal laws. */
export function lawKey(name: string): string {
	return fold(name).replace(UNCOUNTED, "");
}
