/** Hours of a day, in minutes from midnight, local time; over midnight where they begin later than they end. */
export interface QuietHours {
  readonly fromMinute: number;
  readonly toMinute: number;
}

const minutesPerHour = 60;

/** When the clocks are set back a time of day comes twice: nobody looks at it more often than this. */
const soonestMs = 60_000;

/** `HH:MM-HH:MM` of the configuration; undefined for an empty text: at any time. */
export function quietHoursOf(text: string): QuietHours | undefined {
  if (text === '') return undefined;
  const [from = '', to = ''] = text.split('-');
  return { fromMinute: minuteOf(from), toMinute: minuteOf(to) };
}

/** Hours that end when they begin are the whole day. */
export function isQuiet({ fromMinute, toMinute }: QuietHours, date: Date): boolean {
  const minute = date.getHours() * minutesPerHour + date.getMinutes();
  if (fromMinute < toMinute) return minute >= fromMinute && minute < toMinute;
  return minute >= fromMinute || minute < toMinute;
}

/** When they begin next, in milliseconds since 1970; now where they have begun. */
export function nextQuietMs(hours: QuietHours, nowMs: number): number {
  const now = new Date(nowMs);
  if (isQuiet(hours, now)) return nowMs;
  const isLater = now.getHours() * minutesPerHour + now.getMinutes() < hours.fromMinute;
  const begin = new Date(
    now.getFullYear(),
    now.getMonth(),
    now.getDate() + (isLater ? 0 : 1),
    Math.floor(hours.fromMinute / minutesPerHour),
    hours.fromMinute % minutesPerHour,
  );
  return Math.max(begin.getTime(), nowMs + soonestMs);
}

function minuteOf(time: string): number {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return hour * minutesPerHour + minute;
}
