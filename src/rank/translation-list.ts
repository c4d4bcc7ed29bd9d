import { SearchError } from "../errors.ts";
import type { Target, Translation } from "./learn-translations.ts";

/** What the head of a learnt table says of how it came about. */
export interface TranslationListHead {
	/** The command that makes it. */
	readonly command: string;
	/** What it was learnt from, with its licence. */
	readonly data: string;
}

const FORM =
	"write plain-word, tab, questions, tab, term probability, term probability …";
const PROBABILITY_DIGITS = 4;

/**
 * The table as text for readers:
 *
 *   # how it was made
 *   房东	12	承租人 0.1834, 租赁 0.0921
 */
export function formatTranslations(
	rows: readonly Translation[],
	{ command, data }: TranslationListHead,
): string {
	const head = [
		"fasou: what words of lay questions stand for in provisions, learnt by IBM Model 1.",
		`Made by: ${command}`,
		`From: ${data}`,
		"plain word, tab, questions it was learnt from, tab, terms with their probabilities.",
	];
	const lines = rows.map(({ plain, questions, targets }) => {
		const terms = targets.map(
			({ term, probability }) =>
				`${term} ${probability.toFixed(PROBABILITY_DIGITS)}`,
		);
		return `${plain}\t${questions}\t${terms.join(", ")}`;
	});
	return [...head.map((line) => `# ${line}`), ...lines, ""].join("\n");
}

/**
 * Reads what `formatTranslations` wrote, or a person changed. `name` is what errors call the list.
 * @throws SearchError `bad-list`
 */
export function parseTranslations(text: string, name: string): Translation[] {
	const rows = new Map<string, Translation>();
	for (const [i, line] of text.split(/\r?\n/).entries()) {
		if (line === "" || line.startsWith("#")) {
			continue;
		}
		const row = parseRow(line);
		if (row === undefined || rows.has(row.plain)) {
			const expected = row === undefined ? "a row" : "each plain word once";
			throw new SearchError(
				"bad-list",
				`${name}, line ${i + 1}: expected ${expected}, found ${JSON.stringify(line.slice(0, 80))}; ${FORM}`,
			);
		}
		rows.set(row.plain, row);
	}
	return [...rows.values()];
}

function parseRow(line: string): Translation | undefined {
	const [plain = "", digits = "", list = "", ...more] = line.split("\t");
	const questions = Number(digits);
	const targets = list.split(", ").map(parseTarget);
	const isWhole = targets.every((target) => target !== undefined);
	return plain === "" ||
		more.length > 0 ||
		!(Number.isInteger(questions) && questions > 0) ||
		!isWhole
		? undefined
		: { plain, questions, targets };
}

function parseTarget(text: string): Target | undefined {
	const space = text.lastIndexOf(" ");
	const term = text.slice(0, Math.max(0, space));
	const probability = Number(text.slice(space + 1));
	return term === "" || !(probability > 0 && probability <= 1)
		? undefined
		: { term, probability };
}
