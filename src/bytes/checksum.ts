import { crc32 } from "node:zlib";

/** CRC-32 (IEEE 802.3) of `bytes`, as an unsigned 32-bit number. */
export function checksum(bytes: Uint8Array): number {
	return crc32(bytes);
}
