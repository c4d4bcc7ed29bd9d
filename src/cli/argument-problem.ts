import { SearchError } from "../errors.ts";

/** What is wrong with a value that was given, so that it can be told in any language. */
export type ArgumentProblem = {
	/** The option, variable or line of the config file that holds the value. */
	readonly where: string;
	readonly found: string;
} & Expected;

export type Expected =
	| { readonly kind: "count"; readonly least: number; readonly most: number }
	| { readonly kind: "choice"; readonly choices: readonly string[] }
	| { readonly kind: "pairs"; readonly example: string }
	| { readonly kind: "numbers"; readonly names: readonly string[] }
	/** A setting of the config file is of another JSON type. */
	| { readonly kind: "json"; readonly example: string }
	| { readonly kind: "setting"; readonly known: readonly string[] }
	/** The config file cannot be read, or is not one. */
	| { readonly kind: "readable" | "syntax" | "object" };

/** The error of a value that is not of its form; its `cause` is the problem. */
export function argumentError(problem: ArgumentProblem): SearchError {
	const code = CONFIG_KINDS.has(problem.kind) ? "bad-list" : "bad-argument";
	return new SearchError(code, inEnglish(problem), {
		cause: new ArgumentCause(problem),
	});
}

/** Carries the problem behind an error. */
export class ArgumentCause {
	readonly problem: ArgumentProblem;

	constructor(problem: ArgumentProblem) {
		this.problem = problem;
	}
}

/** The same problem where another place than the option holds the value. */
export function foundIn(where: string, error: unknown): unknown {
	return error instanceof SearchError && error.cause instanceof ArgumentCause
		? argumentError({ ...error.cause.problem, where })
		: error;
}

/** What only a config file can have wrong. */
const CONFIG_KINDS: ReadonlySet<ArgumentProblem["kind"]> = new Set([
	"json",
	"setting",
	"readable",
	"syntax",
	"object",
]);

function inEnglish(problem: ArgumentProblem): string {
	const { where, found } = problem;
	switch (problem.kind) {
		case "count":
			return `${where}: expected a whole number from ${problem.least} to ${problem.most}, found "${found}"`;
		case "choice":
			return `${where}: expected ${problem.choices.join(" or ")}, found "${found}"`;
		case "pairs":
			return `${where}: expected pairs like ${problem.example}, found "${found}"`;
		case "numbers":
			return `${where}: expected pairs NAME=NUMBER, parted by commas, of ${problem.names.join(", ")}; found "${found}"`;
		case "json":
			return `${where}: expected a value like ${problem.example}, found ${found}`;
		case "setting":
			return `${where}: expected a setting, one of ${problem.known.join(", ")}; found "${found}"; mend or delete it, or go without the file: --no-config`;
		case "readable":
			return `${where}: expected a config file that can be read, found: ${found}; name another (--config FILE), or go without: --no-config`;
		case "syntax":
			return `${where}: expected JSON, found: ${found}; mend it, or go without the file: --no-config`;
		case "object":
			return `${where}: expected an object like {"index": "laws.index", "limit": 20}, found ${found}; mend it, or go without the file: --no-config`;
		default:
			return problem satisfies never;
	}
}
