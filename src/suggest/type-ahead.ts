import MiniSearch from "minisearch";
import type { Sounds } from "./sounds.ts";
import {
	beginsAsTyped,
	hasLetters,
	initialsOfTyped,
	spellings,
} from "./typed-sound.ts";

/** What may be offered while somebody types. */
export interface TypeAheadEntry {
	/** What is offered. */
	readonly text: string;
	readonly kind: "law" | "term" | "title";
	/** What it is called, `text` among them or not; folded. */
	readonly names: readonly string[];
	/** How many articles speak for it; left out where that is to be found out when first asked for. */
	readonly weight?: number;
}

/** How many articles speak for what is offered; 0: it is not. */
export type Weigh = (entry: TypeAheadEntry) => number;

/** How a typed text begins a name, the nearest first. */
const NEARNESS = ["whole", "text", "letters", "sound", "fuzzy"] as const;
type Nearness = (typeof NEARNESS)[number];

interface Found {
	readonly entry: TypeAheadEntry;
	readonly nearness: Nearness;
}

interface Candidate extends Found {
	readonly weight: number;
}

/** Of longer names the beginning is found by how it sounds. */
const LONGEST_SOUNDED = 16;
const SHORTEST_SOUNDED = 2;
/** Who typed less may yet type anything. */
const SHORTEST_FUZZY = { letters: 5, characters: 3 };
/** With so many entries at hand none is guessed at. */
const ENOUGH = 3;
const LONGEST_TYPED = 40;

/** What is looked for in an index of its own, each made when first asked for. */
type Field = "name" | "initials" | "sound";

interface Fields {
	readonly id: number;
	/** Names, or how they are spelt, each on a line of its own. */
	readonly lines: string;
}

/** Entries by the beginnings of their names, of how they sound, and of what is nearly so. */
export class TypeAhead {
	readonly #entries: readonly TypeAheadEntry[];
	readonly #sounds: Sounds;
	readonly #weigh: Weigh;
	readonly #weights = new Map<TypeAheadEntry, number>();
	readonly #indexes = new Map<Field, MiniSearch<Fields>>();

	constructor(
		entries: readonly TypeAheadEntry[],
		{ sounds, weigh }: { readonly sounds: Sounds; readonly weigh: Weigh },
	) {
		this.#entries = entries;
		this.#sounds = sounds;
		this.#weigh = weigh;
	}

	/** @param folded what was typed, without blanks */
	find(folded: string, limit: number): TypeAheadEntry[] {
		const typed = folded.slice(0, LONGEST_TYPED);
		const found = new Map<TypeAheadEntry, Nearness>();
		const take = ({ entry, nearness }: Found) => {
			if (!found.has(entry) && this.#weight(entry) > 0) {
				found.set(entry, nearness);
			}
		};
		this.#byText(typed).forEach(take);
		if (hasLetters(typed)) {
			this.#byLetters(typed).forEach(take);
		}
		if (found.size < ENOUGH) {
			this.#bySound(typed).forEach(take);
			this.#byGuess(typed).forEach(take);
		}
		return [...found]
			.map(([entry, nearness]) => ({
				entry,
				nearness,
				weight: this.#weight(entry),
			}))
			.sort(byNearness)
			.slice(0, limit)
			.map(({ entry }) => entry);
	}

	#weight(entry: TypeAheadEntry): number {
		if (entry.weight !== undefined) {
			return entry.weight;
		}
		const known = this.#weights.get(entry) ?? this.#weigh(entry);
		this.#weights.set(entry, known);
		return known;
	}

	/** Looking through all is done in less time than an index of names is made. */
	#byText(typed: string): Found[] {
		return this.#entries
			.filter(({ names }) => names.some((name) => name.startsWith(typed)))
			.map((entry) => ({
				entry,
				nearness: entry.names.includes(typed) ? "whole" : "text",
			}));
	}

	#byLetters(typed: string): Found[] {
		return initialsOfTyped(typed, this.#sounds)
			.flatMap((initials) => this.#search(initials, "initials"))
			.filter(({ names }) =>
				names.some((name) => beginsAsTyped(name, typed, this.#sounds)),
			)
			.map((entry) => ({ entry, nearness: "letters" }));
	}

	/** Other characters that sound the same: 劳动和同. */
	#bySound(typed: string): Found[] {
		return typed.length < SHORTEST_SOUNDED || hasLetters(typed)
			? []
			: spellings(typed, this.#sounds, "initials")
					.flatMap((initials) => this.#search(initials, "initials"))
					.filter(({ names }) =>
						names.some((name) => soundsAsTyped(name, typed, this.#sounds)),
					)
					.map((entry) => ({ entry, nearness: "sound" }));
	}

	/** One letter or character in five may be wrong. */
	#byGuess(typed: string): Found[] {
		const [field, shortest] = hasLetters(typed)
			? (["sound", SHORTEST_FUZZY.letters] as const)
			: (["name", SHORTEST_FUZZY.characters] as const);
		return typed.length < shortest
			? []
			: this.#search(
					typed,
					field,
					Math.max(1, Math.floor(typed.length / 5)),
				).map((entry) => ({ entry, nearness: "fuzzy" }));
	}

	#search(typed: string, field: Field, fuzzy = 0): TypeAheadEntry[] {
		return this.#index(field)
			.search(typed, { prefix: true, fuzzy })
			.map(({ id }) => this.#entries[id]!);
	}

	#index(field: Field): MiniSearch<Fields> {
		const known = this.#indexes.get(field);
		if (known !== undefined) {
			return known;
		}
		const index = new MiniSearch<Fields>({
			fields: ["lines"],
			tokenize: (lines) => lines.split("\n"),
			processTerm: (line) => line,
		});
		index.addAll(
			this.#entries.map(({ names }, id) => ({
				id,
				lines: linesOf(names, field, this.#sounds).join("\n"),
			})),
		);
		this.#indexes.set(field, index);
		return index;
	}
}

function linesOf(
	names: readonly string[],
	field: Field,
	sounds: Sounds,
): readonly string[] {
	if (field === "name") {
		return names;
	}
	const short = names.map((name) => name.slice(0, LONGEST_SOUNDED));
	return field === "initials"
		? short.flatMap((name) => spellings(name, sounds, "initials"))
		: short.flatMap((name) => spellings(name, sounds, "all").slice(0, 1));
}

/** Whether each character of a name sounds like the one that was typed, as far as was typed. */
function soundsAsTyped(name: string, typed: string, sounds: Sounds): boolean {
	if (name.length < typed.length) {
		return false;
	}
	for (let i = 0; i < typed.length; i++) {
		const unit = typed.charCodeAt(i);
		const other = name.charCodeAt(i);
		if (unit !== other && sounds.likeness(unit, other) !== "same") {
			return false;
		}
	}
	return true;
}

/** The nearest first, then those that more articles speak for, then the shorter ones. */
function byNearness(a: Candidate, b: Candidate): number {
	return (
		NEARNESS.indexOf(a.nearness) - NEARNESS.indexOf(b.nearness) ||
		b.weight - a.weight ||
		a.entry.text.length - b.entry.text.length ||
		(a.entry.text < b.entry.text ? -1 : 1)
	);
}
