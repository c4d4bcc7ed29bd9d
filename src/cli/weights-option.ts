import { argumentError } from "./argument-problem.ts";
import { unguarded } from "./arguments.ts";

/** Reads the value of an option like `title=0.5,body=1`: numbers from 0, of the names in `most`, at most so large. */
export function weightsOption<N extends string>(
	option: string,
	most: Readonly<Record<N, number>>,
) {
	return (
		given: string,
		previous?: Readonly<Partial<Record<N, number>>>,
	): Partial<Record<N, number>> => {
		const weights: Partial<Record<N, number>> = { ...previous };
		for (const pair of unguarded(given).split(",")) {
			const [, name, digits] =
				/^\s*(\w+)\s*=\s*(\d+(?:\.\d+)?|\.\d+)\s*$/.exec(pair) ?? [];
			const weight = Number(digits);
			if (!isName(name, most) || !(weight <= most[name])) {
				const names = Object.entries(most).map(
					([known, limit]) => `${known} (0 to ${limit})`,
				);
				throw argumentError({
					kind: "numbers",
					where: option,
					names,
					found: pair,
				});
			}
			weights[name] = weight;
		}
		return weights;
	};
}

function isName<N extends string>(
	name: string | undefined,
	names: Readonly<Record<N, number>>,
): name is N {
	return name !== undefined && Object.hasOwn(names, name);
}
