import type { Progress } from "../engine/answers.ts";
import type { Messages } from "./messages.ts";
import { jsonLine } from "./printable.ts";
import { formatCount, formatDuration, formatRate } from "./quantities.ts";
import type { Terminal } from "./terminal.ts";

export type ProgressStyle = "auto" | "json" | "none";

/** Shows how long work goes on; told of every step, writes a few times a second. */
export interface ProgressDisplay {
	show(progress: Progress): void;
	/** Leaves the terminal clean for what follows. */
	end(): void;
}

const INTERVAL_MS = 200;
const CLEAR_LINE = "\r\x1b[K";

export function progressDisplay(
	style: ProgressStyle,
	terminal: Terminal,
	messages: Messages,
): ProgressDisplay {
	if (style === "none" || (style === "auto" && !terminal.isErrTerminal)) {
		return { show: () => {}, end: () => {} };
	}
	let lastStage = "";
	let lastMs = 0;
	const isDue = ({ stage, elapsedMs }: Progress) => {
		const isNews = stage !== lastStage || elapsedMs - lastMs >= INTERVAL_MS;
		if (isNews) {
			lastStage = stage;
			lastMs = elapsedMs;
		}
		return isNews;
	};
	if (style === "json") {
		return {
			show: (progress) => {
				if (isDue(progress)) {
					terminal.err(jsonLine(progress));
				}
			},
			end: () => {},
		};
	}
	return {
		show: (progress) => {
			if (isDue(progress)) {
				terminal.err(CLEAR_LINE + formatProgress(progress, messages));
			}
		},
		end: () => {
			if (lastStage !== "") {
				terminal.err(CLEAR_LINE);
			}
		},
	};
}

/** "indexing 40 % · 60,000 articles, 25,000/s · 3.6 s left"; the time left as if the rate stayed. */
export function formatProgress(progress: Progress, messages: Messages): string {
	const { stage, done, total, articles, elapsedMs } = progress;
	const parts = [messages.stages[stage]];
	if (total !== undefined && total > 0) {
		parts[0] += ` ${Math.floor((100 * done) / total)} %`;
	} else if (done > 0) {
		parts[0] += ` ${formatCount(done)}`;
	}
	if (articles > 0) {
		const rate = formatRate(articles, elapsedMs);
		parts.push(messages.progress(formatCount(articles), rate));
	}
	if (total !== undefined && done > 0 && done < total && elapsedMs >= 1000) {
		const leftMs = (elapsedMs * (total - done)) / done;
		parts.push(messages.timeLeft(formatDuration(leftMs)));
	}
	return parts.join(" · ");
}
