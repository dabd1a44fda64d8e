import type { FastifyInstance } from 'fastify';
import type { IndexStore } from '../../index/index-store.ts';
import { IsocenterError } from '../../model/isocenter-error.ts';
import { contract } from '../contract/route-contract.ts';
import { type BodyLimits, textBody } from '../request-body.ts';
import { textFlag } from '../text-flag.ts';
import type { IdParams } from './resources.ts';

export interface PatientsDeps {
  readonly index: Pick<IndexStore, 'getResource' | 'setProtected'>;
  readonly limits: BodyLimits;
  readonly readOnly: boolean;
}

const contracts = {
  get: contract({
    tag: 'Patients',
    summary: 'Whether the patient is protected from being recycled',
    answer: [{ text: '0 or 1' }],
  }),
  put: contract({
    tag: 'Patients',
    summary: 'Protect the patient from being recycled, or no longer',
    body: [{ text: '0 or 1' }],
  }),
};

/** What only patients have: protection against being recycled when the storage is full. */
export function patientRoutes(app: FastifyInstance, { index, limits, readOnly }: PatientsDeps): void {
  app.get<{ Params: IdParams }>('/patients/:id/protected', { config: contracts.get }, async (request, reply) => {
    const patient = await index.getResource('Patient', request.params.id, {});
    // The peer's status here, unlike elsewhere.
    if (patient === undefined) throw new IsocenterError('ParameterOutOfRange', 'Unknown patient');
    return reply.type('text/plain').send(patient.isProtected === true ? '1' : '0');
  });

  if (readOnly) return;
  app.put<{ Params: IdParams }>('/patients/:id/protected', { config: contracts.put }, async (request, reply) => {
    const isProtected = textFlag(await textBody(request, limits));
    await index.setProtected(request.params.id, isProtected);
    return reply.type('text/plain').send('');
  });
}
