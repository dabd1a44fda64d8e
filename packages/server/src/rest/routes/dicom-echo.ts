import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { isBodyObject } from '../body-shapes.ts';
import { checked } from '../contract/read-body.ts';
import { contract } from '../contract/route-contract.ts';
import { modalityOfBody } from '../modality-body.ts';
import { type BodyLimits, jsonBody } from '../request-body.ts';
import { type DimseOut, echoFields, echoOptions } from './modalities.ts';

export interface DicomEchoDeps {
  readonly dimseOut: DimseOut;
  readonly limits: BodyLimits;
}

const echoBody = Type.Interface([echoFields], {
  AET: Type.String(),
  Host: Type.String(),
  Port: Type.Union([Type.Integer(), Type.String()]),
});

/** The name of a modality that nobody has configured. */
const unnamed = 'unnamed';

/** `/tools/dicom-echo`: whether a DICOM application answers that is not configured. */
export function dicomEchoRoutes(app: FastifyInstance, { dimseOut, limits }: DicomEchoDeps): void {
  app.post(
    '/tools/dicom-echo',
    {
      config: contract({
        tag: 'Modalities',
        summary: 'Verify a DICOM application that is not configured',
        description: 'The other fields of a modality may be given, too.',
        body: [{ json: echoBody }, { json: Type.Array(Type.Unknown(), { description: '`[AET, host, port]`' }) }],
        answer: [{ json: Type.Object({}) }],
      }),
    },
    async (request) => {
      const body = await jsonBody(request, limits);
      const fields = checked(echoFields, isBodyObject(body) ? body : {});
      await dimseOut.echo(modalityOfBody(unnamed, body), echoOptions(fields));
      return {};
    },
  );
}
