import type { FastifyInstance } from 'fastify';
import { type ConformanceFacts, conformanceStatement } from '../conformance-statement.ts';
import { contract } from '../contract/route-contract.ts';

export type DicomConformanceDeps = ConformanceFacts;

/** `/tools/dicom-conformance` */
export function dicomConformanceRoutes(app: FastifyInstance, deps: DicomConformanceDeps): void {
  app.get(
    '/tools/dicom-conformance',
    {
      config: contract({
        tag: 'System',
        summary: 'Get the DICOM Conformance Statement',
        description: 'Made from what is configured and set at the moment.',
        answer: [{ text: 'The statement' }],
      }),
    },
    async (_, reply) => reply.type('text/plain').send(conformanceStatement(deps)),
  );
}
