import type { Analyzer } from "../analysis/analyzer.ts";
import { TEXT_FIELDS, type TextField } from "../analysis/fields.ts";
import { NO_BOUNDS, type PlaceBounds } from "../analysis/place-bounds.ts";
import type { SegmentReader } from "../index/segment-reader.ts";
import {
	leavesOfPlaces,
	type NearPlaces,
	nearPlaces,
	type PlaceNode,
	PlaceReader,
} from "../query/near-places.ts";
import type { NearPlan } from "../query/plan.ts";
import { type CountedPlaces, standsSurely } from "../query/sure-pairs.ts";
import { TextPlaces } from "../query/text-places.ts";
import { LeafCursor } from "./leaf-cursor.ts";

/** Finds the documents of which one field holds all operands of a `near`, as close as it says. */
export class NearFinder {
	readonly #texts: TextPlaces;
	readonly #places = new PlaceReader();
	readonly #shouldStop: () => boolean;

	/** @param analyzer reads the articles where the index does not tell places: of entities, of words that stand there inside others too */
	constructor(analyzer: Analyzer, shouldStop: () => boolean) {
		this.#texts = new TextPlaces(analyzer);
		this.#shouldStop = shouldStop;
	}

	/** A bit for each document of the segment, deleted ones left out. */
	find(segment: SegmentReader, plan: NearPlan): Int32Array {
		const found = new Int32Array(Math.ceil(segment.documents / 32));
		for (const field of TEXT_FIELDS) {
			const near = nearPlaces(plan, field);
			if (near !== undefined) {
				this.#findIn(segment, field, near, found);
			}
		}
		return found;
	}

	#findIn(
		segment: SegmentReader,
		field: TextField,
		near: NearPlaces,
		found: Int32Array,
	): void {
		const cursors = leavesOfPlaces(near).map(
			(leaf) => new LeafCursor(segment, field, leaf),
		);
		const candidates = candidatesOf(near, new Map(cursors.map(byLeaf)));
		for (let word = 0; word < found.length; word++) {
			candidates[word]! &= ~found[word]!;
		}
		if (candidates.every((word) => word === 0)) {
			return;
		}
		for (const cursor of cursors) {
			cursor.prepare(candidates);
		}
		const test = {
			segment,
			field,
			near,
			cursors,
			gathered: new Set(near.parts.flatMap(gatheredLeaves)),
			needsBounds: needsBounds(near),
		};
		for (let word = 0; word < found.length; word++) {
			if ((word & 0x3f) === 0 && this.#shouldStop()) {
				return;
			}
			let rest = candidates[word]!;
			while (rest !== 0) {
				const bit = rest & -rest;
				rest &= rest - 1;
				const doc = word * 32 + 31 - Math.clz32(bit);
				if (!segment.isDeleted(doc) && this.#holds(test, doc)) {
					found[word]! |= bit;
				}
			}
		}
	}

	/** By the index alone, if that is enough: what stands for sure, and what may stand at most, decide most documents. */
	#holds(test: FieldTest, doc: number): boolean {
		const { segment, field, near, cursors, gathered } = test;
		let isOpen = false;
		let isUnknown = false;
		let isGatheredOpen = false;
		for (const cursor of cursors) {
			const places = cursor.load(doc);
			isOpen ||= places !== "sure";
			isUnknown ||= places === "unknown";
			isGatheredOpen ||= places !== "sure" && gathered.has(cursor.leaf);
		}
		if (isGatheredOpen) {
			return !this.#shouldStop() && this.#holdsInText(test, doc);
		}
		const bounds = test.needsBounds
			? segment.sentences()?.boundsOf(field, doc)
			: NO_BOUNDS;
		if (bounds === undefined) {
			isOpen = true;
		} else if (this.#places.holds(near, bounds)) {
			return true;
		}
		if (!isOpen || !(isUnknown || this.#mayHold(test, bounds ?? NO_BOUNDS))) {
			return false;
		}
		if (!isUnknown && bounds !== undefined && holdsSurely(test, bounds)) {
			return true;
		}
		return !this.#shouldStop() && this.#holdsInText(test, doc);
	}

	#mayHold({ near, cursors }: FieldTest, bounds: PlaceBounds): boolean {
		for (const cursor of cursors) {
			cursor.assumeAll();
		}
		return this.#places.holds(near, bounds);
	}

	#holdsInText({ segment, field, near }: FieldTest, doc: number): boolean {
		const bounds = this.#texts.fill(near, segment.article(doc), field);
		return this.#places.holds(near, bounds);
	}
}

interface FieldTest {
	readonly segment: SegmentReader;
	readonly field: TextField;
	readonly near: NearPlaces;
	readonly cursors: readonly LeafCursor[];
	/** The leaves of shortest stretches: one place more or less makes others of these, not only more or fewer. */
	readonly gathered: ReadonlySet<PlaceNode>;
	readonly needsBounds: boolean;
}

/** Walks down the tree, whose depth the parser bounds. */
function gatheredLeaves(node: PlaceNode): PlaceNode[] {
	switch (node.kind) {
		case "leaf":
			return [];
		case "any":
			return node.parts.flatMap(gatheredLeaves);
		default:
			return leavesOfPlaces(node);
	}
}

/** By how often two leaves stand where they may. */
function holdsSurely(
	{ near, cursors }: FieldTest,
	bounds: PlaceBounds,
): boolean {
	const [a, b, ...others] = cursors;
	if (near.parts.some(({ kind }) => kind !== "leaf") || others.length > 0) {
		return false;
	}
	return standsSurely(counted(a!), counted(b!), near.links[0]!, bounds);
}

function counted({ leaf, real }: LeafCursor): CountedPlaces {
	return { spans: leaf.spans, real };
}

function byLeaf(cursor: LeafCursor): [PlaceNode, LeafCursor] {
	return [cursor.leaf, cursor];
}

/** A bit for each document that has what the node needs, wherever. Walks down the tree, whose depth the parser bounds. */
function candidatesOf(
	node: PlaceNode,
	cursors: ReadonlyMap<PlaceNode, LeafCursor>,
): Int32Array {
	if (node.kind === "leaf") {
		return cursors.get(node)!.documents();
	}
	const [first, ...others] = node.parts.map((part) =>
		candidatesOf(part, cursors),
	);
	const isAny = node.kind === "any";
	for (const other of others) {
		for (let word = 0; word < first!.length; word++) {
			first![word] = isAny
				? first![word]! | other[word]!
				: first![word]! & other[word]!;
		}
	}
	return first!;
}

function needsBounds(node: PlaceNode): boolean {
	if (node.kind === "leaf") {
		return false;
	}
	return (
		node.parts.some(needsBounds) ||
		(node.kind === "near" &&
			node.links.some(({ unit }) => unit !== "characters"))
	);
}
