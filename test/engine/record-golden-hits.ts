// Records anew what the golden queries find in the sample corpus: npx vite-node test/engine/record-golden-hits.ts
import { recordFinds } from "./golden-hits.ts";

await recordFinds();
