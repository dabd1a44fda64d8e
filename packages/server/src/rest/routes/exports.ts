import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import type { ExportLog, LoggedExport } from '../../index/export-log.ts';
import { contract } from '../contract/route-contract.ts';
import { exportsQuery } from '../exports-query.ts';
import { queryArguments } from '../query-arguments.ts';
import { resourcePath } from '../resource-json.ts';

export interface ExportsDeps {
  readonly exports: ExportLog;
  readonly readOnly: boolean;
}

const exportJson = Type.Object(
  {
    Seq: Type.Integer(),
    ResourceType: Type.Enum(['Patient', 'Study', 'Series', 'Instance']),
    ID: Type.String(),
    Path: Type.String(),
    RemoteModality: Type.String({ description: 'Symbolic name of the modality or the peer' }),
    Date: Type.String({ description: '`YYYYMMDDTHHMMSS`, UTC' }),
    PatientID: Type.String(),
    StudyInstanceUID: Type.Optional(Type.String()),
    SeriesInstanceUID: Type.Optional(Type.String()),
    SOPInstanceUID: Type.Optional(Type.String()),
  },
  { $id: 'Export' },
);

const contracts = {
  list: contract({
    tag: 'Tracking',
    summary: 'What was sent to modalities and peers',
    description: 'Filled when `LogExportedResources` is on.',
    query: Type.Object({
      since: Type.Optional(Type.Integer({ minimum: 0, description: 'Entries with a higher `Seq`' })),
      limit: Type.Optional(Type.Integer({ minimum: 0, description: 'How many at most; 100 by default' })),
      last: Type.Optional(Type.Boolean({ description: 'Only the newest entry' })),
    }),
    answer: [
      {
        json: Type.Object({
          Exports: Type.Array(exportJson),
          Done: Type.Boolean(),
          First: Type.Optional(Type.Integer()),
          Last: Type.Integer(),
        }),
      },
    ],
  }),
  remove: contract({ tag: 'Tracking', summary: 'Forget what was sent' }),
};

/** `/exports`: the log of what was sent to others. */
export function exportRoutes(app: FastifyInstance, { exports, readOnly }: ExportsDeps): void {
  app.get('/exports', { config: contracts.list }, async (request) => {
    const query = exportsQuery(queryArguments(request.query));
    const page = await exports.listExports(query);
    const [first] = page.exports;
    return {
      Exports: page.exports.map(entryJson),
      Done: page.done,
      ...(first !== undefined && { First: first.sequence }),
      Last: page.exports.at(-1)?.sequence ?? query.since,
    };
  });

  if (readOnly) return;
  app.delete('/exports', { config: contracts.remove }, async (_, reply) => {
    await exports.deleteExports();
    return reply.type('text/plain').send('');
  });
}

function entryJson(entry: LoggedExport): object {
  const { date, level, patientId, publicId, remote, sequence } = entry;
  const { seriesInstanceUid, sopInstanceUid, studyInstanceUid } = entry;
  return {
    Date: date,
    ID: publicId,
    Path: resourcePath(level, publicId),
    PatientID: patientId,
    RemoteModality: remote,
    ResourceType: level,
    ...(sopInstanceUid !== undefined && { SOPInstanceUID: sopInstanceUid }),
    Seq: sequence,
    ...(seriesInstanceUid !== undefined && { SeriesInstanceUID: seriesInstanceUid }),
    ...(studyInstanceUid !== undefined && { StudyInstanceUID: studyInstanceUid }),
  };
}
