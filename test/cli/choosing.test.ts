import { expect, test } from "vitest";
import { PAGE, runFake } from "./fake-world.ts";

const searchOf = async (...args: string[]) => {
	const { asked, code, err } = await runFake(["search", ...args]);
	return { options: asked.searches[0]?.options, code, err };
};

test("filters, facets and an order go to the engine as they were given", async () => {
	const { options } = await searchOf(
		"加班费",
		...["--category", "劳动/工资", "--category", "合同", "--author", "张三"],
		...["--source", "pages", "--law", "劳动法", "--cites", "民法典/1079"],
		...["--date", "2024..2026", "--views", ">300", "--sort", "date"],
		...["--facets", "category,year", "--facet-limit", "3", "--cursor", "abc"],
	);
	expect(options).toMatchObject({
		filters: {
			category: ["劳动/工资", "合同"],
			author: ["张三"],
			source: ["pages"],
			law: ["劳动法"],
			cites: ["民法典/1079"],
			date: "2024..2026",
			views: ">300",
		},
		facets: ["category", "year"],
		facetLimit: 3,
		sort: "date",
		cursor: "abc",
	});
	const plain = (await searchOf("加班费")).options;
	for (const name of ["filters", "facets", "sort", "cursor"]) {
		expect(plain).not.toHaveProperty(name);
	}
});

test("where articles are chosen there need be no words", async () => {
	expect((await searchOf("--category", "劳动")).code).toBe(0);
	const { code, err } = await searchOf("--sort", "date");
	expect(code).toBe(2);
	expect(err).toContain("expected words to search for");
});

test.each([
	[["--facets", "category,colour"], /--facets: .*found "colour"/],
	[["--facet-limit", "0"], /--facet-limit: expected a whole number from 1/],
	[["--sort", "size"], /--sort: expected relevance or date/],
])("refuses %j", async (args, message) => {
	const { code, err } = await searchOf("加班费", ...args);
	expect(code).toBe(2);
	expect(err).toMatch(message);
});

const COUNTED = {
	...PAGE,
	facets: {
		cites: [],
		category: [
			{ value: "劳动", count: 1234 },
			{ value: "劳动/工资\u202e", count: 5 },
		],
	},
	facetValues: { category: 7, cites: 0 },
};

test("facets stand below the hits, and beside piped lines on stderr", async () => {
	const shown = async (isTerminal: boolean) =>
		runFake(["search", "加班费"], { search: async () => COUNTED, isTerminal });
	const lines =
		"by category, 2 of 7 shown\n  1,234  劳动\n      5  劳动/工资\n\nby the law they cite\n";
	const list = await shown(true);
	expect(list.out).toContain(`\n\n${lines}`);
	const piped = await shown(false);
	expect(piped.out.split("\n")).toHaveLength(2);
	expect(piped.err).toContain(lines);
});

test("the hint to further hits is a cursor where a cursor was given, or an offset would go too deep", async () => {
	const errOf = async (rank: number, ...args: string[]) => {
		const hits = PAGE.hits.map((hit) => ({ ...hit, rank }));
		const page = { ...PAGE, hits, hasMore: true as const, cursor: "next" };
		const { err } = await runFake(["search", "加班费", ...args], {
			search: async () => page,
			isTerminal: true,
		});
		return err;
	};
	expect(await errOf(10)).toContain("more with --offset 10");
	expect(await errOf(10, "--cursor", "abc")).toContain(
		"more with --cursor next",
	);
	expect(await errOf(9_995)).toContain("more with --cursor next");
});
