import { createRequire } from "node:module";
import { userCacheFolder } from "./code-cache.ts";
import { commandScript } from "./command-script.ts";

const command = commandScript(
	import.meta.dirname,
	userCacheFolder(process.env, process.platform),
);
// A search that found something has run all that a search needs.
if (process.argv[2] === "search") {
	process.once("exit", (code) => {
		if (code === 0) {
			command.keep();
		}
	});
}
command.run(createRequire(import.meta.filename));
