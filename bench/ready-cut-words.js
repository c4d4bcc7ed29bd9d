/**
 * The words of title and body, ready cut (terms with single spaces between), written by the index's own writers: what the
 * peers that are handed tokens do, and nothing else. Returns the bytes on disk, synced.
 */
export function writeReadyCutWords(parts, directory, cutArticles) {
	const files = new parts.SegmentFiles(directory, 1);
	// No dictionary: every term is told by its string.
	const numbers = new parts.CodedTerms(
		(text, start, end) => text.slice(start, end),
		0,
	);
	const columns = new parts.TokenColumns();
	const fieldLayers = ["title", "body"].map((field) => ({
		field,
		norms: [],
		stream: new parts.CountedTokens(),
	}));
	for (const article of cutArticles) {
		for (const { field, norms, stream } of fieldLayers) {
			splitTerms(article[field], columns);
			stream.addDocument(article[field], columns, numbers);
			norms.push(parts.normOf(columns.places));
		}
	}
	const terms = parts.joinVocabularies([numbers.strings]);
	for (const { field, norms, stream } of fieldLayers) {
		const unsorted = {
			field,
			layer: "word",
			norms: Uint8Array.from(norms),
			streams: [[{ part: stream.take(), vocabulary: 0 }]],
		};
		parts.writeLayer(files, unsorted, terms);
	}
	directory.syncNames();
	return files.entries.reduce((sum, { bytes }) => sum + bytes, 0);
}

const NO_CODE = -1;

function splitTerms(text, columns) {
	columns.clear();
	columns.reserve(text.length);
	let count = 0;
	let start = 0;
	while (start < text.length) {
		const space = text.indexOf(" ", start);
		const end = space < 0 ? text.length : space;
		columns.starts[count] = start;
		columns.ends[count] = end;
		columns.positions[count] = count;
		columns.codes[count] = NO_CODE;
		count++;
		start = end + 1;
	}
	columns.count = count;
	columns.places = count;
}
