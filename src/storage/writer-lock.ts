import {
	closeSync,
	fstatSync,
	ftruncateSync,
	linkSync,
	openSync,
	readdirSync,
	readFileSync,
	unlinkSync,
	writeSync,
} from "node:fs";
import { join } from "node:path";
import { SearchError } from "../errors.ts";
import type { WriterLock } from "./directory.ts";
import { type LockOwner, ownerState, ownIdentity } from "./lock-owner.ts";
import { errnoOf } from "./storage-error.ts";

/*
 * A ticket lock. The files lock-000001, lock-000002 … are tickets; the one with the highest number decides:
 * it names its owner, or is empty where the owner gave it back. Whoever finds the highest ticket empty, or its owner
 * gone, makes the next one, complete with its own name, by link(), which exactly one of many can. Numbers never go
 * back: only tickets below the highest are ever removed. So someone who acts on an old view makes a ticket that is not
 * the highest, sees that when looking once more, and steps back. Giving back is truncating, which works on a full disk.
 */

const TICKET = /^lock-(\d{6,})$/;
const CANDIDATE = /^lock-new-/;
/** Tickets that are left standing, so that a slow listing never sees none at all. */
const KEPT_TICKETS = 3;
const ATTEMPTS = 1000;

/**
 * Takes the writer's lock of a folder, at once and without timers.
 * @throws SearchError `locked` naming who holds it
 */
export function takeWriterLock(folder: string): WriterLock {
	const self = ownIdentity();
	for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
		const highest = highestTicket(folder);
		if (highest > 0 && !isFree(folder, highest, self)) {
			continue;
		}
		const ticket = highest + 1;
		const fd = makeTicket(folder, ticket, self);
		if (fd === undefined) {
			continue;
		}
		if (highestTicket(folder) !== ticket) {
			closeSync(fd);
			removeQuietly(join(folder, ticketName(ticket)));
			continue;
		}
		removeOldTickets(folder, ticket);
		return heldLock(fd);
	}
	throw new SearchError(
		"locked",
		`${folder}: expected to get the writer's lock, found other writers come first ${ATTEMPTS} times; run again`,
	);
}

function heldLock(fd: number): WriterLock {
	let isHeld = true;
	return {
		release: () => {
			if (isHeld) {
				isHeld = false;
				try {
					ftruncateSync(fd, 0);
				} finally {
					closeSync(fd);
				}
			}
		},
	};
}

/** Whether the next ticket may be made; false where `ticket` is gone by now, so that one must look again. */
function isFree(folder: string, ticket: number, self: LockOwner): boolean {
	const path = join(folder, ticketName(ticket));
	let text: string;
	try {
		text = readFileSync(path, "utf8");
	} catch (cause) {
		if (errnoOf(cause) === "ENOENT") {
			return false;
		}
		throw cause;
	}
	if (text === "") {
		return true;
	}
	const owner = parseOwner(text);
	if (owner === undefined) {
		throw new SearchError(
			"locked",
			`${path}: expected the name of the writer that holds the lock, found ${JSON.stringify(text.slice(0, 40))}; if no process writes to this index, remove that file`,
		);
	}
	const state = ownerState(owner, self, folder);
	if (state === "gone") {
		return true;
	}
	const who = `process ${owner.process}${owner.thread === owner.process ? "" : `, thread ${owner.thread},`} on ${owner.host}`;
	throw new SearchError(
		"locked",
		state === "living"
			? `${folder}: expected to be the only writer, found ${who} writing; wait until it ends, or end it`
			: `${folder}: expected to be the only writer, found the lock of ${who}, which cannot be seen from here; if it no longer runs, remove ${path}`,
	);
}

/** The open ticket, or undefined where somebody else was first. */
function makeTicket(
	folder: string,
	ticket: number,
	self: LockOwner,
): number | undefined {
	const candidate = join(folder, candidateName(self));
	// Only a killed writer with our very numbers can have left this.
	removeQuietly(candidate);
	const fd = openSync(candidate, "wx");
	const path = join(folder, ticketName(ticket));
	try {
		writeOwner(fd, self);
		linkSync(candidate, path);
		return fd;
	} catch (cause) {
		closeSync(fd);
		const errno = errnoOf(cause) ?? "";
		// ENOENT: the writer that came first tidied our candidate away.
		if (errno === "EEXIST" || errno === "ENOENT") {
			return undefined;
		}
		if (NO_LINKS.has(errno)) {
			return makeTicketWithoutLink(path, self);
		}
		throw cause;
	} finally {
		removeQuietly(candidate);
	}
}

const NO_LINKS: ReadonlySet<string> = new Set([
	"EPERM",
	"ENOSYS",
	"ENOTSUP",
	"EOPNOTSUPP",
]);

/** Until it is written the ticket looks given back; whoever then makes the next one is seen by the look after it. */
function makeTicketWithoutLink(
	path: string,
	self: LockOwner,
): number | undefined {
	try {
		const fd = openSync(path, "wx");
		writeOwner(fd, self);
		return fd;
	} catch (cause) {
		if (errnoOf(cause) === "EEXIST") {
			return undefined;
		}
		throw cause;
	}
}

function writeOwner(fd: number, owner: LockOwner): void {
	const bytes = new TextEncoder().encode(`${JSON.stringify(owner)}\n`);
	let written = 0;
	while (written < bytes.length) {
		written += writeSync(fd, bytes, written, bytes.length - written);
	}
	if (fstatSync(fd).size !== bytes.length) {
		throw new SearchError(
			"storage-failed",
			"the writer's lock was written short; check the disk",
		);
	}
}

function parseOwner(text: string): LockOwner | undefined {
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch {
		return undefined;
	}
	if (typeof value !== "object" || value === null) {
		return undefined;
	}
	const fields = new Map<string, unknown>(Object.entries(value));
	const host = fields.get("host");
	const boot = fields.get("boot");
	const space = fields.get("space");
	const process_ = fields.get("process");
	const thread = fields.get("thread");
	const started = fields.get("started");
	if (
		typeof host !== "string" ||
		typeof boot !== "string" ||
		typeof space !== "string" ||
		typeof process_ !== "number" ||
		typeof thread !== "number" ||
		typeof started !== "string"
	) {
		return undefined;
	}
	return { host, boot, space, process: process_, thread, started };
}

function highestTicket(folder: string): number {
	let highest = 0;
	for (const name of readdirSync(folder)) {
		const digits = TICKET.exec(name)?.[1];
		if (digits !== undefined) {
			highest = Math.max(highest, Number(digits));
		}
	}
	return highest;
}

function removeOldTickets(folder: string, held: number): void {
	for (const name of readdirSync(folder)) {
		const digits = TICKET.exec(name)?.[1];
		const isOld = digits !== undefined && Number(digits) < held - KEPT_TICKETS;
		if (isOld || CANDIDATE.test(name)) {
			removeQuietly(join(folder, name));
		}
	}
}

function removeQuietly(path: string): void {
	try {
		unlinkSync(path);
	} catch {
		// Gone already, or left for the next writer to remove.
	}
}

function ticketName(ticket: number): string {
	return `lock-${String(ticket).padStart(6, "0")}`;
}

/** Unlike that of any other running thread that may have the folder open. */
function candidateName(self: LockOwner): string {
	const space = self.space.replace(/\D/g, "");
	return `lock-new-${self.boot.slice(0, 8)}-${space}-${self.process}-${self.thread}`;
}
