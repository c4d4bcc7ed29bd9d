import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { layOutDoubleArray } from "../../src/analysis/double-array.ts";
import { HashTrie } from "../../src/analysis/hash-trie.ts";

/** Words over units 1 to 40 (with some far away, so that blocks and gaps occur). */
const words = fc.array(
	fc
		.array(
			fc.oneof(fc.integer({ min: 1, max: 40 }), fc.constantFrom(300, 2000)),
			{
				minLength: 1,
				maxLength: 6,
			},
		)
		.map((units) => String.fromCharCode(...units)),
	{ minLength: 1, maxLength: 300 },
);

describe("the trie by hashing", () => {
	test("leads each word to a node of its own and back", () => {
		fc.assert(
			fc.property(words, (list) => {
				const trie = new HashTrie();
				const nodes = new Map(list.map((word) => [word, trie.add(word)]));
				expect(new Set(nodes.values()).size).toBe(new Set(list).size);
				for (const [word, node] of nodes) {
					let found = 0;
					for (let i = 0; i < word.length; i++) {
						found = trie.child(found, word.charCodeAt(i));
					}
					expect(found).toBe(node);
					expect(trie.units[node]).toBe(word.charCodeAt(word.length - 1));
				}
			}),
		);
	});

	test("keeps its nodes when it grows", () => {
		const trie = new HashTrie();
		const nodes = Array.from({ length: 5000 }, (_, i) => trie.add(`${i}`));
		expect(nodes.map((_, i) => trie.add(`${i}`))).toEqual(nodes);
	});
});

describe("the double array", () => {
	test("puts each child at base + label, gives no cell and no base twice, and keeps the root's cells for the root", () => {
		fc.assert(
			fc.property(words, (list) => {
				const trie = new HashTrie();
				for (const word of list) {
					trie.add(word);
				}
				const labelLimit = 2001;
				const { cells, bases, cellCount } = layOutDoubleArray({
					count: trie.nodeCount,
					parents: trie.parents,
					labels: trie.units,
					labelLimit,
				});
				const inner = new Set<number>();
				for (let node = 1; node < trie.nodeCount; node++) {
					const parent = trie.parents[node] ?? -1;
					expect(cells[node]).toBe(
						(bases[parent] ?? -1) + (trie.units[node] ?? -1),
					);
					if (parent === 0) {
						continue;
					}
					inner.add(parent);
					expect(cells[node]).toBeGreaterThanOrEqual(labelLimit);
				}
				const used = [...cells.subarray(1)];
				expect(new Set(used).size).toBe(used.length);
				const usedBases = [...inner].map((node) => bases[node] ?? 0);
				expect(new Set([0, ...usedBases]).size).toBe(inner.size + 1);
				expect(Math.max(0, ...usedBases) + labelLimit).toBeLessThanOrEqual(
					cellCount,
				);
				for (let node = 1; node < trie.nodeCount; node++) {
					expect(bases[node] === 0).toBe(!inner.has(node));
				}
			}),
			{ numRuns: 60 },
		);
	});
});
