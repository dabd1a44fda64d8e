import type { StoreOperation } from '@isocenter/dimse';
import type { Ingest } from './ingest.ts';
import type { IngestResult, InstanceIntake } from './ingest-result.ts';
import type { InstanceOrigin } from './origin.ts';

/**
 * Takes the instance that a C-STORE brings, as it arrives; durable when it resolves.
 * @throws IsocenterError, and what ended the association
 */
export async function receiveDataSet(
  ingest: Pick<Ingest, 'beginDataSet'>,
  operation: StoreOperation,
  origin: InstanceOrigin,
): Promise<IngestResult> {
  const { dataSet, presentationContext, sopClassUid, sopInstanceUid } = operation;
  let intake: InstanceIntake | undefined;
  try {
    intake = ingest.beginDataSet({
      sopClassUid,
      sopInstanceUid,
      transferSyntaxUid: presentationContext.transferSyntax,
      origin,
    });
    for (const chunk of dataSet.takeBuffered()) await intake.write(chunk);
    if (!dataSet.complete) {
      for await (const chunk of dataSet) await intake.write(chunk);
    }
    return await intake.finish();
  } catch (error) {
    await intake?.abort();
    throw error;
  }
}
