/** Tasks that are begun in their order, as many at a time as weigh no more together than a limit; one at least. */
export class WeighedTasks<Result> {
	readonly #limit: number;
	readonly #waiting: { readonly weight: number; readonly begin: () => void }[] =
		[];
	readonly #results: Promise<Result>[] = [];
	#weight = 0;
	#running = 0;

	constructor(limit: number) {
		this.#limit = limit;
	}

	/** @param work begins the task, now or later; after a failure, too */
	add(weight: number, work: () => Promise<Result>): void {
		const result = new Promise<Result>((resolve, reject) => {
			const begin = () => {
				this.#weight += weight;
				this.#running++;
				const end = () => {
					this.#weight -= weight;
					this.#running--;
					this.#beginNext();
				};
				work().finally(end).then(resolve, reject);
			};
			this.#waiting.push({ weight, begin });
		});
		// It is seen with the results.
		result.catch(() => {});
		this.#results.push(result);
		this.#beginNext();
	}

	/** All results, in the order of the tasks. */
	results(): Promise<Result[]> {
		return Promise.all(this.#results);
	}

	#beginNext(): void {
		for (;;) {
			const next = this.#waiting[0];
			const fits =
				next !== undefined &&
				(this.#running === 0 || this.#weight + next.weight <= this.#limit);
			if (!fits) {
				return;
			}
			this.#waiting.shift();
			next.begin();
		}
	}
}
