import { writeFileSync } from "node:fs";

/** Runs checks one after the other and prints a line for each; a failed one does not stop the others. */
export function createChecks() {
	let passed = 0;
	let failed = 0;
	return {
		async check(name, action) {
			const started = performance.now();
			try {
				const note = await action();
				passed++;
				const seconds = ((performance.now() - started) / 1000).toFixed(1);
				console.log(
					`ok   ${name} (${seconds} s${note === undefined ? "" : `; ${note}`})`,
				);
			} catch (cause) {
				failed++;
				console.log(`FAIL ${name}`);
				console.log(
					String(cause instanceof Error ? cause.message : cause)
						.trimEnd()
						.replace(/^/gm, "     "),
				);
			}
		},
		/** Leaves "PASSED FAILED" for scripts. */
		writeCounts(path) {
			writeFileSync(path, `${passed} ${failed}\n`);
		},
		get failed() {
			return failed;
		},
	};
}

export function expectThat(isTrue, message) {
	if (!isTrue) {
		throw new Error(message);
	}
}
