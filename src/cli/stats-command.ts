import type { IndexStats } from "../engine/answers.ts";
import {
	type Context,
	EXIT,
	type ExitCode,
	type IndexFlags,
} from "./context.ts";
import type { Messages } from "./messages.ts";
import { jsonLine } from "./printable.ts";
import { formatBytes, formatCount } from "./quantities.ts";
import { formatTable } from "./table.ts";

export async function runStats(
	flags: IndexFlags,
	context: Context,
): Promise<ExitCode> {
	const engine = await context.engine.openEngine({ index: flags.index });
	try {
		const stats = await engine.stats();
		context.terminal.out(
			flags.json === true
				? jsonLine(stats)
				: formatStats(stats, context.messages),
		);
		return EXIT.found;
	} finally {
		await engine.close();
	}
}

function formatStats(stats: IndexStats, { labels }: Messages): string {
	const summary = formatTable([
		[labels.articles, formatCount(stats.articles)],
		[labels.deletedArticles, formatCount(stats.deletedArticles)],
		[labels.sources, formatCount(stats.sources)],
		[labels.segments, formatCount(stats.segments)],
		[labels.generation, String(stats.generation)],
		[labels.indexSize, formatBytes(stats.indexBytes)],
		[labels.sourceSize, formatBytes(stats.sourceBytes)],
		[labels.fingerprint, stats.fingerprint],
	]);
	const fields = formatTable(
		[
			[
				labels.field,
				labels.layer,
				labels.terms,
				labels.tokens,
				labels.articles,
				labels.size,
			],
			...stats.fields.map(
				({ field, layer, terms, tokens, articles, bytes }) => [
					field,
					layer,
					terms,
					tokens,
					articles,
					bytes,
				],
			),
		],
		formatCount,
	);
	const files = formatTable(
		[
			[labels.file, labels.size],
			...stats.files.map(({ name, bytes }) => [name, bytes]),
		],
		formatCount,
	);
	return [summary, fields, files].join("\n");
}
