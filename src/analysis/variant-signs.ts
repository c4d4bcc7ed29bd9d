/*
 * Signs that stand for one another in legal texts, by hand: what a keyboard, an old encoding or a region writes in place of the
 * usual one. Each row: the form that folding leaves, and the forms it takes for it.
 *
 * Not here, on purpose:
 * - 《》 and 〈〉 are what names of laws stand in; they are no quotes and no angle brackets.
 * - 〇, ○ and 零 are numerals or placeholders (第三〇条, 张○); entities know their values, folding does not.
 * - ①, ㈠, ⒈ and Ⅰ number items: as 1 they would find what nobody meant.
 * - … stays: three dots would take three units.
 */
export const VARIANT_SIGNS: readonly (readonly [string, string])[] = [
	// Corner brackets are the quotes of Taiwan and Hong Kong, ″ and ′ what converters make of straight ones.
	['"', "“”„‟″〝〞〟「」『』"],
	["'", "‘’‚‛′"],
	// A dash of any length: 第十条—第十二条 is 第十条-第十二条. ─ and ━ draw boxes, but GB2312 texts use them as dashes.
	["-", "‐‑‒–—―−─━"],
	// Between the parts of a foreign name: 阿不都·买买提. ● and ○ are not among them: they stand for letters left out.
	["·", "‧•・∙⋅"],
	// 〔2020〕, [2020] and 【2020】 are one number of a document.
	["[", "〔【〖〘〚"],
	["]", "〕】〗〙〛"],
	["~", "〜∼"],
	// ∶ is what GBK has for ratios (1∶1), ︰ the colon of Big5.
	[":", "∶︰"],
	["/", "⁄∕"],
	["…", "⋯"],
];
