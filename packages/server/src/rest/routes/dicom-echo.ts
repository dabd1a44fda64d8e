import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { isBodyObject } from '../body-shapes.ts';
import { checked } from '../contract/read-body.ts';
import { contract } from '../contract/route-contract.ts';
import { modalityOfBody } from '../modality-body.ts';
import { type BodyLimits, jsonBody } from '../request-body.ts';
import type { DimseOut } from './modalities.ts';

export interface DicomEchoDeps {
  readonly dimseOut: DimseOut;
  readonly limits: BodyLimits;
}

const echoFields = Type.Object({
  LocalAet: Type.Optional(Type.String({ description: 'Calling AE title' })),
  Timeout: Type.Optional(Type.Integer({ minimum: 0, description: 'Seconds; 0 is `DicomScuTimeout`' })),
  CheckFind: Type.Optional(Type.Boolean({ description: 'Also ask for a study that does not exist, to test C-FIND' })),
});

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
      const { CheckFind, LocalAet, Timeout } = checked(echoFields, isBodyObject(body) ? body : {});
      await dimseOut.echo(modalityOfBody(unnamed, body), {
        ...(Timeout !== undefined && { timeoutSeconds: Timeout }),
        ...(LocalAet !== undefined && { localAet: LocalAet }),
        ...(CheckFind !== undefined && { checkFind: CheckFind }),
      });
      return {};
    },
  );
}
