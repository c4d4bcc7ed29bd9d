import type { ResourceLimits } from "node:worker_threads";

/**
 * For threads that cut. Most of what cutting makes is gone at once, so that little room for it does: with 64 MB a thread a build is no faster,
 * and takes 150 to 300 MB more.
 */
export const THREAD_LIMITS: ResourceLimits = { maxYoungGenerationSizeMb: 16 };
