import { expect, test } from "vitest";
import { english } from "../../src/cli/messages-english.ts";
import { formatProgress, progressDisplay } from "../../src/cli/progress.ts";
import {
	formatBytes,
	formatCount,
	formatDuration,
	formatRate,
} from "../../src/cli/quantities.ts";
import type { Progress } from "../../src/engine/answers.ts";

const HALF: Progress = {
	stage: "reading",
	done: 500,
	total: 2000,
	articles: 60_000,
	elapsedMs: 2000,
};

function terminal(isErrTerminal: boolean) {
	const seen = { err: "" };
	return {
		seen,
		isErrTerminal,
		isOutFile: false,
		isOutTerminal: false,
		columns: 80,
		out: () => {},
		err: (text: string) => {
			seen.err += text;
		},
	};
}

test("progress tells share, rate and time left", () => {
	expect(formatProgress(HALF, english)).toBe(
		"indexing 25 % · 60,000 articles, 30,000/s · 6.0 s left",
	);
	const { total: _, ...unknown } = HALF;
	expect(formatProgress(unknown, english)).toBe(
		"indexing 500 · 60,000 articles, 30,000/s",
	);
});

test("progress is shown only on a terminal, a few times a second, and is cleared at the end", () => {
	const pipe = terminal(false);
	progressDisplay("auto", pipe, english).show(HALF);
	expect(pipe.seen.err).toBe("");
	const screen = terminal(true);
	const display = progressDisplay("auto", screen, english);
	for (const elapsedMs of [2000, 2050, 2150, 2250]) {
		display.show({ ...HALF, elapsedMs });
	}
	display.end();
	expect(screen.seen.err.split("\r")).toHaveLength(4);
	expect(screen.seen.err.endsWith("\r\x1b[K")).toBe(true);
});

test("progress for callers is one object a line", () => {
	const pipe = terminal(false);
	const display = progressDisplay("json", pipe, english);
	display.show(HALF);
	display.end();
	expect(JSON.parse(pipe.seen.err)).toEqual(HALF);
});

test("quantities are written with their units", () => {
	expect([0, 999, 1000, 1234567].map(formatCount)).toEqual([
		"0",
		"999",
		"1,000",
		"1,234,567",
	]);
	expect([999, 1000, 999_949, 999_950, 2.5e9].map(formatBytes)).toEqual([
		"999 B",
		"1.0 kB",
		"999.9 kB",
		"1.0 MB",
		"2.5 GB",
	]);
	expect([0.52, 1000, 59_960, 125_000, 3_725_000].map(formatDuration)).toEqual([
		"0.5 ms",
		"1.0 s",
		"1:00 min",
		"2:05 min",
		"1:02:05 h",
	]);
	expect(formatRate(3, 2000)).toBe("1.5");
	expect(formatRate(60_000, 2000)).toBe("30,000");
	expect(formatRate(1, 0)).toBe("0.0");
});
