/** A file system that keeps fractions of a second marks changes with a clock of ticks at most this long. */
const FINE_TICK_MS = 50;
/** One that does not may keep every second second only. */
const COARSE_TICK_MS = 2_100;

/**
 * Whether a file was read so soon after its last change that a change since may not show in its time: both may fall into
 * one tick of the file system's clock.
 * @param readAtMs the clock's time before the reading began
 */
export function isTooRecent(mtimeMs: number, readAtMs: number): boolean {
	const tickMs = mtimeMs % 1000 === 0 ? COARSE_TICK_MS : FINE_TICK_MS;
	return mtimeMs > readAtMs - tickMs;
}
