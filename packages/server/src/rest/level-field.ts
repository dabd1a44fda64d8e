import { IsocenterError } from '../model/isocenter-error.ts';
import { type Level, parseLevel } from '../model/level.ts';

/** The level that a body names. @throws IsocenterError ParameterOutOfRange */
export function requiredLevel(text: string): Level {
  const level = parseLevel(text);
  if (level === undefined) throw new IsocenterError('ParameterOutOfRange', `Unknown level: ${text}`);
  return level;
}
