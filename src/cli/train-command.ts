import { basename, join } from "node:path";
import { foldOf } from "../evaluate/folds.ts";
import {
	type Context,
	EXIT,
	type ExitCode,
	type IndexFlags,
} from "./context.ts";
import { makeFolder, writeText } from "./eval-files.ts";
import { readJudgements } from "./eval-inputs.ts";
import { writeRejected } from "./eval-report.ts";
import { jsonLine } from "./printable.ts";
import { formatTable } from "./table.ts";

export interface TrainFlags extends IndexFlags {
	readonly output: string;
	readonly data?: string;
}

/** Learns from judged questions which terms answer plain words, and what the last look at a ranking weighs; writes both as files. */
export async function runTrain(
	path: string,
	flags: TrainFlags,
	{ engine, messages, terminal }: Context,
): Promise<ExitCode> {
	const { index, output, data } = flags;
	const { judgements, rejected } = readJudgements({ path, needsTexts: true });
	makeFolder(output);
	const lab = await engine.openRankingLab({ index }, foldOf);
	try {
		const questions = judgements.map(({ id, query, grades }) => ({
			id,
			text: query,
			relevant: grades,
		}));
		const command = [
			`fasou train ${basename(path)}`,
			`--index ${basename(index)}`,
			`--output ${basename(output)}`,
			...(data === undefined ? [] : ["--data …"]),
		].join(" ");
		const files = lab.files(lab.learn(questions), {
			command,
			data: data ?? basename(path),
		});
		const written = files.map(({ name, text, count }) => {
			const file = join(output, name);
			writeText(file, text);
			return { file, count };
		});
		const report = {
			questions: judgements.length,
			rejected,
			written,
		};
		terminal.out(
			flags.json === true
				? jsonLine(report)
				: formatTable([
						[messages.labels.queries, report.questions],
						...written.map(({ file, count }) => [file, count]),
					]),
		);
		if (flags.json !== true) {
			writeRejected(rejected, terminal.err, messages);
		}
		return EXIT.found;
	} finally {
		lab.close();
	}
}
