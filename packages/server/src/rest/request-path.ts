/** The path of a request target without its query string, which may hold patient data. */
export function pathOf(url: string | undefined): string {
  const target = url ?? '/';
  const end = target.search(/[?#]/);
  return end < 0 ? target : target.slice(0, end);
}

/** The query string of a request target, without the question mark. */
export function queryStringOf(url: string | undefined): string {
  const start = url?.indexOf('?') ?? -1;
  return url === undefined || start < 0 ? '' : url.slice(start + 1);
}
