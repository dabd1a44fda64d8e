import { hashPassword } from '../access/password.ts';
import { CommandLineError } from './command.ts';

/** The longest password that is read, bytes. */
const maxPasswordBytes = 1024;

/**
 * Reads one line with a password and gives its hash.
 * @throws CommandLineError when the input is empty or too long
 */
export async function hashedPasswordFrom(input: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of input) {
    length += chunk.length;
    if (length > maxPasswordBytes) {
      throw new CommandLineError('UNEXPECTED_VALUE', 'hash-password', `more than ${maxPasswordBytes} bytes`);
    }
    chunks.push(chunk);
    if (chunk.includes(0x0a)) break;
  }
  const [line = ''] = Buffer.concat(chunks).toString('utf8').split(/\r?\n/, 1);
  if (line === '') throw new CommandLineError('MISSING_VALUE', 'hash-password', 'no password on standard input');
  return hashPassword(line);
}
