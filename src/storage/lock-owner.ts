import { readFileSync, readlinkSync, statfsSync } from "node:fs";
import { hostname } from "node:os";
import { threadId } from "node:worker_threads";
import { errnoOf } from "./storage-error.ts";

/** Who holds a lock, so exactly that nobody else, now or after a restart, can be taken for it. */
export interface LockOwner {
	readonly host: string;
	/** Changes when the machine starts anew; "" where the system does not say. */
	readonly boot: string;
	/** The namespace in which `process` and `thread` count; "" where there are none. */
	readonly space: string;
	readonly process: number;
	/** The system's number of the thread; on systems that do not say, Node's. */
	readonly thread: number;
	/** When the thread started, in the system's clock ticks; "" where unknown. */
	readonly started: string;
}

/** The calling thread, as an owner. */
export function ownIdentity(): LockOwner {
	const self = /^(\d+)\/task\/(\d+)$/.exec(linkTarget("/proc/thread-self"));
	const process_ = self === null ? process.pid : Number(self[1]);
	const thread = self === null ? threadId : Number(self[2]);
	return {
		host: hostname(),
		boot: wholeText("/proc/sys/kernel/random/boot_id").trim(),
		space: linkTarget("/proc/self/ns/pid"),
		process: process_,
		thread,
		started:
			self === null ? "" : (threadState(process_, thread)?.started ?? ""),
	};
}

/** "unknown" is a process that cannot be seen from here: on another machine, or in another container. */
export type OwnerState = "living" | "gone" | "unknown";

/** Whether `owner`, who locked `folder`, still runs, as `self` can tell. */
export function ownerState(
	owner: LockOwner,
	self: LockOwner,
	folder: string,
): OwnerState {
	if (owner.boot !== self.boot) {
		const isSameMachine = owner.host === self.host || !isShared(folder);
		return isSameMachine ? "gone" : "unknown";
	}
	if (owner.boot === "" && owner.host !== self.host) {
		return "unknown";
	}
	if (owner.space !== self.space) {
		return "unknown";
	}
	if (owner.started === "") {
		return processExists(owner.process) ? "living" : "gone";
	}
	const state = threadState(owner.process, owner.thread);
	if (state !== undefined) {
		return state.isDead || state.started !== owner.started ? "gone" : "living";
	}
	return isHidden(owner.process) ? "living" : "gone";
}

interface ThreadState {
	readonly started: string;
	readonly isDead: boolean;
}

/** From the system's record of a thread; the name in it may hold spaces and parentheses, so count after the last one. */
function threadState(
	process_: number,
	thread: number,
): ThreadState | undefined {
	const record = wholeText(`/proc/${process_}/task/${thread}/stat`);
	if (record === "") {
		return undefined;
	}
	const columns = record.slice(record.lastIndexOf(")") + 2).split(" ");
	const state = columns[0] ?? "";
	return {
		started: columns[19] ?? "",
		isDead: state === "Z" || state === "X",
	};
}

/** Some systems hide other users' processes from /proc. */
function isHidden(process_: number): boolean {
	try {
		process.kill(process_, 0);
		return false;
	} catch (cause) {
		return errnoOf(cause) === "EPERM";
	}
}

function processExists(process_: number): boolean {
	try {
		process.kill(process_, 0);
		return true;
	} catch (cause) {
		return errnoOf(cause) !== "ESRCH";
	}
}

/** statfs types of file systems that several running machines may have mounted: NFS, SMB, CIFS, FUSE, 9p, Ceph, Lustre, GPFS, AFS, OCFS2, GFS2, vboxsf. */
const SHARED_FILE_SYSTEMS: ReadonlySet<number> = new Set([
	0x6969, 0x517b, 0xfe534d42, 0xff534d42, 0x65735546, 0x01021997, 0x00c36400,
	0x0bd00bd0, 0x47504653, 0x5346414f, 0x7461636f, 0x01161970, 0x786f4256,
]);

function isShared(folder: string): boolean {
	try {
		return SHARED_FILE_SYSTEMS.has(statfsSync(folder).type >>> 0);
	} catch {
		return true;
	}
}

/** "" where the system has no such file, or the process it told of is gone. */
function wholeText(path: string): string {
	try {
		return readFileSync(path, "utf8");
	} catch {
		return "";
	}
}

function linkTarget(path: string): string {
	try {
		return readlinkSync(path);
	} catch {
		return "";
	}
}
