const FNV_START = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/**
 * The fold of a query, from 1 to `folds`. It depends on the id alone, so a query stays in its fold whatever other queries
 * come or go, and other programs can deal alike: FNV-1a over the id's UTF-8 bytes, the bits then mixed as in MurmurHash3.
 */
export function foldOf(id: string, folds: number): number {
	let hash = FNV_START;
	for (const byte of new TextEncoder().encode(id)) {
		hash = Math.imul(hash ^ byte, FNV_PRIME);
	}
	hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
	hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
	return (((hash ^ (hash >>> 16)) >>> 0) % folds) + 1;
}
