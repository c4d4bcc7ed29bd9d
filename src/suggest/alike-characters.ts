import type { SimilarCharacters } from "./similar-characters.ts";
import type { Sounds } from "./sounds.ts";

/** How unlikely a character was typed for another: -ln of about its share among typed characters. */
export interface AlikeCharacter {
	readonly unit: number;
	readonly cost: number;
	/** `sound` where it is both. */
	readonly kind: "sound" | "shape";
}

const COSTS = { sameSound: 2.5, fuzzySound: 3.5, shape: 3.5 };
/** A bound on what is kept; queries use fewer characters. */
const MOST_KEPT = 2000;

/** Which characters are typed for each other, because they sound or look alike. */
export class AlikeCharacters {
	readonly #sounds: Sounds;
	readonly #similar: SimilarCharacters;
	readonly #kept = new Map<number, ReadonlyMap<number, AlikeCharacter>>();

	constructor(sounds: Sounds, similar: SimilarCharacters) {
		this.#sounds = sounds;
		this.#similar = similar;
	}

	/** Those that may be meant by a unit, by their units; not itself. */
	of(unit: number): ReadonlyMap<number, AlikeCharacter> {
		const known = this.#kept.get(unit);
		if (known !== undefined) {
			return known;
		}
		const alikes = this.#find(unit);
		if (this.#kept.size === MOST_KEPT) {
			this.#kept.clear();
		}
		this.#kept.set(unit, alikes);
		return alikes;
	}

	#find(unit: number): ReadonlyMap<number, AlikeCharacter> {
		const alikes = new Map<number, AlikeCharacter>();
		for (const character of this.#similar.get(unit) ?? "") {
			const other = character.charCodeAt(0);
			alikes.set(other, { unit: other, cost: COSTS.shape, kind: "shape" });
		}
		for (const character of this.#sounds.soundAlikes(unit)) {
			const other = character.charCodeAt(0);
			const likeness = this.#sounds.likeness(unit, other);
			if (likeness !== "other") {
				const cost = likeness === "same" ? COSTS.sameSound : COSTS.fuzzySound;
				alikes.set(other, { unit: other, cost, kind: "sound" });
			}
		}
		alikes.delete(unit);
		return alikes;
	}
}
