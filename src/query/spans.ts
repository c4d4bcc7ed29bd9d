import { lowerBound } from "../bytes/lower-bound.ts";

/**
 * Where something stands in one text: stretches `[start, end)` of places of its character layer, ascending by start, then by end; what is
 * made of several things is told from what is one. Reused from text to text.
 */
export class Spans {
	starts = new Int32Array(4);
	ends = new Int32Array(4);
	/** 1 where it is made of several. */
	made = new Uint8Array(4);
	count = 0;

	clear(): void {
		this.count = 0;
	}

	push(start: number, end: number, made = 0): void {
		const at = this.count++;
		if (at === this.starts.length) {
			this.starts = doubled(this.starts, new Int32Array(at * 2));
			this.ends = doubled(this.ends, new Int32Array(at * 2));
			this.made = doubled(this.made, new Uint8Array(at * 2));
		}
		this.starts[at] = start;
		this.ends[at] = end;
		this.made[at] = made;
	}

	/** Adds one of others. */
	take(from: Spans, at: number): void {
		this.push(from.starts[at]!, from.ends[at]!, from.made[at]!);
	}

	copy(from: Spans): void {
		this.clear();
		for (let at = 0; at < from.count; at++) {
			this.take(from, at);
		}
	}

	/** Those of either, each once. */
	unite(a: Spans, b: Spans): void {
		this.clear();
		let i = 0;
		let k = 0;
		while (i < a.count || k < b.count) {
			const order = compareAt(a, i, b, k);
			this.take(order <= 0 ? a : b, order <= 0 ? i : k);
			i += Number(order <= 0);
			k += Number(order >= 0);
		}
	}

	/** Those of others that lie within `[start, end)`. */
	takeWithin(from: Spans, start: number, end: number): void {
		const { starts, ends, count } = from;
		this.clear();
		let at = lowerBound(starts, start, 0, count);
		for (; at < count && starts[at]! < end; at++) {
			if (ends[at]! <= end) {
				this.take(from, at);
			}
		}
	}

	/** Puts into order what was pushed out of it, each once. */
	sort(): void {
		let isSorted = true;
		for (let at = 1; at < this.count; at++) {
			isSorted &&= compareAt(this, at - 1, this, at) < 0;
		}
		if (isSorted) {
			return;
		}
		const all = new Spans();
		all.copy(this);
		const order = Array.from({ length: this.count }, (_, at) => at).sort(
			(a, b) => compareAt(all, a, all, b),
		);
		this.clear();
		order.forEach((at, i) => {
			if (i === 0 || compareAt(all, order[i - 1]!, all, at) !== 0) {
				this.take(all, at);
			}
		});
	}

	/** Whether one of others is among these. */
	has(of: Spans, wanted: number): boolean {
		let at = lowerBound(this.starts, of.starts[wanted]!, 0, this.count);
		while (at < this.count && compareAt(this, at, of, wanted) < 0) {
			at++;
		}
		return at < this.count && compareAt(this, at, of, wanted) === 0;
	}
}

function doubled<Column extends Int32Array | Uint8Array>(
	column: Column,
	larger: Column,
): Column {
	larger.set(column);
	return larger;
}

/** Negative where the one of `a` comes first, or `b` has no more. */
function compareAt(a: Spans, i: number, b: Spans, k: number): number {
	if (i === a.count || k === b.count) {
		return i === a.count ? 1 : -1;
	}
	return (
		a.starts[i]! - b.starts[k]! ||
		a.ends[i]! - b.ends[k]! ||
		a.made[i]! - b.made[k]!
	);
}
