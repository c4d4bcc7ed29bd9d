import { randomFrom } from "./random.js";

/*
 * Articles of any number, from the provisions of real laws: each is of one law, with sentences mostly of that law, some of
 * others, and details that a legal article has and a law has not: people, companies, places, courts, case numbers, amounts,
 * dates. Sentences are drawn evenly, so that words are as frequent as in the laws (Zipf); details come new ever more seldom
 * (Pitman and Yor's process), so that the vocabulary grows with the corpus as it does in real ones (Heaps).
 */

/** One detail in so many sentences. */
const DETAIL_SHARE = 0.35;
/** One sentence in so many is of another law. */
const STRAY_SHARE = 0.25;
/** Natural logarithms of how many sentences an article has. */
const SENTENCES_MEAN = 1.35;
const SENTENCES_DEVIATION = 0.75;
const MOST_SENTENCES = 80;
/** Vocabulary grows with this power of the details drawn. */
const DISCOUNT = 0.6;
const CONCENTRATION = 50;

const SURNAMES =
	"王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤";
const GIVEN =
	"伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂文辉玲华建国红梅志海燕鹏飞宇欣雨晨浩然子轩梓涵嘉怡思远俊杰博雅琪雪晓婷佳慧东旭彬凯琳瑶楠健宁波春生德福荣贵根发财喜庆祥瑞麟凤珍珠玉翠莲菊香云峰岭川泽源清泉润滨";
const PLACES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼";
const TRADES = [
	"科技",
	"贸易",
	"建筑",
	"物流",
	"餐饮",
	"教育",
	"置业",
	"纺织",
	"机械",
	"医药",
	"农业",
	"传媒",
	"咨询",
	"能源",
	"电子",
	"食品",
];
const MARKS =
	"华盛泰鑫恒瑞宏达兴隆嘉和永安天元中联东方金诚博信万通祥顺德润丰科创新美佳益康乐正大光明";
const CITIES = [
	"石家庄",
	"太原",
	"沈阳",
	"长春",
	"哈尔滨",
	"南京",
	"杭州",
	"合肥",
	"福州",
	"南昌",
	"济南",
	"郑州",
	"武汉",
	"长沙",
	"广州",
	"南宁",
	"海口",
	"成都",
	"贵阳",
	"昆明",
	"西安",
	"兰州",
	"西宁",
	"银川",
	"苏州",
	"无锡",
	"宁波",
	"温州",
	"青岛",
	"大连",
	"深圳",
	"佛山",
	"东莞",
	"洛阳",
	"徐州",
	"常州",
];
const KINDS = [
	"纠纷怎么处理",
	"案评析",
	"法律问题解答",
	"的法律责任",
	"需要注意什么",
	"的认定标准",
];

/**
 * @param provisions articles of laws, as readProvisions gives them
 * @param options the seed, and how many articles
 */
export function* syntheticArticles(provisions, { seed, count }) {
	const random = randomFrom(seed);
	const laws = sentencesByLaw(provisions);
	const details = new Details(random);
	for (let number = 0; number < count; number++) {
		const law = laws[Math.floor(random() * laws.length)];
		const sentences = [];
		const wanted = sentenceCount(random);
		while (sentences.length < wanted) {
			const from =
				random() < STRAY_SHARE ? laws[Math.floor(random() * laws.length)] : law;
			const sentence = pick(from.sentences, random);
			sentences.push(
				random() < DETAIL_SHARE ? details.next() + sentence : sentence,
			);
		}
		const day = 1 + Math.floor(random() * 28);
		const month = 1 + Math.floor(random() * 12);
		yield {
			id: `synthetic-${number}`,
			title: titleOf(law, details, random),
			body: paragraphs(sentences),
			category: [law.category, law.name].filter((level) => level !== ""),
			publishedAt: `${2000 + Math.floor(random() * 25)}-${two(month)}-${two(day)}`,
		};
	}
}

function sentencesByLaw(provisions) {
	const laws = new Map();
	for (const { law, title, body, category } of provisions) {
		const name = law ?? title;
		const entry = laws.get(name) ?? {
			name: name.slice(0, 30),
			category: category[0] ?? "",
			sentences: [],
		};
		laws.set(name, entry);
		for (const piece of body.split(/(?<=[。；])|\n/)) {
			const part = piece.trim();
			if (part.length >= 8 && part.length <= 200) {
				entry.sentences.push(part);
			}
		}
	}
	// A law as often as it has sentences, so that all sentences are as likely.
	return [...laws.values()]
		.filter(({ sentences }) => sentences.length > 0)
		.flatMap((law) => Array(Math.ceil(law.sentences.length / 20)).fill(law));
}

/** Details of cases: known ones again, as often as they came, or a new one. */
class Details {
	#random;
	#drawn = [];
	#kinds = 0;

	constructor(random) {
		this.#random = random;
	}

	next() {
		const { length } = this.#drawn;
		const isNew =
			this.#random() * (CONCENTRATION + length) <
			CONCENTRATION + DISCOUNT * this.#kinds;
		const detail = isNew ? this.#make() : pick(this.#drawn, this.#random);
		this.#kinds += isNew ? 1 : 0;
		this.#drawn.push(detail);
		return detail;
	}

	#make() {
		const random = this.#random;
		const name = () =>
			pick(SURNAMES, random) +
			pick(GIVEN, random) +
			(random() < 0.6 ? pick(GIVEN, random) : "");
		const company = () =>
			`${pick(CITIES, random)}${pick(MARKS, random)}${pick(MARKS, random)}${pick(TRADES, random)}有限公司`;
		switch (Math.floor(random() * 6)) {
			case 0:
				return `原告${name()}诉被告${name()}，`;
			case 1:
				return `${company()}提出，`;
			case 2:
				return `${pick(CITIES, random)}市中级人民法院认为，`;
			case 3:
				return `（${2005 + Math.floor(random() * 20)}）${pick(PLACES, random)}${two(1 + Math.floor(random() * 30))}民终${1 + Math.floor(random() * 9999)}号判决指出，`;
			case 4:
				return `${name()}主张${Math.floor(10 ** (2 + random() * 5))}元，`;
			default:
				return `${2005 + Math.floor(random() * 20)}年${1 + Math.floor(random() * 12)}月${1 + Math.floor(random() * 28)}日，`;
		}
	}
}

function titleOf(law, details, random) {
	const clause = pick(law.sentences, random)
		.split(/[，。；：]/)[0]
		.slice(0, 18);
	return random() < 0.3
		? `${details.next().replace(/[，]$/, "")}${clause}${pick(KINDS, random)}`
		: clause + pick(KINDS, random);
}

function sentenceCount(random) {
	const normal =
		Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
	const count = Math.exp(SENTENCES_MEAN + SENTENCES_DEVIATION * normal);
	return Math.min(MOST_SENTENCES, Math.max(1, Math.round(count)));
}

function paragraphs(sentences) {
	let text = "";
	sentences.forEach((sentence, i) => {
		text += i > 0 && i % 4 === 0 ? `\n${sentence}` : sentence;
	});
	return text;
}

function pick(list, random) {
	return list[Math.floor(random() * list.length)];
}

function two(number) {
	return String(number).padStart(2, "0");
}
