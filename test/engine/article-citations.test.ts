import { describe, expect, test } from "vitest";
import { buildIndex } from "../../src/engine/build-index.ts";
import type { IndexPlace } from "../../src/engine/index-place.ts";
import { openEngine } from "../../src/engine/open-engine.ts";

const BODY = "离婚看民法典第1079条。";
const OWN = [{ law: "婚姻法", number: "第三十二条", start: 0, end: 2 }];

describe("the citations of an article", () => {
	test("are found in its body by the laws that the package comes with, 本法 being the law of a provision; a program's own stay as they are", async () => {
		const index: IndexPlace = { memory: true };
		await buildIndex({
			index,
			articles: [
				{ id: "found", title: "离婚", body: BODY },
				{ id: "own", title: "离婚", body: BODY, citations: OWN },
				{ id: "none", title: "离婚", body: BODY, citations: [] },
				{
					id: "provision",
					title: "中华人民共和国公司法第七十六条",
					law: "中华人民共和国公司法",
					body: "本法第六十九条另有规定的除外。",
				},
			],
		});
		const engine = await openEngine({ index });
		const citations = async (id: string) => (await engine.get(id))?.citations;
		expect(await citations("found")).toEqual([
			{
				law: "中华人民共和国民法典",
				number: "第一千零七十九条",
				start: 3,
				end: 12,
			},
		]);
		expect(await citations("own")).toEqual(OWN);
		expect(await citations("none")).toEqual([]);
		expect(await citations("provision")).toMatchObject([
			{ law: "中华人民共和国公司法", number: "第六十九条" },
		]);
		await engine.close();
	});
});
