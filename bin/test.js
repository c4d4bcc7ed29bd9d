#!/usr/bin/env node
// npm test [-- ARGUMENTS OF VITEST]: sets up what is missing, builds, and runs the tests.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { build } from "./build.js";
import { ROOT, setUp } from "./setup.js";

setUp();
await build();
const vitest = join(ROOT, "node_modules", "vitest", "vitest.mjs");
const { status } = spawnSync(
	process.execPath,
	[vitest, "run", ...process.argv.slice(2)],
	{ cwd: ROOT, stdio: "inherit" },
);
process.exit(status ?? 70);
