import type { FastifyInstance } from 'fastify';
import { type AcceptedStorageDeps, acceptedStorageRoutes } from './routes/accepted-storage.ts';
import { type AttachmentsDeps, attachmentRoutes } from './routes/attachments.ts';
import { type ChangesDeps, changeRoutes } from './routes/changes.ts';
import { type DicomConformanceDeps, dicomConformanceRoutes } from './routes/dicom-conformance.ts';
import { type DicomEchoDeps, dicomEchoRoutes } from './routes/dicom-echo.ts';
import { type HealthDeps, healthRoutes } from './routes/health.ts';
import { type HomeDeps, homeRoutes } from './routes/home.ts';
import { type InstancesDeps, instanceRoutes } from './routes/instances.ts';
import { type JobsDeps, jobRoutes } from './routes/jobs.ts';
import { type LogLevelsDeps, logLevelRoutes } from './routes/log-levels.ts';
import { type MetadataDeps, metadataRoutes } from './routes/metadata.ts';
import { type MetricsDeps, metricsRoutes } from './routes/metrics.ts';
import { type ModalitiesDeps, modalityRoutes } from './routes/modalities.ts';
import { type ModalityJobsDeps, modalityJobRoutes } from './routes/modality-jobs.ts';
import { type PatientsDeps, patientRoutes } from './routes/patients.ts';
import { type PluginsDeps, pluginRoutes } from './routes/plugins.ts';
import { type ResourcesDeps, resourceRoutes } from './routes/resources.ts';
import { type StorageCommitmentDeps, storageCommitmentRoutes } from './routes/storage-commitment.ts';
import { type SystemDeps, systemRoutes } from './routes/system.ts';
import { type ToolsDeps, toolRoutes } from './routes/tools.ts';
import { type ToolsBulkDeps, toolsBulkRoutes } from './routes/tools-bulk.ts';
import { type ToolsFindDeps, toolsFindRoutes } from './routes/tools-find.ts';
import { toolsListingRoutes } from './routes/tools-listing.ts';

/** All that the routes need. */
export type RestDeps = AcceptedStorageDeps &
  AttachmentsDeps &
  ChangesDeps &
  DicomConformanceDeps &
  DicomEchoDeps &
  HealthDeps &
  HomeDeps &
  InstancesDeps &
  JobsDeps &
  LogLevelsDeps &
  MetadataDeps &
  MetricsDeps &
  ModalitiesDeps &
  ModalityJobsDeps &
  PatientsDeps &
  PluginsDeps &
  ResourcesDeps &
  StorageCommitmentDeps &
  SystemDeps &
  ToolsBulkDeps &
  ToolsDeps &
  ToolsFindDeps;

/** Adds the routes of the REST API to the frame that they share. */
export function addRestRoutes(app: FastifyInstance, deps: RestDeps): void {
  toolsListingRoutes(app);
  healthRoutes(app, deps);
  homeRoutes(app, deps);
  systemRoutes(app, deps);
  resourceRoutes(app, deps);
  if (deps.patientLevel) patientRoutes(app, deps);
  instanceRoutes(app, deps);
  metadataRoutes(app, deps);
  attachmentRoutes(app, deps);
  toolsFindRoutes(app, deps);
  toolsBulkRoutes(app, deps);
  toolRoutes(app, deps);
  acceptedStorageRoutes(app, deps);
  dicomConformanceRoutes(app, deps);
  dicomEchoRoutes(app, deps);
  pluginRoutes(app, deps);
  logLevelRoutes(app, deps);
  metricsRoutes(app, deps);
  modalityRoutes(app, deps);
  modalityJobRoutes(app, deps);
  storageCommitmentRoutes(app, deps);
  jobRoutes(app, deps);
  changeRoutes(app, deps);
}
