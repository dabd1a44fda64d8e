/** `YYYYMMDDTHHMMSS` in UTC, the form of dates in the REST API. */
export function formatDateTime(date: Date): string {
  return compact(date.toISOString());
}

/** `YYYYMMDDTHHMMSS.ffffff` in UTC, the form of dates of jobs. */
export function formatPreciseDateTime(date: Date): string {
  const iso = date.toISOString();
  return `${compact(iso)}.${iso.slice(20, 23)}000`;
}

/** Without the separators of `YYYY-MM-DDTHH:MM:SS`. */
function compact(iso: string): string {
  return iso.slice(0, 4) + iso.slice(5, 7) + iso.slice(8, 13) + iso.slice(14, 16) + iso.slice(17, 19);
}
