import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

export const ROOT = fileURLToPath(new URL("../", import.meta.url));
/** Made or fetched, never written by hand. */
const NOT_OURS: ReadonlySet<string> = new Set([
	".git",
	"node_modules",
	"bench/node_modules",
	"dist",
	"index",
	"coverage",
]);

/** Paths below the project's root, with `/`, of all files that belong to the project. */
export function projectFiles(folder = ""): string[] {
	return readdirSync(join(ROOT, folder))
		.map((name) => (folder === "" ? name : `${folder}/${name}`))
		.filter((path) => !NOT_OURS.has(path) && !path.endsWith(".tgz"))
		.flatMap((path) =>
			statSync(join(ROOT, path)).isDirectory() ? projectFiles(path) : [path],
		);
}

export function textOf(path: string): string {
	return readFileSync(join(ROOT, path), "utf8");
}

/** What the architecture test asks of one TypeScript file. */
export interface SourceFacts {
	/** Below the project's root. */
	readonly path: string;
	readonly imports: readonly ImportFact[];
	/** Uses of names such as `Date.now` and `console`, with their lines. */
	readonly uses: readonly NameUse[];
	/** Statements at the top level that do something when the module is loaded. */
	readonly topLevelActions: readonly number[];
}

export interface ImportFact {
	/** A file below the root for relative imports, else the package: "node:fs", "commander". */
	readonly target: string;
	readonly line: number;
}

export interface NameUse {
	readonly name: string;
	readonly line: number;
}

export function factsOf(path: string, text = textOf(path)): SourceFacts {
	const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
	const lineOf = (node: ts.Node): number =>
		file.getLineAndCharacterOfPosition(node.getStart()).line + 1;
	const imports: ImportFact[] = [];
	const uses: NameUse[] = [];
	const visit = (node: ts.Node): void => {
		const specifier = importSpecifier(node);
		if (specifier !== undefined) {
			imports.push({ target: targetOf(path, specifier), line: lineOf(node) });
		}
		for (const name of namesUsed(node)) {
			uses.push({ name, line: lineOf(node) });
		}
		ts.forEachChild(node, visit);
	};
	visit(file);
	const topLevelActions = file.statements
		.filter(
			(statement) =>
				ts.isExpressionStatement(statement) ||
				ts.isIfStatement(statement) ||
				ts.isIterationStatement(statement, false) ||
				ts.isTryStatement(statement),
		)
		.map(lineOf);
	return { path, imports, uses, topLevelActions };
}

/** Of imports, re-exports, `import()`, import types, and `new URL("…", import.meta.url)`. */
function importSpecifier(node: ts.Node): string | undefined {
	if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) {
		return literal(node.moduleSpecifier);
	}
	if (ts.isImportTypeNode(node)) {
		return ts.isLiteralTypeNode(node.argument)
			? literal(node.argument.literal)
			: undefined;
	}
	if (
		ts.isCallExpression(node) &&
		node.expression.kind === ts.SyntaxKind.ImportKeyword
	) {
		return literal(node.arguments[0]);
	}
	if (
		ts.isNewExpression(node) &&
		node.expression.getText() === "URL" &&
		node.arguments?.[1]?.getText() === "import.meta.url"
	) {
		const path = literal(node.arguments[0]);
		return path === undefined || path.startsWith(".") ? path : `./${path}`;
	}
	return undefined;
}

function literal(node: ts.Node | undefined): string | undefined {
	return node !== undefined && ts.isStringLiteralLike(node)
		? node.text
		: undefined;
}

function targetOf(from: string, specifier: string): string {
	if (!specifier.startsWith(".")) {
		return specifier;
	}
	const path = join(ROOT, dirname(from), specifier);
	return relative(ROOT, path).split(sep).join("/");
}

function namesUsed(node: ts.Node): string[] {
	switch (node.kind) {
		case ts.SyntaxKind.AnyKeyword:
			return ["any"];
		case ts.SyntaxKind.AsyncKeyword:
			return ["async"];
		case ts.SyntaxKind.AwaitExpression:
		case ts.SyntaxKind.AwaitKeyword:
			return ["await"];
	}
	if (ts.isIdentifier(node) && !isMemberName(node)) {
		return [node.text];
	}
	if (ts.isPropertyAccessExpression(node) && ts.isIdentifier(node.expression)) {
		return [`${node.expression.text}.${node.name.text}`];
	}
	if (
		ts.isNewExpression(node) &&
		node.expression.getText() === "Date" &&
		(node.arguments?.length ?? 0) === 0
	) {
		return ["new Date()"];
	}
	return [];
}

function isMemberName(node: ts.Identifier): boolean {
	const { parent } = node;
	return (
		(ts.isPropertyAccessExpression(parent) && parent.name === node) ||
		((ts.isPropertyAssignment(parent) ||
			ts.isPropertySignature(parent) ||
			ts.isPropertyDeclaration(parent) ||
			ts.isMethodDeclaration(parent) ||
			ts.isMethodSignature(parent)) &&
			parent.name === node)
	);
}
