import { type VR, vrTable } from '../vr.ts';

/** Text VRs whose leading spaces mean something (PS3.5 Table 6.2-1); in the others they are padding. */
const leadingSpacesKept: ReadonlySet<VR> = new Set<VR>(['LT', 'ST', 'UT', 'UC', 'UR', 'PN', 'DA', 'TM', 'DT', 'AS']);

/** The values of decoded text without their padding: spaces, and the NULs that some writers pad with. */
export function splitValues(text: string, vr: VR): string[] {
  const values = vrTable[vr].multiValued ? text.split('\\') : [text];
  const keepsLeading = leadingSpacesKept.has(vr);
  return values.map((value) => trimPadding(value, keepsLeading));
}

function trimPadding(value: string, keepsLeading: boolean): string {
  let end = value.length;
  while (end > 0 && isPadding(value.charCodeAt(end - 1))) end -= 1;
  let start = 0;
  while (!keepsLeading && start < end && value.charCodeAt(start) === 0x20) start += 1;
  return value.slice(start, end);
}

function isPadding(code: number): boolean {
  return code === 0x20 || code === 0x00;
}
