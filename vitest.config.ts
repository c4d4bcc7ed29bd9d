import { defineConfig } from "vitest/config";

export default defineConfig({
	test: {
		include: ["test/**/*.test.ts"],
		// Property tests and real processes, on a machine that may be busy.
		testTimeout: 60_000,
		hookTimeout: 60_000,
	},
});
