/** Where random tests begin: `ISOCENTER_TEST_SEED`, else of the clock; the test prints it. */
export const seed = Number(process.env.ISOCENTER_TEST_SEED ?? Date.now() % 2 ** 31);

/** Random numbers from 0 to below 1, the same for the same seed (mulberry32, public domain). */
export function randomFrom(state: number): () => number {
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
