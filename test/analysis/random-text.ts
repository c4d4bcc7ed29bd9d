/** A random source that a seed replays (mulberry32). */
export function seededRandom(seed: number): () => number {
	let state = seed | 0;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
}

const PIECES: readonly string[] = [
	..." \t\n\r，。、；：？！“”‘’《》（）【】…—·",
	..."的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严龙飞",
	..."劳動合同違約勞動仲裁離婚財產債權執行裁決國際條約",
	..."0123456789０１２３４５６７８９ＡＢＣａｂｃ①②㈠ⅣⅨ",
	..."!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~",
	"a",
	"b",
	"Z",
	"AT&T",
	"c++",
	"T恤",
	"3.14",
	"v2.0.1",
	"2024",
	"abc123",
	"123abc",
	"1.2.3",
	"e-mail",
	"é",
	"ñ",
	"Ω",
	"я",
	"あ",
	"ア",
	"한",
	"ÿ",
	"\u00a0",
	"\u3000",
	"\u200b",
	"\ufeff",
	"\u0000",
	"\u007f",
	"\u0080",
	"\ufffd",
	"\uffff",
	"😀",
	"👨‍👩‍👧",
	"🇨🇳",
	"👍🏽",
	"𠀀",
	"𠮷",
	"𪚥",
	"𝒜",
	"\u{10ffff}",
	"\ud800",
	"\udc00",
	"\ud83d",
	"\ude00",
	"劳动合同法",
	"最高人民法院",
	"中华人民共和国",
	"第一千零七十七条",
	"掩饰隐瞒犯罪所得罪",
	"（2017）湘0405刑初149号",
	"２万元",
	"不得",
	"应当",
	"哈哈哈哈",
	"马云",
	"杭研大厦",
	"乒乓球拍卖完了",
	"小明硕士毕业于中国科学院计算所",
];

/** A text of up to `pieces` pieces: words of `words`, characters of every kind, and sometimes any unit at all. */
export function randomText(
	random: () => number,
	{ words, pieces }: { words: readonly string[]; pieces: number },
): string {
	const pick = (list: readonly string[]) =>
		list[Math.floor(random() * list.length)] ?? "";
	// Some texts are nearly all words, some nearly all odd characters.
	const wordShare = random();
	const count = 1 + Math.floor(random() * pieces);
	let text = "";
	for (let i = 0; i < count; i++) {
		const kind = random();
		if (kind < wordShare) {
			const word = pick(words);
			// Beginnings and ends of words make the HMM work.
			text +=
				random() < 0.3 ? word.slice(Math.floor(random() * word.length)) : word;
		} else if (kind < 0.97) {
			text += pick(PIECES);
		} else {
			text += String.fromCharCode(Math.floor(random() * 0x10000));
		}
	}
	return text;
}
