import { IsocenterError } from '../model/isocenter-error.ts';

/** A switch sent as text: `0`, `1`, `true`, `false`, blanks around it ignored. @throws IsocenterError BadFileFormat */
export function textFlag(body: string): boolean {
  switch (body.trim()) {
    case '1':
    case 'true':
      return true;
    case '0':
    case 'false':
      return false;
    default:
      throw new IsocenterError('BadFileFormat', 'The body must be 0, 1, false or true');
  }
}
