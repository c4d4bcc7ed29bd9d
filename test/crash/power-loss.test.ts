import { describe, expect, test } from "vitest";
import { manifestName, newestGeneration } from "../../src/storage/commit.ts";
import type { Directory, WritableFile } from "../../src/storage/directory.ts";
import { runSeed } from "../storage/random.ts";
import { type Sabotage, tryPowerLosses } from "./power-loss.ts";
import type { WriterBugs } from "./toy-index.ts";

const IMAGES = Number(process.env.FASOU_POWER_LOSS_IMAGES ?? 3000);

describe("a power loss", () => {
	test(`leaves exactly one whole generation, none older than the last acknowledged, in ${IMAGES} images`, () => {
		const seed = runSeed();
		console.log(`power loss: FASOU_SEED=${seed}`);
		const report = tryPowerLosses({ seed, images: IMAGES });
		expect(report.bad).toEqual([]);
		expect(report.images).toBeGreaterThanOrEqual(IMAGES);
	}, 600_000);
});

describe("the power-loss test catches a protocol", () => {
	const storageBugs: readonly [string, Sabotage][] = [
		["that does not sync data files", (d) => withoutSync(d, /^segment/)],
		["that does not sync the manifest", (d) => withoutSync(d, /^tmp/)],
		["that syncs a file before its last bytes", syncedTooSoon],
		[
			"that does not sync the folder before publishing",
			(d) => withoutFolderSync(d, "before"),
		],
		[
			"that does not sync the folder after publishing",
			(d) => withoutFolderSync(d, "after"),
		],
		["that publishes the manifest before it is written", publishedUnwritten],
		["that writes the manifest in place", writtenInPlace],
	];
	test.each(storageBugs)("%s", (_, sabotage) => {
		const report = tryPowerLosses({ seed: 1, images: 2000, sabotage });
		expect(report.bad.length).toBeGreaterThan(0);
	});

	const writerBugs: readonly [string, WriterBugs][] = [
		["that removes old files before the commit", { removesEarly: true }],
		["that uses file names again", { reusesNames: true }],
		["that acknowledges before the commit", { acknowledgesEarly: true }],
	];
	test.each(writerBugs)("%s", (_, bugs) => {
		const report = tryPowerLosses({ seed: 1, images: 2000, bugs });
		expect(report.bad.length).toBeGreaterThan(0);
	});
});

/** All calls go on to `inner`, but for those of `changes`. */
function changed(inner: Directory, changes: Partial<Directory>): Directory {
	return {
		name: inner.name,
		list: () => inner.list(),
		openRead: (name) => inner.openRead(name),
		create: (name) => inner.create(name),
		publish: (from, to) => inner.publish(from, to),
		remove: (name) => inner.remove(name),
		syncNames: () => inner.syncNames(),
		lock: () => inner.lock(),
		...changes,
	};
}

function withoutSync(inner: Directory, names: RegExp): Directory {
	return changed(inner, {
		create: (name) => {
			const file = inner.create(name);
			return names.test(name) ? { ...file, sync: () => {} } : file;
		},
	});
}

function syncedTooSoon(inner: Directory): Directory {
	return changed(inner, {
		create: (name) => {
			const file = inner.create(name);
			return {
				...file,
				append: (bytes) => {
					file.sync();
					file.append(bytes);
				},
				sync: () => {},
			};
		},
	});
}

function withoutFolderSync(
	inner: Directory,
	left: "before" | "after",
): Directory {
	let isPublished = false;
	return changed(inner, {
		publish: (from, to) => {
			inner.publish(from, to);
			isPublished = true;
		},
		syncNames: () => {
			if (isPublished === (left === "before")) {
				inner.syncNames();
			}
			isPublished = false;
		},
	});
}

function publishedUnwritten(inner: Directory): Directory {
	return changed(inner, {
		create: (name): WritableFile => {
			const file = inner.create(name);
			if (name.startsWith("tmp")) {
				inner.publish(name, manifestName(newestGeneration(inner) + 1));
			}
			return file;
		},
		publish: () => {},
	});
}

function writtenInPlace(inner: Directory): Directory {
	return changed(inner, {
		publish: (from, to) => {
			const source = inner.openRead(from);
			const bytes = new Uint8Array(source.lengthBytes);
			source.read(0, bytes);
			const file = inner.create(to);
			file.append(bytes);
			file.sync();
			file.close();
		},
	});
}
