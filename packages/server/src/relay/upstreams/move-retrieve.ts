import { SopClasses } from '@isocenter/dicom';
import type { Association, FindRequest, RetrieveResponse } from '@isocenter/dimse';
import type { UpstreamConfiguration } from '../../config/relay.ts';
import type { MovedInstances } from '../../ingest/moved-instances.ts';
import type { DimseRetrieve } from './dimse-retrieve.ts';
import type { ResponseTimer } from './response-timer.ts';

/** C-MOVE to this server (PS3.4 C.4.2): what the upstream sends comes in as any C-STORE, and is matched there. */
export function moveRetrieve(
  upstream: UpstreamConfiguration,
  movedInstances: Pick<MovedInstances, 'expect'>,
): DimseRetrieve {
  return {
    name: 'C-MOVE',
    model: SopClasses.StudyRootQueryRetrieveInformationModelMove,
    notSupported: 'NoCMoveHandler',
    contexts: () => [[]],
    invoke: (association, request, timer) => move(upstream, movedInstances, association, request, timer),
  };
}

/** The Message ID is this request's alone. Instances that name it show that an upstream without responses is at work. */
async function* move(
  upstream: UpstreamConfiguration,
  movedInstances: Pick<MovedInstances, 'expect'>,
  association: Association,
  request: FindRequest,
  timer: ResponseTimer,
): AsyncGenerator<RetrieveResponse> {
  const moveDestination = upstream.MoveDestination || association.callingAet;
  const { end, messageId } = movedInstances.expect(association.callingAet, () => timer.start());
  try {
    yield* association.move({ ...request, moveDestination, messageId });
  } finally {
    end();
  }
}
