import type { Messages } from "./messages.ts";
import { chinese } from "./messages-chinese.ts";
import { english } from "./messages-english.ts";

export const LANGUAGES = ["auto", "zh", "en"] as const;

/** The catalogue for the language that is asked for, else for that of the environment: Chinese where the locale is, else English. */
export function chooseMessages(
	wanted: string | undefined,
	environment: Readonly<Record<string, string | undefined>>,
): Messages {
	switch (wanted) {
		case "zh":
			return chinese;
		case "en":
			return english;
		default: {
			const locale =
				environment.LC_ALL || environment.LC_MESSAGES || environment.LANG || "";
			return locale.startsWith("zh") ? chinese : english;
		}
	}
}
