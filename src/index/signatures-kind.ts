import { lettersOf } from "../analysis/shingles.ts";
import { SIGNATURE_BYTES, signatureOf } from "../analysis/text-signature.ts";
import { ByteWriter } from "../bytes/byte-writer.ts";
import type { DocumentKind } from "./document-kind.ts";
import { SignaturesWriter } from "./signatures.ts";

/** The signatures of some documents. */
interface SignaturesPart {
	/** Of each document, whether it has one. */
	readonly has: readonly boolean[];
	/** One after the other, of those that have. */
	readonly signatures: Uint8Array;
}

/** What tells which bodies may be nearly the same; absent where no document has a signature. */
export const signaturesKind: DocumentKind<SignaturesPart> = {
	name: "signatures",
	gatherer() {
		let part = new PartWriter();
		return {
			add({ law }, { foldedBody }) {
				// Provisions are told apart by their law and number, whatever they say.
				const isProvision = law !== undefined;
				part.add(isProvision ? undefined : signatureOf(lettersOf(foldedBody)));
			},
			take() {
				const taken = part.take();
				part = new PartWriter();
				return taken;
			},
		};
	},
	joiner() {
		const joined = new SignaturesWriter();
		return {
			append({ has, signatures }, kept) {
				const isKept = kept && new Set(kept);
				let at = 0;
				for (const [doc, hasOne] of has.entries()) {
					const end = at + (hasOne ? SIGNATURE_BYTES : 0);
					if (isKept === undefined || isKept.has(doc)) {
						joined.add(hasOne ? signatures.subarray(at, end) : undefined);
					}
					at = end;
				}
			},
			bytes: () => joined.bytes(),
		};
	},
	partOf(reader) {
		const part = new PartWriter();
		for (let doc = 0; doc < reader.documents; doc++) {
			part.add(reader.signature(doc));
		}
		return part.take();
	},
};

class PartWriter {
	readonly #has: boolean[] = [];
	readonly #signatures = new ByteWriter();

	add(signature: Uint8Array | undefined): void {
		this.#has.push(signature !== undefined);
		if (signature !== undefined) {
			this.#signatures.bytes(signature);
		}
	}

	take(): SignaturesPart {
		return { has: this.#has, signatures: this.#signatures.view() };
	}
}
