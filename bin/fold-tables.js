// What folding does to each UTF-16 unit, from Unicode's and OpenCC's data: the rules behind the tables of src/analysis.
import { readFileSync } from "node:fs";
import hongKong from "opencc-js/dict/HKVariants";
import hongKongBack from "opencc-js/dict/HKVariantsRev";
import traditional from "opencc-js/dict/TSCharacters";
import taiwan from "opencc-js/dict/TWVariants";
import taiwanBack from "opencc-js/dict/TWVariantsRev";

const STANDARD = new URL(
	"../test/golden/standard-characters.txt",
	import.meta.url,
);

/** Letters with case stand below, but for those of a compatible form and a few that no legal text has. */
const CASE_LIMIT = 0x2000;
/**
 * Where forms are taken to what they are compatible with. Numbers in circles, brackets or of Rome (U+2150-218B, U+2460-24FF,
 * U+3200-33FF) and those of Suzhou (U+3038-303A) lie outside: no numeral becomes another.
 */
const COMPATIBLE = [
	[0x00a0, 0x024f],
	[0x2000, 0x209c],
	[0x2100, 0x214f],
	[0x2329, 0x232a],
	[0x2f00, 0x2fd5],
	[0x3000, 0x3000],
	[0xf900, 0xfaff],
	[0xfe10, 0xfe6f],
	[0xff01, 0xff9f],
	[0xffe0, 0xffe6],
];
/** Digits of Arabic and of Persian and Uyghur, beside those that are compatible forms. */
const DIGIT_ROWS = [0x0660, 0x06f0];

/**
 * Radicals that look like a whole character: PDF files give them for it (⺠法典). Unicode has no compatible form for most; these
 * pairs are of its EquivalentUnifiedIdeograph.
 */
const RADICALS =
	"⺎兀⺐尢⺒巳⺓幺⺜日⺝月⺟母⺠民⺧牛⺫目⺬示⺻聿⻁虎⻄西⻅见⻆角⻉贝⻋车⻑长⻓长⻔门⻘青⻙韦⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻬齐⻮齿⻰龙⻱龟⻳龟";
/** Variants in statutes of Taiwan and in older print that OpenCC leaves: 槍砲彈藥刀械管制條例. */
const VARIANTS = "砲炮値值戸户晩晚緖绪郞郎鄕乡硏研塡填倂并揷插隷隶黒黑";
/** Not 恶: in 二噁英, of today's laws, 噁 is written for 𫫇, which takes two units. */
const KEPT = "噁";

export function foldTables(signs, standard) {
	const toSimplified = simplification(standard);
	const toSign = new Map(
		signs.flatMap(([sign, forms]) => [...forms].map((form) => [form, sign])),
	);
	const compatible = [];
	const simplified = [];
	for (let unit = 0x80; unit < 0x1_0000; unit++) {
		const character = String.fromCharCode(unit);
		if (toSimplified.has(character)) {
			simplified.push(character, last(toSimplified, character));
		} else if (!toSign.has(character)) {
			const form = compatibleForm(character);
			const sign = toSign.get(form) ?? form;
			const folded = last(toSimplified, sign);
			if (folded !== character) {
				compatible.push(character, folded);
			}
		}
	}
	return { compatible: compatible.join(""), simplified: simplified.join("") };
}

export function standardCharacters() {
	const lines = readFileSync(STANDARD, "utf8").split("\n");
	return new Set(lines.filter((line) => !line.startsWith("#")).join(""));
}

/** Compatible, then lower case; forms of more than one unit would move offsets, and stay. */
function compatibleForm(character) {
	const unit = character.charCodeAt(0);
	let form = character;
	if (COMPATIBLE.some(([first, end]) => unit >= first && unit <= end)) {
		form = oneUnit(character.normalize("NFKC"), character);
	}
	for (const zero of DIGIT_ROWS) {
		if (unit >= zero && unit < zero + 10) {
			form = String(unit - zero);
		}
	}
	if (form.charCodeAt(0) < CASE_LIMIT) {
		form = oneUnit(form.toLowerCase(), form);
	}
	return pairs(RADICALS).get(character) ?? form;
}

function oneUnit(form, otherwise) {
	return form.length === 1 ? form : otherwise;
}

/** Traditional characters and regional variants, none of them of the standard. */
function simplification(standard) {
	const mapping = new Map();
	const add = (from, to) => {
		const isKept = standard.has(from) || KEPT.includes(from);
		if (from.length === 1 && to.length === 1 && !isKept && from !== to) {
			mapping.set(from, mapping.get(from) ?? to);
		}
	};
	for (const [from, to] of rows(traditional)) {
		add(from, to);
	}
	for (const table of [taiwan, hongKong, taiwanBack, hongKongBack]) {
		for (const [from, to] of rows(table)) {
			// 衞 is a variant of 衛, which is 卫; 痺 one of 痹.
			if (mapping.has(to) || standard.has(to)) {
				add(from, mapping.get(to) ?? to);
			}
		}
	}
	for (const [from, to] of pairs(VARIANTS)) {
		add(from, to);
	}
	return mapping;
}

/** OpenCC's rows: a form and what it may become, the usual first. */
function rows(table) {
	return table.split("|").map((row) => row.split(" "));
}

function pairs(text) {
	const characters = [...text];
	return new Map(
		characters.flatMap((from, i) =>
			i % 2 === 0 ? [[from, characters[i + 1]]] : [],
		),
	);
}

/** What a character is in the end: where one step leads to a form that has a step of its own. */
function last(mapping, character) {
	let form = character;
	for (let step = 0; step < 4; step++) {
		form = mapping.get(form) ?? form;
	}
	return form;
}
