/** What the peers are asked: words of the body once, of the title twice, nothing else. */
export const PEER_BOOSTS = {
	title: 2,
	body: 1,
	summary: 0,
	category: 0,
	path: 0,
};
const LIMIT = 10;

/** The engine as a program uses it: the question's text goes in, and is cut and planned each time. */
export async function openThroughDoor(
	{ openEngine },
	{ index, questions, cacheLimitBytes },
) {
	const engine = await openEngine({
		index,
		boosts: PEER_BOOSTS,
		...(cacheLimitBytes && { cacheLimitBytes }),
	});
	return {
		// The work is done before the promise is given back: what is timed is the whole of it.
		answer: (i) => {
			engine.searchIds(questions[i], {
				limit: LIMIT,
				literal: true,
				ranking: "words",
			});
		},
		stats: () => engine.stats(),
		close: () => engine.close(),
	};
}

const DEFAULT_CACHE_BYTES = 64_000_000;

/** The index below the door, with every question cut and planned beforehand, as the peers have theirs. */
export async function openPlanned(
	parts,
	{ index, dictionary, questions, cacheLimitBytes },
) {
	const analyzer = parts.loadAnalyzer({ dictionary }).analyzer;
	const embedded = new parts.EmbeddedIndex(
		parts.diskDirectory(index),
		cacheLimitBytes ?? DEFAULT_CACHE_BYTES,
		parts.DEFAULT_BM25,
	);
	const plans = questions.map((question) => {
		const { query } = parts.literalQuery(question);
		const { plan } = parts.planQuery(question, query, analyzer, {
			boosts: PEER_BOOSTS,
			isExact: false,
			entities: [],
			expansions: [],
			learnt: [],
		});
		return {
			...plan,
			should: plan.should.filter(({ boost }) => boost !== 0),
		};
	});
	const limits = {
		limit: LIMIT,
		countsAll: false,
		shouldStop: () => false,
	};
	return {
		answer: (i) => {
			embedded.search(plans[i], limits);
		},
		close: async () => embedded.close(),
	};
}

/** How long each question takes, in ms; of every nth question only where asked. */
export function timesOf({ answer }, questions, every = 1) {
	const times = [];
	for (let i = 0; i < questions; i += every) {
		const startMs = performance.now();
		answer(i);
		times.push(performance.now() - startMs);
	}
	return times;
}
