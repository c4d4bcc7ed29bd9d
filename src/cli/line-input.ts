/** What is typed (or piped in), line by line. */
export interface LineInput {
	/** A person types, who sees a prompt. */
	readonly isTerminal: boolean;
	readonly lines: AsyncIterable<string>;
	/** Shown before the next line is typed. */
	setPrompt(prompt: string): void;
	/** From now on Ctrl-C is meant for work that goes on. */
	beginWork(): void;
	/** Whether Ctrl-C was pressed since; may be asked while nothing else of the program can run. */
	isInterrupted(): boolean;
	endWork(): void;
	close(): void;
}

export interface InputOptions {
	/** Of former conversations, the last one first. */
	readonly history: readonly string[];
	/** How what is typed may go on, and the part of it that these stand for. */
	readonly complete: (typed: string) => Promise<[string[], string]>;
	/** Called at Ctrl-C where nothing goes on and nothing is typed. */
	readonly onIdleInterrupt: () => void;
}

export type OpenInput = (options: InputOptions) => Promise<LineInput>;
