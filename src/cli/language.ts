import type { Messages } from "./messages.ts";
import { chinese } from "./messages-chinese.ts";
import { english } from "./messages-english.ts";

/** The catalogue for the language of the environment: Chinese where the locale is, else English. */
export function chooseMessages(
	environment: Readonly<Record<string, string | undefined>>,
): Messages {
	const locale =
		environment.LC_ALL || environment.LC_MESSAGES || environment.LANG || "";
	return locale.startsWith("zh") ? chinese : english;
}
