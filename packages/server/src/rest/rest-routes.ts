import type { FastifyInstance } from 'fastify';
import { type AttachmentsDeps, attachmentRoutes } from './routes/attachments.ts';
import { type ChangesDeps, changeRoutes } from './routes/changes.ts';
import { type ExecuteScriptDeps, executeScriptRoutes } from './routes/execute-script.ts';
import { type ExportsDeps, exportRoutes } from './routes/exports.ts';
import { type HealthDeps, healthRoutes } from './routes/health.ts';
import { type HomeDeps, homeRoutes } from './routes/home.ts';
import { type InstancesDeps, instanceRoutes } from './routes/instances.ts';
import { type JobsDeps, jobRoutes } from './routes/jobs.ts';
import { type LogLevelsDeps, logLevelRoutes } from './routes/log-levels.ts';
import { type MetadataDeps, metadataRoutes } from './routes/metadata.ts';
import { type MetricsDeps, metricsRoutes } from './routes/metrics.ts';
import { type ModalitiesDeps, modalityRoutes } from './routes/modalities.ts';
import { type ModalityFindDeps, modalityFindRoutes } from './routes/modality-find.ts';
import { type ModalityRetrieveDeps, modalityRetrieveRoutes } from './routes/modality-retrieve.ts';
import { type ModalityStoreDeps, modalityStoreRoutes } from './routes/modality-store.ts';
import { type OpenApiDeps, openApiRoutes } from './routes/openapi.ts';
import { type PatientsDeps, patientRoutes } from './routes/patients.ts';
import { type PeerStoreDeps, peerStoreRoutes } from './routes/peer-store.ts';
import { type PeersDeps, peerRoutes } from './routes/peers.ts';
import { type QueriesDeps, queryRoutes } from './routes/queries.ts';
import { type QueryAnswersDeps, queryAnswerRoutes } from './routes/query-answers.ts';
import { type QueryRetrieveDeps, queryRetrieveRoutes } from './routes/query-retrieve.ts';
import { type ResourcesDeps, resourceRoutes } from './routes/resources.ts';
import { type StorageCommitmentDeps, storageCommitmentRoutes } from './routes/storage-commitment.ts';
import { type SystemDeps, systemRoutes } from './routes/system.ts';
import { type ToolsDeps, toolRoutes } from './routes/tools.ts';
import { type ToolsFindDeps, toolsFindRoutes } from './routes/tools-find.ts';

/** All that the routes need. */
export type RestDeps = AttachmentsDeps &
  ChangesDeps &
  ExportsDeps &
  ExecuteScriptDeps &
  HealthDeps &
  HomeDeps &
  InstancesDeps &
  JobsDeps &
  LogLevelsDeps &
  MetadataDeps &
  MetricsDeps &
  ModalitiesDeps &
  ModalityFindDeps &
  ModalityRetrieveDeps &
  ModalityStoreDeps &
  OpenApiDeps &
  PatientsDeps &
  PeersDeps &
  PeerStoreDeps &
  QueriesDeps &
  QueryAnswersDeps &
  QueryRetrieveDeps &
  ResourcesDeps &
  StorageCommitmentDeps &
  SystemDeps &
  ToolsDeps &
  ToolsFindDeps;

/** Adds the routes of the REST API to the frame that they share. */
export function addRestRoutes(app: FastifyInstance, deps: RestDeps): void {
  // First: it describes the routes that come after it.
  openApiRoutes(app, deps);
  healthRoutes(app, deps);
  homeRoutes(app, deps);
  systemRoutes(app, deps);
  resourceRoutes(app, deps);
  if (deps.patientLevel) patientRoutes(app, deps);
  instanceRoutes(app, deps);
  metadataRoutes(app, deps);
  attachmentRoutes(app, deps);
  toolsFindRoutes(app, deps);
  toolRoutes(app, deps);
  executeScriptRoutes(app, deps);
  logLevelRoutes(app, deps);
  metricsRoutes(app, deps);
  modalityRoutes(app, deps);
  modalityStoreRoutes(app, deps);
  modalityRetrieveRoutes(app, deps);
  modalityFindRoutes(app, deps);
  queryRoutes(app, deps);
  queryAnswerRoutes(app, deps);
  queryRetrieveRoutes(app, deps);
  storageCommitmentRoutes(app, deps);
  peerRoutes(app, deps);
  peerStoreRoutes(app, deps);
  exportRoutes(app, deps);
  jobRoutes(app, deps);
  changeRoutes(app, deps);
}
