import {
	type Context,
	EXIT,
	type ExitCode,
	type IndexFlags,
} from "./context.ts";
import { jsonLine, printable } from "./printable.ts";
import { formatBytes, formatCount } from "./quantities.ts";

export async function runVerify(
	flags: IndexFlags,
	context: Context,
): Promise<ExitCode> {
	const { terminal, messages } = context;
	const report = await context.engine.verifyIndex({ index: flags.index });
	if (flags.json === true) {
		terminal.out(jsonLine(report));
		return report.ok ? EXIT.found : EXIT.failed;
	}
	const { files, bytes, problems, strays } = report;
	const lines = problems.map(
		({ file, code, message }) =>
			`${printable(file)}: ${code}: ${printable(message)}`,
	);
	lines.push(
		report.ok
			? messages.healthy(formatCount(files), formatBytes(bytes))
			: messages.damaged(formatCount(problems.length)),
	);
	if (strays.length > 0) {
		lines.push(`${messages.labels.strays}: ${printable(strays.join(" "))}`);
	}
	terminal.out(`${lines.join("\n")}\n`);
	return report.ok ? EXIT.found : EXIT.failed;
}
