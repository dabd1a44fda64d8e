/** `YYYYMMDDTHHMMSS` in UTC, the form of dates in the REST API. */
export function formatDateTime(date: Date): string {
  return date.toISOString().slice(0, 19).replaceAll(/[-:]/g, '');
}

/** `YYYYMMDDTHHMMSS.ffffff` in UTC, the form of dates of jobs. */
export function formatPreciseDateTime(date: Date): string {
  const iso = date.toISOString();
  return `${iso.slice(0, 19).replaceAll(/[-:]/g, '')}.${iso.slice(20, 23)}000`;
}
