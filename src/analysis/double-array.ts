/** Nodes with more children look for room from the front each time; few nodes, and the array stays short. */
const LARGE_NODE = 50;

/** A trie by its nodes; node 0 is the root, every other node has a parent and a label from 1 to `labelLimit` - 1. */
export interface TrieNodes {
	readonly count: number;
	readonly parents: Int32Array;
	readonly labels: Uint16Array;
	readonly labelLimit: number;
}

export interface DoubleArray {
	/** Cells in use, and room behind them so that base + label never leaves the array. */
	readonly cellCount: number;
	/** The cell of each node. */
	readonly cells: Int32Array;
	/** The base of each node, 0 for one without children. */
	readonly bases: Int32Array;
}

/**
 * Lays a trie out as a double array: a node's child by `label` is in cell base + label. No two nodes have the same base, so the label
 * kept in a cell proves whose child it is. The root's base is 0: the cells below `labelLimit` are its children's by label, or stay unused.
 */
export function layOutDoubleArray(trie: TrieNodes): DoubleArray {
	const children = childrenByNode(trie);
	const cells = new Int32Array(trie.count);
	const bases = new Int32Array(trie.count);
	const room = new FreeRoom(trie.labelLimit);
	for (const child of children.of(0)) {
		cells[child] = trie.labels[child]!;
	}
	let labels = new Uint16Array(16);
	let cellCount = trie.labelLimit;
	for (const node of innerNodesBySize(trie, children.starts)) {
		const below = children.of(node);
		if (below.length > labels.length) {
			labels = new Uint16Array(below.length * 2);
		}
		for (let i = 0; i < below.length; i++) {
			labels[i] = trie.labels[below[i]!]!;
		}
		const base = room.take(labels, below.length);
		bases[node] = base;
		for (const child of below) {
			cells[child] = base + trie.labels[child]!;
		}
		cellCount = Math.max(cellCount, base + trie.labelLimit);
	}
	return { cellCount, cells, bases };
}

interface Children {
	/** Where the children of each node begin. */
	readonly starts: Int32Array;
	/** The children of a node, by rising label. */
	of(node: number): Int32Array;
}

/** Two counting sorts: all nodes by label, then by parent. */
function childrenByNode({
	count,
	parents,
	labels,
	labelLimit,
}: TrieNodes): Children {
	const labelStarts = new Int32Array(labelLimit + 1);
	for (let node = 1; node < count; node++) {
		labelStarts[labels[node]! + 1]!++;
	}
	accumulate(labelStarts);
	const byLabel = new Int32Array(count - 1);
	for (let node = 1; node < count; node++) {
		byLabel[labelStarts[labels[node]!]!++] = node;
	}
	const starts = new Int32Array(count + 1);
	for (let node = 1; node < count; node++) {
		starts[parents[node]! + 1]!++;
	}
	accumulate(starts);
	const next = starts.slice();
	const sorted = new Int32Array(count - 1);
	for (const node of byLabel) {
		sorted[next[parents[node]!]!++] = node;
	}
	return {
		starts,
		of: (node) => sorted.subarray(starts[node], starts[node + 1]),
	};
}

function accumulate(counts: Int32Array): void {
	for (let i = 1; i < counts.length; i++) {
		counts[i]! += counts[i - 1]!;
	}
}

/** Nodes with children, those with most first: what is hard to place comes while there is room, the rest fills the gaps. */
function innerNodesBySize(
	{ count }: TrieNodes,
	starts: Int32Array,
): Int32Array {
	const sizeOf = (node: number) => starts[node + 1]! - starts[node]!;
	const nodes: number[] = [];
	for (let node = 1; node < count; node++) {
		if (sizeOf(node) > 0) {
			nodes.push(node);
		}
	}
	nodes.sort((a, b) => sizeOf(b) - sizeOf(a) || a - b);
	return Int32Array.from(nodes);
}

/** Which cells are free and which bases unused, as bits, so that 32 bases are tried at once. */
class FreeRoom {
	#free: Int32Array;
	#unusedBases: Int32Array;
	/** No cell is free in the words before this one. */
	#firstWord: number;
	/** Small nodes look for room from where the last of their size found it. */
	#size = 0;
	#sizeWord = 0;

	constructor(reservedCells: number) {
		const words = ((reservedCells * 4) >>> 5) + 2;
		this.#free = new Int32Array(words).fill(-1);
		this.#unusedBases = new Int32Array(words).fill(-1);
		for (let cell = 0; cell < reservedCells; cell++) {
			clearBit(this.#free, cell);
		}
		// 0 is the root's, and says "no children" in every other node.
		clearBit(this.#unusedBases, 0);
		this.#firstWord = reservedCells >>> 5;
	}

	/** Takes the cells base + label of `count` rising labels, and returns that base. */
	take(labels: Uint16Array, count: number): number {
		const lowest = labels[0]!;
		const highest = labels[count - 1]!;
		if (count !== this.#size || count > LARGE_NODE) {
			this.#size = count;
			this.#sizeWord = this.#firstWord;
		}
		let word = Math.max(((this.#sizeWord << 5) - lowest) >> 5, 0);
		for (; ; word++) {
			this.#ensure((word << 5) + highest + 64);
			const candidates = this.#candidates(word, labels, count);
			if (candidates !== 0) {
				const base = (word << 5) + lowestBit(candidates);
				this.#sizeWord = Math.max(this.#sizeWord, (base + lowest) >>> 5);
				this.#occupy(base, labels, count);
				return base;
			}
		}
	}

	#candidates(word: number, labels: Uint16Array, count: number): number {
		let candidates = this.#unusedBases[word]!;
		for (let i = 0; i < count && candidates !== 0; i++) {
			const label = labels[i]!;
			const at = word + (label >>> 5);
			const shift = label & 31;
			candidates &=
				shift === 0
					? this.#free[at]!
					: (this.#free[at]! >>> shift) | (this.#free[at + 1]! << (32 - shift));
		}
		return candidates;
	}

	#occupy(base: number, labels: Uint16Array, count: number): void {
		clearBit(this.#unusedBases, base);
		for (let i = 0; i < count; i++) {
			clearBit(this.#free, base + labels[i]!);
		}
		while (this.#free[this.#firstWord] === 0) {
			this.#firstWord++;
		}
	}

	#ensure(bits: number): void {
		const words = (bits >>> 5) + 2;
		if (words > this.#free.length) {
			this.#free = grownWithOnes(this.#free, words * 2);
			this.#unusedBases = grownWithOnes(this.#unusedBases, words * 2);
		}
	}
}

function clearBit(words: Int32Array, bit: number): void {
	words[bit >>> 5]! &= ~(1 << (bit & 31));
}

function lowestBit(word: number): number {
	return 31 - Math.clz32(word & -word);
}

function grownWithOnes(words: Int32Array, length: number): Int32Array {
	const grown = new Int32Array(length).fill(-1);
	grown.set(words);
	return grown;
}
