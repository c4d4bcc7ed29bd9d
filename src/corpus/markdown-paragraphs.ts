import {
	type Paragraph,
	paragraphOfLine,
	rawLines,
	trimBlank,
} from "./body.ts";

/**
 * Markdown → paragraphs, in one pass over its lines: headings with their level, lists and quotes without their marks,
 * the cells of a table apart by tabs. Lines of one paragraph are joined, as Markdown means them, unless
 * `keepLines` says that each line is a paragraph, as in texts of law.
 */
export function markdownParagraphs(
	text: string,
	options: { readonly keepLines: boolean },
): Paragraph[] {
	const out: Paragraph[] = [];
	let open: string[] = [];
	const flush = () => {
		if (open.length > 0) pushParagraphs(out, joinLines(open));
		open = [];
	};
	let fence: string | undefined;
	for (const line of rawLines(dropComments(text))) {
		const trimmed = trimBlank(line);
		if (trimmed === "") {
			if (fence === undefined) flush();
			continue;
		}
		// What Markdown marks, it marks with ASCII: most lines of Chinese are plain at a glance.
		const isMarked = trimmed.charCodeAt(0) < 0x80;
		const mark = isMarked ? /^(?:`{3,}|~{3,})/.exec(trimmed)?.[0] : undefined;
		if (fence !== undefined) {
			if (mark?.startsWith(fence) && trimmed === mark) fence = undefined;
			else out.push({ text: trimmed });
			continue;
		}
		if (mark !== undefined) {
			flush();
			fence = mark;
			continue;
		}
		const block = isMarked ? blockOf(trimmed, open) : undefined;
		if (block !== undefined) {
			if (block === "underline") {
				const level = trimmed.startsWith("=") ? 1 : 2;
				out.push({ text: inlineText(open.join("")), level });
				open = [];
			} else {
				flush();
				if (block !== "nothing") out.push(block);
			}
			continue;
		}
		const { text: content, isItem } = isMarked
			? withoutMarks(trimmed)
			: { text: trimmed, isItem: false };
		if (isItem || options.keepLines || beginsAnew(content)) flush();
		if (content !== "") open.push(content);
		if (/(?: {2}|\\)$/.test(line)) flush();
	}
	flush();
	return out;
}

/**
 * A heading or a row of a table; `underline` for the rule that makes a heading of the line above it, `nothing` for
 * the rule below a table's head and for one between paragraphs.
 */
function blockOf(
	line: string,
	open: readonly string[],
): Paragraph | "underline" | "nothing" | undefined {
	if (/^(?:=+|-+)$/.test(line) && open.length === 1) return "underline";
	if (/^(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$/.test(line)) {
		return "nothing";
	}
	const heading = /^(#{1,6})(?:[ \t\u3000]+|$)/.exec(line);
	if (heading !== null) {
		const text = trimBlank(line.slice(heading[0].length));
		const level = heading[1]?.length ?? 1;
		return { text: inlineText(withoutClosingHashes(text)), level };
	}
	if (!line.startsWith("|")) return undefined;
	const cells = line.replace(/^\|/, "").replace(/\|$/, "").split("|");
	if (cells.every((cell) => /^\s*:?-+:?\s*$/.test(cell))) return "nothing";
	return { text: cells.map((cell) => inlineText(trimBlank(cell))).join("\t") };
}

function withoutClosingHashes(text: string): string {
	let end = text.length;
	while (end > 0 && text[end - 1] === "#") end--;
	const bare = text.slice(0, end);
	return bare === "" || /[ \t]$/.test(bare) ? trimBlank(bare) : text;
}

/** Cuts the marks of quotes and bulleted lists off a line. */
function withoutMarks(line: string): { text: string; isItem: boolean } {
	let rest = line;
	let isItem = false;
	for (let depth = 0; depth < 8; depth++) {
		const quote = /^>[ \t]?/.exec(rest);
		const bullet = /^[-*+][ \t]+/.exec(rest);
		const mark = quote ?? bullet;
		if (mark === null) break;
		if (bullet !== null) isItem = true;
		rest = trimBlank(rest.slice(mark[0].length));
	}
	if (/^\d{1,9}[.)][ \t]+/.test(rest)) isItem = true;
	return { text: rest, isItem };
}

/** Chinese numbering begins a line of its own even where the Markdown leaves no blank line. */
function beginsAnew(line: string): boolean {
	return /^(?:\*\*)?(?:第[一二三四五六七八九十百千零〇\d]+[编章节条]|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[）)]|[①-⑳])/.test(
		line,
	);
}

const WIDE =
	/[\u2014-\u2026\u3000-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]|[\ud840-\ud8bf]/;

/** Chinese lines join without a space. */
function joinLines(lines: readonly string[]): string {
	const pieces: string[] = [];
	let last = "";
	for (const line of lines) {
		const isJoined =
			last === "" || WIDE.test(last) || WIDE.test(line.charAt(0));
		pieces.push(isJoined ? line : ` ${line}`);
		last = line.charAt(line.length - 1);
	}
	return pieces.join("");
}

function pushParagraphs(out: Paragraph[], text: string): void {
	const plain = inlineText(text);
	if (!plain.includes("\n")) {
		if (plain !== "") out.push(paragraphOfLine(plain));
		return;
	}
	for (const line of plain.split("\n").map(trimBlank)) {
		if (line !== "") out.push(paragraphOfLine(line));
	}
}

/** The text of a line without the marks of emphasis, links, code and inline HTML. No pattern here looks back. */
export function inlineText(line: string): string {
	if (!/[\\*_`[\]<&~!]/.test(line)) return line;
	return line
		.replace(/\\([\\`*_{}[\]()#+.!|~<>-])/g, (_, mark: string) => hide(mark))
		.replace(/`{1,8}([^`]+)`{1,8}/g, (_, code: string) =>
			code.replace(/[*_[\]<>&~]/g, hide),
		)
		.replace(
			/!?\[([^[\]]*)\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)?(?:\s+"[^"]*")?\s*\)/g,
			"$1",
		)
		.replace(/<((?:https?|mailto):[^<>\s]*)>/g, "$1")
		.replace(/<br\s*\/?>/gi, "\n")
		.replace(/<\/?[a-zA-Z][^<>]*>/g, "")
		.replace(/\*\*([^*]+)\*\*/g, "$1")
		.replace(/(?<!\w)__([^_]+)__(?!\w)/g, "$1")
		.replace(/~~([^~]+)~~/g, "$1")
		.replace(/(?<![\w*])\*([^*\s][^*]*)\*(?![\w*])/g, "$1")
		.replace(/(?<!\w)_([^_\s][^_]*)_(?!\w)/g, "$1")
		.replace(/&(amp|lt|gt|quot|nbsp|#\d{1,7});/g, (_, name: string) =>
			entity(name),
		)
		.replace(/[\ue000-\ue07f]\ue0ff/g, show);
}

/** An escaped mark is set aside as a character of private use followed by U+E0FF, which no text has. */
function hide(mark: string): string {
	return `${String.fromCharCode(0xe000 + mark.charCodeAt(0))}\ue0ff`;
}

function show(hidden: string): string {
	return String.fromCharCode(hidden.charCodeAt(0) - 0xe000);
}

function entity(name: string): string {
	switch (name) {
		case "amp":
			return "&";
		case "lt":
			return "<";
		case "gt":
			return ">";
		case "quot":
			return '"';
		case "nbsp":
			return " ";
		default: {
			const code = Number(name.slice(1));
			return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)
				? String.fromCodePoint(code)
				: "\uFFFD";
		}
	}
}

/** Cuts HTML comments out; one that is never closed stays, as text. */
function dropComments(text: string): string {
	let out = "";
	let position = 0;
	for (;;) {
		const start = text.indexOf("<!--", position);
		const end = start < 0 ? -1 : text.indexOf("-->", start + 4);
		if (end < 0) return position === 0 ? text : out + text.slice(position);
		out += text.slice(position, start);
		position = end + 3;
	}
}
