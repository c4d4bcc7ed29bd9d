/** A reporter for vitest that ends with one line for scripts: "counted: PASSED FAILED". */
export default class CountReporter {
	onTestRunEnd(modules, errors) {
		let passed = 0;
		let failed = errors.length;
		for (const module of modules) {
			let isEmpty = true;
			for (const test of module.children.allTests()) {
				isEmpty = false;
				const { state } = test.result();
				passed += state === "passed" ? 1 : 0;
				failed += state === "failed" ? 1 : 0;
			}
			// A file that cannot even be loaded has no tests to fail.
			failed += isEmpty && module.state() === "failed" ? 1 : 0;
		}
		console.log(`counted: ${passed} ${failed}`);
	}
}
