import type { CommandModel, OptionModel, Values } from "./completion-model.ts";

/** `fasou completion fish | source`, or a file of `~/.config/fish/completions`. */
export function fishCompletion(commands: readonly CommandModel[]): string {
	const steps = commands.flatMap(({ path, commands: below }) =>
		below.map(({ name }) => {
			const to = `${path} ${name}`.trim();
			return `\t\t\tcase ${quoted(`${path} ${name}`)}\n\t\t\t\tset path ${quoted(to)}`;
		}),
	);
	const valued = (commands[0]?.options ?? [])
		.filter(({ values }) => values !== undefined)
		.map(({ long }) => quoted(` ${long}`));
	return `# fish completion of fasou: fasou completion fish | source
function __fasou_at
	set -l path ''
	set -l skips 0
	for word in (commandline -opc)[2..]
		if test $skips = 1
			set skips 0
			continue
		end
		switch "$path $word"
			case ${valued.join(" ")}
				set skips 1
${steps.join("\n")}
		end
	end
	test "$path" = "$argv[1]"
end
complete -c fasou -e
complete -c fasou -f
${commands.flatMap(commandLines).join("\n")}
`;
}

function commandLines(command: CommandModel): string[] {
	const at = `complete -c fasou -n ${quoted(`__fasou_at ${quoted(command.path)}`)}`;
	const { commands, options, values } = command;
	return [
		...commands.map(
			({ name, description }) => `${at} -a ${name} -d ${quoted(description)}`,
		),
		...options.map((option) => `${at} ${optionFlags(option)}`),
		...(values.kind === "any" ? [] : [`${at} ${fishValues(values)}`]),
	];
}

function optionFlags({
	short,
	long,
	description,
	values,
}: OptionModel): string {
	return [
		...(short === undefined ? [] : [`-s ${short.slice(1)}`]),
		`-l ${long.slice(2)}`,
		...(values === undefined ? [] : ["-r", fishValues(values)]),
		`-d ${quoted(description)}`,
	].join(" ");
}

function fishValues(values: Values): string {
	switch (values.kind) {
		case "choices":
			return `-f -a ${quoted(values.choices.join(" "))}`;
		case "files":
			return "-F";
		case "folders":
			return "-f -a '(__fish_complete_directories (commandline -ct))'";
		case "any":
			return "-f";
		default:
			return values satisfies never;
	}
}

function quoted(text: string): string {
	return `'${text.replace(/[\\']/g, "\\$&")}'`;
}
