import { CommandField } from '../message/services.ts';
import type { Invoker } from './invoker.ts';
import type { RequestOptions } from './requests.ts';
import { responseOf } from './response-of.ts';
import type { EchoResponse } from './responses.ts';

/** Verification SOP class, PS3.4 A.4. */
const VERIFICATION = '1.2.840.10008.1.1';

/** C-ECHO (PS3.7 9.1.5). */
export async function echo(invoker: Invoker, options: RequestOptions): Promise<EchoResponse> {
  const context = invoker.context(options, VERIFICATION);
  const command = { CommandField: CommandField.cEcho, AffectedSOPClassUID: VERIFICATION };
  return responseOf(await invoker.once({ ...options, context, command }));
}
