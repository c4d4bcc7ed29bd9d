import { spawn } from "node:child_process";
import { once } from "node:events";
import { createWriteStream, existsSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";

/** Writes the three files that the peers read; returns their paths. */
export async function writePeerFiles(
	folder,
	{ articles, cutArticles, cutQuestions },
) {
	const files = {
		tokens: join(folder, "TOKENS.tsv"),
		queries: join(folder, "QUERIES.txt"),
		articles: join(folder, "ARTICLES.jsonl"),
	};
	await writeLines(
		files.tokens,
		cutArticles,
		({ title, body }) => `${title}\t${body}`,
	);
	await writeLines(
		files.queries,
		cutQuestions.filter((terms) => terms !== ""),
		(terms) => terms,
	);
	await writeLines(files.articles, articles, ({ title, body }) =>
		JSON.stringify({ title, body }),
	);
	return files;
}

async function writeLines(path, items, lineOf) {
	const stream = createWriteStream(path);
	for (const item of items) {
		if (!stream.write(`${lineOf(item)}\n`)) {
			await once(stream, "drain");
		}
	}
	stream.end();
	await once(stream, "close");
}

/**
 * Runs the peers' script and gives its lines, one object a peer; none, loudly, where there is no script. With `wanted`,
 * the script is ended as soon as those peers have answered.
 */
export async function runPeers(script, files, { threads, wanted }) {
	if (script === undefined || !existsSync(script)) {
		console.error(
			`NO PEERS: expected their run.sh in PEERS (or as an argument), found ${script ?? "nothing"}; tantivy, Lucene and SQLite are left out`,
		);
		return [];
	}
	const child = spawn(
		"bash",
		[script, files.tokens, files.queries, files.articles, String(threads)],
		{ stdio: ["ignore", "pipe", "inherit"], detached: true },
	);
	const ended = once(child, "close");
	const missing = new Set(wanted);
	const lines = [];
	for await (const line of createInterface({ input: child.stdout })) {
		const peer = JSON.parse(line);
		lines.push(peer);
		missing.delete(peer.peer);
		if (wanted !== undefined && missing.size === 0) {
			// Its own process group: the script and whatever peer it runs now.
			process.kill(-child.pid);
			return lines;
		}
	}
	const [status] = await ended;
	if (status !== 0) {
		console.error(`${script} ended with ${status}; what it printed stands`);
	}
	return lines;
}
