import type { ResourceLimits } from "node:worker_threads";

/**
 * For threads that cut. Most of what cutting makes is gone at once: with more room for it, it is collected less often, and less of it is
 * moved.
 */
export const THREAD_LIMITS: ResourceLimits = { maxYoungGenerationSizeMb: 64 };
