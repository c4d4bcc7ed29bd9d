import type { CommandModel, OptionModel, Values } from "./completion-model.ts";

/** A file `_fasou` in a folder of `fpath`, or `source <(fasou completion zsh)` behind `compinit`. */
export function zshCompletion(commands: readonly CommandModel[]): string {
	return `#compdef fasou
# zsh completion of fasou: source <(fasou completion zsh), behind compinit
${commands.map(commandFunction).join("\n")}
if [[ $funcstack[1] == _fasou ]]; then
	_fasou "$@"
else
	compdef _fasou fasou
fi
`;
}

/** A function for each command; those with commands below hand on to theirs. */
function commandFunction(command: CommandModel): string {
	const { path, options, commands, values } = command;
	const specs = options.map(optionSpec);
	if (commands.length === 0) {
		const rest =
			values.kind === "any" ? "" : ` ${quoted(`*:${zshValues(values)}`)}`;
		return `${nameOf(path)}() {
	_arguments -s${lines(specs)}${rest}
}`;
	}
	const names = commands.map(({ name, description }) =>
		quoted(`${name}:${description}`),
	);
	const others = values.kind === "files" ? "\n\t\t\t_files" : "";
	const cases = commands.map(
		({ name }) => `\t\t\t\t${name}) ${nameOf(`${path} ${name}`.trim())} ;;`,
	);
	return `${nameOf(path)}() {
	local context state state_descr line ret=1
	typeset -A opt_args
	_arguments -s -C${lines(specs)} '1: :->command' '*:: :->rest' && ret=0
	case $state in
		command)
			local -a commands=(${names.join(" ")})
			_describe command commands && ret=0${others}
			;;
		rest)
			case $line[1] in
${cases.join("\n")}
			esac
			;;
	esac
	return ret
}`;
}

function nameOf(path: string): string {
	return `_fasou${path === "" ? "" : `_${path.replace(/[^a-z]/g, "_")}`}`;
}

function lines(specs: readonly string[]): string {
	return specs.map((spec) => ` \\\n\t\t${spec}`).join("");
}

function optionSpec({ short, long, description, values }: OptionModel): string {
	const text = `[${description.replace(/[[\]:\\]/g, "\\$&")}]`;
	const value = values === undefined ? "" : `:${zshValues(values)}`;
	const sign = values === undefined ? "" : "=";
	return short === undefined
		? quoted(`${long}${sign}${text}${value}`)
		: `'(${short} ${long})'{${short},${long}${sign}}${quoted(text + value)}`;
}

/** Message and action of `_arguments`. */
function zshValues(values: Values): string {
	switch (values.kind) {
		case "choices":
			return `value:(${values.choices.join(" ")})`;
		case "files":
			return "file:_files";
		case "folders":
			return "folder:_files -/";
		case "any":
			return "value: ";
		default:
			return values satisfies never;
	}
}

function quoted(text: string): string {
	return `'${text.replaceAll("'", "'\\''")}'`;
}
