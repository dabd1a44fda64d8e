import type { UpstreamConfiguration } from '../../config/relay.ts';
import type { Ingest } from '../../ingest/ingest.ts';
import { asIsocenterError, type IsocenterError } from '../../model/isocenter-error.ts';

/**
 * Takes in one file of an upstream as it arrives; it is durable when this resolves with undefined. Resolves with the
 * reason when it is not stored here.
 * @throws what `chunks` throws
 */
export async function receiveFile(
  ingest: Pick<Ingest, 'beginFile'>,
  chunks: AsyncIterable<Uint8Array>,
  upstream: UpstreamConfiguration,
): Promise<IsocenterError | undefined> {
  const intake = ingest.beginFile({ kind: 'RestApi', remoteIp: '', username: undefined, upstream: upstream.Name });
  let refusal: unknown;
  try {
    for await (const chunk of chunks) {
      try {
        await intake.write(chunk);
      } catch (error) {
        refusal = error;
        break;
      }
    }
  } catch (error) {
    await intake.abort();
    throw error;
  }
  if (refusal !== undefined) await intake.abort();
  else {
    // It leaves nothing behind when it fails.
    await intake.finish().catch((error: unknown) => {
      refusal = error;
    });
  }
  return refusal === undefined ? undefined : asIsocenterError(refusal);
}
