const ROOT = 0;

/** A trie over UTF-16 units that grows: each step is a look-up of (node, unit) in one open-addressing table. */
export class HashTrie {
	/** Nodes in use; 0 is the root, and new nodes count up. */
	nodeCount = 1;
	/** The node above each node. */
	parents: Int32Array;
	/** The unit that leads to each node. */
	units: Uint16Array;
	/** A node at its hash, or 0 (the root is nobody's child). */
	#slots: Int32Array;

	/** Grows by itself; `expectedNodes` saves that. */
	constructor(expectedNodes = 0) {
		const capacity =
			2 ** Math.ceil(Math.log2(Math.max(expectedNodes + 1, 256)));
		this.parents = new Int32Array(capacity);
		this.units = new Uint16Array(capacity);
		this.#slots = new Int32Array(capacity * 2);
	}

	/** The node of `word`, made where it is missing. */
	add(word: string): number {
		while (this.nodeCount + word.length > this.parents.length) {
			this.#grow();
		}
		const { parents, units } = this;
		const slots = this.#slots;
		const mask = slots.length - 1;
		let node = ROOT;
		for (let i = 0; i < word.length; i++) {
			const unit = word.charCodeAt(i);
			let slot = hash(node, unit) & mask;
			let found = slots[slot]!;
			while (
				found !== 0 &&
				(units[found] !== unit || parents[found] !== node)
			) {
				slot = (slot + 1) & mask;
				found = slots[slot]!;
			}
			if (found === 0) {
				found = this.nodeCount++;
				parents[found] = node;
				units[found] = unit;
				slots[slot] = found;
			}
			node = found;
		}
		return node;
	}

	/** The node below `node` by `unit`, or 0. */
	child(node: number, unit: number): number {
		const slots = this.#slots;
		const mask = slots.length - 1;
		let slot = hash(node, unit) & mask;
		for (;;) {
			const found = slots[slot]!;
			if (
				found === 0 ||
				(this.units[found] === unit && this.parents[found] === node)
			) {
				return found;
			}
			slot = (slot + 1) & mask;
		}
	}

	#place(node: number): void {
		const mask = this.#slots.length - 1;
		let slot = hash(this.parents[node]!, this.units[node]!) & mask;
		while (this.#slots[slot] !== 0) {
			slot = (slot + 1) & mask;
		}
		this.#slots[slot] = node;
	}

	#grow(): void {
		const capacity = this.parents.length * 2;
		const parents = new Int32Array(capacity);
		parents.set(this.parents);
		this.parents = parents;
		const units = new Uint16Array(capacity);
		units.set(this.units);
		this.units = units;
		this.#slots = new Int32Array(capacity * 2);
		for (let node = 1; node < this.nodeCount; node++) {
			this.#place(node);
		}
	}
}

function hash(node: number, unit: number): number {
	const mixed = Math.imul(node, 0x9e3779b1) ^ Math.imul(unit, 0x85ebca6b);
	return mixed ^ (mixed >>> 15);
}
