/** Whether numbers lie in memory low byte first. */
export const IS_LITTLE_ENDIAN =
	new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

/** The string of these UTF-16 units, lone surrogates included. */
export function stringOfUnits(units: Uint16Array): string {
	const bytes = Buffer.from(units.buffer, units.byteOffset, units.byteLength);
	if (!IS_LITTLE_ENDIAN) {
		bytes.swap16();
	}
	return bytes.toString("utf16le");
}

/** The text of UTF-8 bytes. A TextDecoder would cost a cold start ten milliseconds. */
export function utf8Text(bytes: Uint8Array): string {
	return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString(
		"utf8",
	);
}
