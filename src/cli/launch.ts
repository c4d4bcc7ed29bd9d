import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { commandScript } from "./command-script.ts";

commandScript(fileURLToPath(new URL(".", import.meta.url))).run(
	createRequire(import.meta.url),
);
