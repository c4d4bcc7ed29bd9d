#!/usr/bin/env node
// Compiles the table of how characters sound from pinyin-pro: node bin/compile-sounds.js [OUT]
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { pinyin } from "pinyin-pro";
import { readDictionarySources } from "./nodejieba.js";

/** Rarer words of jieba's dictionary are mostly names, and told little by. */
const LEAST_FREQUENCY = 3;
/** A reading that a character has in fewer of its occurrences is left out. */
const LEAST_SHARE = 0.015;

const out =
	process.argv[2] ??
	fileURLToPath(new URL("../dist/sounds.txt", import.meta.url));
const lines = linesOf(readingsInWords(readDictionarySources().dictionary));
mkdirSync(dirname(out), { recursive: true });
writeFileSync(out, `${lines.join("\n")}\n`);

/** character → reading → how often words are read so, by the words' frequencies: 重 is chong in 重复, zhong in 重要. */
function readingsInWords(dictionary) {
	const readings = new Map();
	for (const line of dictionary.split("\n")) {
		const [word = "", frequency = ""] = line.split(" ");
		const count = Number(frequency);
		if (!(count >= LEAST_FREQUENCY)) {
			continue;
		}
		const characters = [...word];
		const sounds = pinyin(word, { type: "array", toneType: "none", v: true });
		if (sounds.length !== characters.length) {
			continue;
		}
		characters.forEach((character, i) => {
			if (/^[\u4e00-\u9fff]$/.test(character) && /^[a-z]+$/.test(sounds[i])) {
				const counts = readings.get(character) ?? new Map();
				readings.set(character, counts);
				counts.set(sounds[i], (counts.get(sounds[i]) ?? 0) + count);
			}
		});
	}
	return readings;
}

/** A line a syllable: the characters that have it as their commonest reading, a bar, those that have it as another. */
function linesOf(readings) {
	const syllables = new Map();
	for (const [character, counts] of [...readings].sort(byFirst)) {
		const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
		[...counts]
			.filter(([, count]) => count >= all * LEAST_SHARE)
			.sort((a, b) => b[1] - a[1] || byFirst(a, b))
			.forEach(([syllable], rank) => {
				const sets = syllables.get(syllable) ?? ["", ""];
				sets[Math.min(rank, 1)] += character;
				syllables.set(syllable, sets);
			});
	}
	return [...syllables]
		.sort(byFirst)
		.map(([syllable, [first, other]]) => `${syllable} ${first}|${other}`);
}

function byFirst([a], [b]) {
	return a < b ? -1 : a > b ? 1 : 0;
}
