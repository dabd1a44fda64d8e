/** A copy of the bytes with every unit of 2, 4 or 8 bytes reversed (PS3.5 7.3); a rest shorter than a unit is kept. */
export function swapByteOrder(bytes: Uint8Array, unitBytes: 2 | 4 | 8): Uint8Array {
  const swapped = Buffer.from(bytes);
  const whole = swapped.subarray(0, swapped.length - (swapped.length % unitBytes));
  if (unitBytes === 2) whole.swap16();
  else if (unitBytes === 4) whole.swap32();
  else whole.swap64();
  return swapped;
}
