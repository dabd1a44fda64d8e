/** More edits than this and the name was meant to be something else. */
const maximumEdits = 3;

/** The known name most like `name`, letter case aside; undefined when none is near. */
export function closestName(name: string, known: Iterable<string>): string | undefined {
  const wanted = name.toLowerCase();
  const limit = Math.min(maximumEdits, Math.floor(wanted.length / 2));
  let closest: string | undefined;
  let fewestEdits = limit + 1;
  for (const candidate of known) {
    if (Math.abs(candidate.length - wanted.length) >= fewestEdits) continue;
    const edits = editDistance(wanted, candidate.toLowerCase());
    if (edits < fewestEdits) {
      closest = candidate;
      fewestEdits = edits;
    }
  }
  return closest;
}

/**
 * The number of insertions, deletions, replacements and swaps of neighbours that turn one text into the other
 * (Damerau-Levenshtein, optimal string alignment).
 */
export function editDistance(from: string, to: string): number {
  let twoBack: number[] = [];
  let previous = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    for (let column = 1; column <= to.length; column++) {
      const same = from[row - 1] === to[column - 1];
      let edits = Math.min(
        at(previous, column) + 1,
        at(current, column - 1) + 1,
        at(previous, column - 1) + (same ? 0 : 1),
      );
      const swapped = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
      if (row > 1 && column > 1 && swapped) edits = Math.min(edits, at(twoBack, column - 2) + 1);
      current.push(edits);
    }
    twoBack = previous;
    previous = current;
  }
  return at(previous, to.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Number.POSITIVE_INFINITY;
}
