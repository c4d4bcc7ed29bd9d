// Compiled, never run: the types of the public door, in a strict project without Node's types.
import {
	buildIndex,
	type Hit,
	type IndexReport,
	openEngine,
	openWriter,
	SearchError,
} from "fasou";

export async function use(): Promise<string> {
	const report: IndexReport = await buildIndex({
		corpus: "corpus",
		index: "index",
		onProgress: ({ done }) => done,
	});
	const engine = await openEngine({ index: "index" });
	const page = await engine.search("违约金", { limit: 10 });
	const first: Hit | undefined = page.hits[0];
	await engine.close();
	const writer = await openWriter({ index: "index" });
	await writer.add({ id: "1", title: "标题", body: "正文" });
	await writer.delete("1");
	const generation: number = await writer.commit();
	await writer.close();
	// @ts-expect-error: a number is no text to search for
	await engine.search(1).catch(() => undefined);
	return `${report.indexed} ${first?.article.title} ${generation} ${SearchError.name}`;
}
