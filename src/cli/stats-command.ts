import type { IndexStats } from "../engine/answers.ts";
import {
	type Context,
	EXIT,
	type ExitCode,
	type IndexFlags,
} from "./context.ts";
import { jsonLine } from "./printable.ts";
import { formatBytes, formatCount } from "./quantities.ts";
import {
	type Format,
	type FormatFlags,
	formatRows,
	type Rows,
} from "./row-formats.ts";
import { formatTable } from "./table.ts";

export async function runStats(
	flags: IndexFlags & Pick<FormatFlags, "format">,
	context: Context,
): Promise<ExitCode> {
	const engine = await context.engine.openEngine({ index: flags.index });
	try {
		const stats = await engine.stats();
		context.terminal.out(
			flags.json === true
				? jsonLine(stats)
				: formatStats(stats, flags.format ?? "table", context),
		);
		return EXIT.found;
	} finally {
		await engine.close();
	}
}

/** Three tables for eyes; for programs one, of names and values. */
function formatStats(
	stats: IndexStats,
	format: Format,
	context: Context,
): string {
	switch (format) {
		case "list":
		case "table":
			return [
				formatTable(figures(stats, context).rows),
				...tables(stats, context).map((rows) =>
					formatRows(rows, "table", context),
				),
			].join("\n");
		case "md":
			return [figures(stats, context), ...tables(stats, context)]
				.map((rows) => formatRows(rows, format, context))
				.join("\n");
		case "plain":
		case "csv":
			return formatRows(values(stats), format, context);
		default:
			return format satisfies never;
	}
}

function figures(stats: IndexStats, { messages }: Context) {
	const { labels } = messages;
	return {
		columns: [
			{ name: "name", label: labels.figure },
			{ name: "value", label: labels.value },
		],
		rows: [
			[labels.articles, formatCount(stats.articles)],
			[labels.deletedArticles, formatCount(stats.deletedArticles)],
			[labels.sources, formatCount(stats.sources)],
			[labels.segments, formatCount(stats.segments)],
			[labels.generation, String(stats.generation)],
			[labels.indexSize, formatBytes(stats.indexBytes)],
			[labels.sourceSize, formatBytes(stats.sourceBytes)],
			[labels.fingerprint, stats.fingerprint],
		],
	};
}

function tables(stats: IndexStats, { messages }: Context): Rows[] {
	const { labels } = messages;
	const format = formatCount;
	return [
		{
			columns: [
				{ name: "field", label: labels.field },
				{ name: "layer", label: labels.layer },
				{ name: "terms", label: labels.terms, format },
				{ name: "tokens", label: labels.tokens, format },
				{ name: "articles", label: labels.articles, format },
				{ name: "bytes", label: labels.size, format },
			],
			rows: stats.fields.map(
				({ field, layer, terms, tokens, articles, bytes }) => [
					field,
					layer,
					terms,
					tokens,
					articles,
					bytes,
				],
			),
		},
		{
			columns: [
				{ name: "file", label: labels.file },
				{ name: "bytes", label: labels.size, format },
			],
			rows: stats.files.map(({ name, bytes }) => [name, bytes]),
		},
	];
}

function values({ version, fields, files, ...figures }: IndexStats): Rows {
	return {
		columns: [
			{ name: "of", label: "" },
			{ name: "name", label: "" },
			{ name: "value", label: "" },
		],
		rows: [
			...Object.entries(figures).map(([name, value]) => ["index", name, value]),
			...fields.flatMap(({ field, layer, ...counts }) =>
				Object.entries(counts).map(([name, value]) => [
					`${field}/${layer}`,
					name,
					value,
				]),
			),
			...files.map(({ name, bytes }) => [name, "bytes", bytes]),
		],
	};
}
