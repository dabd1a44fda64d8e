import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import type { RemoteModality } from '../../config/modality.ts';
import type { ModalityRegistry } from '../../dimse-out/modality-registry.ts';
import { modalityParameters } from '../contract/remote-schemas.ts';
import { contract } from '../contract/route-contract.ts';
import { type BodyLimits, bodyChunks } from '../request-body.ts';
import type { IdParams } from './resources.ts';

/** Sends one file by C-STORE while it arrives. */
export type StraightStore = (
  modality: RemoteModality,
  file: AsyncIterable<Uint8Array>,
) => Promise<{ readonly sopClassUid: string; readonly sopInstanceUid: string }>;

export interface ModalityStoreStraightDeps {
  readonly modalities: ModalityRegistry;
  readonly storeStraight: StraightStore;
  readonly limits: BodyLimits;
}

const straight = contract({
  tag: 'Modalities',
  summary: 'Send a DICOM file to a modality (C-STORE), without storing it here',
  parameters: modalityParameters,
  body: [{ bytes: 'DICOM file', mediaType: 'application/dicom' }],
  answer: [{ json: Type.Object({ SOPClassUID: Type.String(), SOPInstanceUID: Type.String() }) }],
});

/** Sending files that are not stored here. */
export function modalityStoreStraightRoutes(app: FastifyInstance, deps: ModalityStoreStraightDeps): void {
  const { limits, modalities, storeStraight } = deps;
  const config = { config: straight };

  app.post<{ Params: IdParams }>('/modalities/:id/store-straight', config, async (request) => {
    const modality = modalities.require(request.params.id);
    const { sopClassUid, sopInstanceUid } = await storeStraight(modality, bodyChunks(request, limits));
    return { SOPClassUID: sopClassUid, SOPInstanceUID: sopInstanceUid };
  });
}
