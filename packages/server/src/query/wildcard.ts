/**
 * Whether a text matches a pattern in which `*` stands for any run of characters and `?` for exactly one (PS3.4
 * C.2.2.2.4). Characters are Unicode code points. Takes time in the product of both lengths at worst.
 */
export function matchesWildcard(pattern: string, text: string): boolean {
  const wanted = Array.from(pattern);
  const given = Array.from(text);
  let at = 0;
  let position = 0;
  let star = -1;
  let resume = 0;
  while (position < given.length) {
    const symbol = wanted[at];
    if (symbol === '*') {
      star = at++;
      resume = position;
    } else if (symbol !== undefined && (symbol === '?' || symbol === given[position])) {
      at += 1;
      position += 1;
    } else if (star >= 0) {
      at = star + 1;
      position = ++resume;
    } else {
      return false;
    }
  }
  while (wanted[at] === '*') at += 1;
  return at === wanted.length;
}
