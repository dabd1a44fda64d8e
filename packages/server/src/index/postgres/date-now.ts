import { formatDateTime } from '../../model/date-time.ts';

/** Now, as the index notes it. */
export function dateNow(): string {
  return formatDateTime(new Date());
}
