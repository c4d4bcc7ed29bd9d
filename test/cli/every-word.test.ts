import { expect, test } from "vitest";
import { PAGE, runFake } from "./fake-world.ts";

test("hits with only some of the words are told from those with all", async () => {
	const errOf = async (page: object) => {
		const { err } = await runFake(["search", "甲 乙", "--limit", "1"], {
			search: async () => ({ ...PAGE, ...page }),
			isTerminal: true,
		});
		return err;
	};
	const none = { value: 0, exact: true };
	const beyond = await errOf({ total: none });
	expect(beyond).toContain("0 with every word; the others hold some of them");
	expect(beyond).toContain("more with --offset 1");
	expect(await errOf({ relaxed: true })).toContain("no article has every word");
	expect(await errOf({})).not.toContain("every word");
});

test("a provision that no article is or cites is told before the hits", async () => {
	const absentProvisions = ["中华人民共和国民法典第一千三百条"];
	const { err } = await runFake(["search", "民法典第1300条", "--lang", "zh"], {
		search: async () => ({ ...PAGE, absentProvisions }),
	});
	expect(err).toContain(
		"没有收录中华人民共和国民法典第一千三百条，也没有文章引用它",
	);
});
