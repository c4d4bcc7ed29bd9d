import { readFileSync } from "node:fs";
import { Sounds } from "../../src/suggest/sounds.ts";

/** A list of the built package. */
export function builtList(name: string): string {
	return readFileSync(new URL(`../../dist/${name}`, import.meta.url), "utf8");
}

export function builtSounds(): Sounds {
	return new Sounds(builtList("sounds.txt"));
}
