/** 12345 → "12,345". Written by hand: Intl takes milliseconds to load. */
export function formatCount(count: number): string {
	return String(Math.round(count)).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** Decimal units, one digit behind the point: "58.1 MB". */
export function formatBytes(bytes: number): string {
	if (bytes < 1000) {
		return `${bytes} B`;
	}
	if (bytes < 999_950) {
		return `${(bytes / 1000).toFixed(1)} kB`;
	}
	return bytes < 999_950_000
		? `${(bytes / 1_000_000).toFixed(1)} MB`
		: `${(bytes / 1_000_000_000).toFixed(1)} GB`;
}

/** "3.2 ms", "4.1 s", "2:05 min", "1:02:05 h". */
export function formatDuration(durationMs: number): string {
	if (durationMs < 999.95) {
		return `${durationMs.toFixed(1)} ms`;
	}
	if (durationMs < 59_950) {
		return `${(durationMs / 1000).toFixed(1)} s`;
	}
	const seconds = Math.round(durationMs / 1000);
	const two = (part: number) => String(part).padStart(2, "0");
	const minutes = Math.floor(seconds / 60);
	return minutes < 60
		? `${minutes}:${two(seconds % 60)} min`
		: `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)} h`;
}

/** How many a second, rounded to what can be told. */
export function formatRate(count: number, elapsedMs: number): string {
	const rate = elapsedMs > 0 ? (count * 1000) / elapsedMs : 0;
	return rate < 10 ? rate.toFixed(1) : formatCount(rate);
}
