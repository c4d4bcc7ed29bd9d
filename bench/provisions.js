/** All articles below a folder, statutes split into provisions, with how long finding and reading them took. */
export async function readProvisions(parts, folder, limit = Infinity) {
	const startMs = performance.now();
	const { files } = await parts.crawl([folder]);
	const crawlMs = performance.now() - startMs;
	const articles = [];
	for (const file of files) {
		if (articles.length >= limit) {
			break;
		}
		const read = parts.readWhole(file, { split: "provisions" });
		articles.push(...read.articles);
	}
	const readMs = performance.now() - startMs - crawlMs;
	articles.length = Math.min(articles.length, limit);
	const characters = articles.reduce((sum, { body }) => sum + body.length, 0);
	return { articles, files: files.length, characters, crawlMs, readMs };
}
