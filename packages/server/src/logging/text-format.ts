import { type LogSeverity, severityRanks } from './log-category.ts';

const severityOfRank: ReadonlyMap<unknown, LogSeverity> = new Map([
  [severityRanks.error, 'error'],
  [severityRanks.warn, 'warn'],
  [severityRanks.info, 'info'],
  [severityRanks.debug, 'debug'],
  [severityRanks.trace, 'trace'],
]);

/** A JSON log line as a line for people: time, severity, category, message, then `name=value`. */
export function textLine(jsonLine: string): string {
  const { level, time, category, msg, error, ...fields } = JSON.parse(jsonLine);
  const severity = (severityOfRank.get(level) ?? 'info').toUpperCase().padEnd(5);
  const facts = Object.entries(fields).map(([name, value]) => ` ${name}=${fieldText(value)}`);
  return `${time} ${severity} ${category}: ${singleLine(String(msg))}${facts.join('')}${errorText(error)}\n`;
}

function fieldText(value: unknown): string {
  return typeof value === 'string' && /^[^\s"=]+$/.test(value) ? singleLine(value) : JSON.stringify(value);
}

/** What peers send must not look like another log line or move the cursor of a terminal. */
function singleLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]/gu, (character) => JSON.stringify(character).slice(1, -1));
}

function errorText(error: unknown): string {
  if (typeof error !== 'object' || error === null) return error === undefined ? '' : ` error=${fieldText(error)}`;
  const message = 'message' in error ? ` error=${JSON.stringify(error.message)}` : '';
  const code = 'code' in error ? ` code=${fieldText(error.code)}` : '';
  const stack = 'stack' in error && typeof error.stack === 'string' ? error.stack.split('\n').slice(1) : [];
  return message + code + stack.map((line) => `\n    ${singleLine(line.trim())}`).join('');
}
