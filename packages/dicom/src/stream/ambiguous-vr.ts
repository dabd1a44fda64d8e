import { elementOf, groupOf, type Tag } from '../tag.ts';
import type { VR } from '../vr.ts';

/** Elements that are US or SS as Pixel Representation (0028,0103) says (PS3.6, PS3.5 A.1). */
const byPixelRepresentation: ReadonlySet<Tag> = new Set([
  0x0018_9810, 0x0022_1452, 0x0028_0071, 0x0028_0104, 0x0028_0105, 0x0028_0106, 0x0028_0107, 0x0028_0108, 0x0028_0109,
  0x0028_0110, 0x0028_0111, 0x0028_0120, 0x0028_0121, 0x0028_1100, 0x0028_1101, 0x0028_1102, 0x0028_1103, 0x0028_1111,
  0x0028_1112, 0x0028_1113, 0x0028_3002, 0x0040_9211, 0x0040_9216, 0x0060_3004, 0x0060_3006,
]);

/** Elements that are OW in implicit VR, whatever they may be elsewhere (PS3.5 A.1). */
const wordsInImplicitVr: ReadonlySet<Tag> = new Set([
  0x0014_3050, 0x0014_3070, 0x0028_1200, 0x0028_3006, 0x5400_0110, 0x5400_0112, 0x5400_100a, 0x5400_1010, 0x7fe0_0010,
]);

/**
 * The VR, in implicit VR, of an element for which the dictionary gives a choice; `undefined` for all others.
 * @param pixelRepresentation of the nearest enclosing data set that has it; 0 when none has.
 */
export function implicitVrOfAmbiguous(tag: Tag, pixelRepresentation: number): VR | undefined {
  if (byPixelRepresentation.has(tag)) return pixelRepresentation === 1 ? 'SS' : 'US';
  if (wordsInImplicitVr.has(tag) || isRepeatingWords(tag)) return 'OW';
  return undefined;
}

/** Overlay Data (60xx,3000), and Curve Data and Audio Sample Data (50xx,3000), (50xx,200C) (PS3.5 7.6). */
function isRepeatingWords(tag: Tag): boolean {
  const group = groupOf(tag);
  const family = group & 0xff00;
  if ((family !== 0x6000 && family !== 0x5000) || group % 2 === 1) return false;
  const element = elementOf(tag);
  return element === 0x3000 || (family === 0x5000 && element === 0x200c);
}
