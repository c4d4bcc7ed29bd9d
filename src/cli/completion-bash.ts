import type { CommandModel, Values } from "./completion-model.ts";

/** `source <(fasou completion bash)`; bash from 3.2. */
export function bashCompletion(commands: readonly CommandModel[]): string {
	const steps = commands.flatMap(({ path, commands: below }) =>
		below.map(
			({ name }) => `\t\t\t"${path} ${name}") path="${join(path, name)}" ;;`,
		),
	);
	const program = commands[0];
	const valued = (program?.options ?? [])
		.filter(({ values }) => values !== undefined)
		.map(({ long }) => `" ${long}"`);
	return `# bash completion of fasou: source <(fasou completion bash)
_fasou() {
	local cur="\${COMP_WORDS[COMP_CWORD]}" prev="\${COMP_WORDS[COMP_CWORD-1]}"
	local path="" word="" skips=0 i IFS=$'\\n'
	if [[ $cur == "=" ]]; then
		cur=""
	elif [[ $prev == "=" ]]; then
		prev="\${COMP_WORDS[COMP_CWORD-2]}"
	fi
	for ((i = 1; i < COMP_CWORD; i++)); do
		word="\${COMP_WORDS[i]}"
		if ((skips)); then
			[[ $word == "=" ]] || skips=0
			continue
		fi
		case "$path $word" in
			${valued.join("|")}) skips=1 ;;
${steps.join("\n")}
		esac
	done
	COMPREPLY=()
	case "$path $prev" in
${valueCases(commands).join("\n")}
	esac
	if [[ $cur == -* ]]; then
		case "$path" in
${commands.map(optionsCase).join("\n")}
		esac
		return
	fi
	case "$path" in
${commands.map(wordsCase).join("\n")}
	esac
}
complete -F _fasou fasou
`;
}

function join(path: string, name: string): string {
	return `${path} ${name}`.trim();
}

/** One case for all options that take the same values. */
function valueCases(commands: readonly CommandModel[]): string[] {
	const patterns = new Map<string, string[]>();
	for (const { path, options } of commands) {
		for (const { short, long, values } of options) {
			if (values !== undefined) {
				const action = reply(values);
				const known = patterns.get(action) ?? [];
				patterns.set(action, known);
				for (const flag of [short, long]) {
					known.push(...(flag === undefined ? [] : [`"${path} ${flag}"`]));
				}
			}
		}
	}
	return [...patterns].map(
		([action, all]) => `\t\t${all.join("|")}) ${action}; return ;;`,
	);
}

function optionsCase({ path, options }: CommandModel): string {
	const flags = options.flatMap(({ short, long }) =>
		short === undefined ? [long] : [short, long],
	);
	return `\t\t"${path}") ${replyWords(flags)} ;;`;
}

function wordsCase({ path, commands, values }: CommandModel): string {
	const actions = [
		...(commands.length > 0
			? [replyWords(commands.map(({ name }) => name))]
			: []),
		...(values.kind === "any" ? [] : [reply(values)]),
	];
	return `\t\t"${path}") ${actions.length > 0 ? actions.join("; ") : ":"} ;;`;
}

function reply(values: Values): string {
	switch (values.kind) {
		case "choices":
			return replyWords(values.choices);
		case "files":
			return 'COMPREPLY+=($(compgen -f -- "$cur")); compopt -o filenames 2>/dev/null';
		case "folders":
			return 'COMPREPLY+=($(compgen -d -- "$cur")); compopt -o filenames 2>/dev/null';
		case "any":
			return ":";
		default:
			return values satisfies never;
	}
}

function replyWords(words: readonly string[]): string {
	return `COMPREPLY+=($(compgen -W $'${words.join("\\n")}' -- "$cur"))`;
}
