import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { ArticleInput } from "../../src/article.ts";
import type { IndexPlace } from "../../src/engine/index-place.ts";
import { openEngine } from "../../src/engine/open-engine.ts";
import { openWriter } from "../../src/engine/open-writer.ts";
import type { ErrorCode } from "../../src/errors.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const failsWith = (code: ErrorCode, message = /./) =>
	expect.objectContaining({ code, message: expect.stringMatching(message) });

const input = (id: string, title: string): ArticleInput => ({
	id,
	title,
	body: "加班费",
});

/** id=title of all articles. */
async function seen(index: IndexPlace): Promise<string> {
	const engine = await openEngine({ index });
	const { hits } = await engine.search("加班费", { limit: 100 });
	await engine.close();
	const lines = hits.map(({ article: { id, title } }) => `${id}=${title}`);
	return lines.sort().join(" ");
}

describe.each([
	["in memory", (): IndexPlace => ({ memory: true })],
	["in a folder", (): IndexPlace => join(temporaryFolder(), "deep", "index")],
])("a writer %s", (_, place) => {
	test("adds, updates and deletes, and shows it when it commits", async () => {
		const index = place();
		const writer = await openWriter({ index });
		await writer.add(input("a", "1"));
		await writer.add(input("b", "1"));
		await expect(openEngine({ index })).rejects.toEqual(failsWith("no-index"));
		expect(await writer.commit()).toBe(1);
		await expect(writer.add(input("a", "2"))).rejects.toEqual(
			failsWith("duplicate-id", /"a"/),
		);
		await writer.update(input("a", "3"));
		await writer.update(input("c", "3"));
		expect(await writer.delete("b")).toBe(true);
		expect(await writer.delete("b")).toBe(false);
		expect(await seen(index)).toBe("a=1 b=1");
		expect(await writer.commit()).toBe(2);
		expect(await seen(index)).toBe("a=3 c=3");
		await writer.update(input("d", "4"));
		await writer.rollback();
		expect(await writer.commit()).toBe(3);
		expect(await seen(index)).toBe("a=3 c=3");
		await writer.close();
		await writer.close();
	});

	test("is the only one, and forgets what it did not commit", async () => {
		const index = place();
		const writer = await openWriter({ index });
		await writer.add(input("a", "1"));
		await writer.commit();
		await expect(openWriter({ index })).rejects.toEqual(failsWith("locked"));
		await writer.add(input("b", "1"));
		await writer.close();
		const next = await openWriter({ index });
		expect(await next.commit()).toBe(2);
		await next.close();
		expect(await seen(index)).toBe("a=1");
	});

	test("refuses what is no article, names the field, and goes on", async () => {
		const index = place();
		const writer = await openWriter({ index });
		const bad: readonly [ArticleInput, RegExp][] = [
			[JSON.parse('{"title": "x", "body": ""}'), /field id/],
			[JSON.parse('{"id": "", "title": "x", "body": ""}'), /field id/],
			[JSON.parse("null"), /expected an object/],
			[{ ...input("x", "1"), publishedAt: "gestern" }, /field publishedAt/],
			[{ ...input("x", "1"), views: Number.NaN }, /field views/],
			[{ ...input("x", "1"), extra: { n: 1n as never } }, /field extra/],
			[{ ...input("x", "1"), extra: (() => 1) as never }, /function|copied/],
		];
		for (const [article, message] of bad) {
			await expect(writer.update(article)).rejects.toEqual(
				failsWith("bad-argument", message),
			);
		}
		await writer.update(input("a", "1"));
		await writer.commit();
		await writer.close();
		expect(await seen(index)).toBe("a=1");
	});

	test("that is closed refuses everything", async () => {
		const writer = await openWriter({ index: place() });
		await writer.close();
		for (const call of [
			() => writer.add(input("a", "1")),
			() => writer.update(input("a", "1")),
			() => writer.delete("a"),
			() => writer.commit(),
			() => writer.rollback(),
		]) {
			await expect(call()).rejects.toEqual(failsWith("closed"));
		}
	});

	test("works through calls that nobody waited for, in their order", async () => {
		const index = place();
		const writer = await openWriter({ index });
		const calls = Array.from({ length: 50 }, (_, i) =>
			writer.update(input(`${i % 5}`, `${i}`)),
		);
		const commit = writer.commit();
		await Promise.all(calls);
		expect(await commit).toBe(1);
		await writer.close();
		expect(await seen(index)).toBe("0=45 1=46 2=47 3=48 4=49");
	});
});

test("indexes in memory are as many as the objects that name them", async () => {
	const [first, second]: [IndexPlace, IndexPlace] = [
		{ memory: true },
		{ memory: true },
	];
	const writer = await openWriter({ index: first });
	await writer.add(input("a", "1"));
	await writer.commit();
	await writer.close();
	expect(await seen(first)).toBe("a=1");
	await expect(openEngine({ index: second })).rejects.toEqual(
		failsWith("no-index"),
	);
});
