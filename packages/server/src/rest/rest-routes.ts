import type { FastifyInstance } from 'fastify';
import { type AcceptedStorageDeps, acceptedStorageRoutes } from './routes/accepted-storage.ts';
import { type ArchivesDeps, archiveRoutes } from './routes/archives.ts';
import { type AttachmentsDeps, attachmentRoutes } from './routes/attachments.ts';
import { type ChangesDeps, changeRoutes } from './routes/changes.ts';
import { type CreateDicomDeps, createDicomRoutes } from './routes/create-dicom.ts';
import { type DicomConformanceDeps, dicomConformanceRoutes } from './routes/dicom-conformance.ts';
import { type DicomEchoDeps, dicomEchoRoutes } from './routes/dicom-echo.ts';
import { type ExecuteScriptDeps, executeScriptRoutes } from './routes/execute-script.ts';
import { type ExportsDeps, exportRoutes } from './routes/exports.ts';
import { type FramesDeps, frameRoutes } from './routes/frames.ts';
import { type HealthDeps, healthRoutes } from './routes/health.ts';
import { type HomeDeps, homeRoutes } from './routes/home.ts';
import { type ImagesDeps, imageRoutes } from './routes/images.ts';
import { type InstanceContentDeps, instanceContentRoutes } from './routes/instance-content.ts';
import { type InstanceExportDeps, instanceExportRoutes } from './routes/instance-export.ts';
import { type InstanceFileDeps, instanceFileRoutes } from './routes/instance-file.ts';
import { type InstancePdfDeps, instancePdfRoutes } from './routes/instance-pdf.ts';
import { type InstanceTagsDeps, instanceTagRoutes } from './routes/instance-tags.ts';
import { type InstancesDeps, instanceRoutes } from './routes/instances.ts';
import { type JobsDeps, jobRoutes } from './routes/jobs.ts';
import { type LabelsDeps, labelRoutes } from './routes/labels.ts';
import { type LogLevelsDeps, logLevelRoutes } from './routes/log-levels.ts';
import { type MetadataDeps, metadataRoutes } from './routes/metadata.ts';
import { type MetricsDeps, metricsRoutes } from './routes/metrics.ts';
import { type ModalitiesDeps, modalityRoutes } from './routes/modalities.ts';
import { type ModalityFindDeps, modalityFindRoutes } from './routes/modality-find.ts';
import { type ModalityRetrieveDeps, modalityRetrieveRoutes } from './routes/modality-retrieve.ts';
import { type ModalityStoreDeps, modalityStoreRoutes } from './routes/modality-store.ts';
import { type ModalityStoreStraightDeps, modalityStoreStraightRoutes } from './routes/modality-store-straight.ts';
import { type ModificationDeps, modificationRoutes } from './routes/modification.ts';
import { type NumpyDeps, numpyRoutes } from './routes/numpy.ts';
import { type OpenApiDeps, openApiRoutes } from './routes/openapi.ts';
import { type OrderedSlicesDeps, orderedSlicesRoutes } from './routes/ordered-slices.ts';
import { type PatientsDeps, patientRoutes } from './routes/patients.ts';
import { type PeerStoreDeps, peerStoreRoutes } from './routes/peer-store.ts';
import { type PeersDeps, peerRoutes } from './routes/peers.ts';
import { type AddedRoutesDeps, addedRoutes } from './routes/plugin-routes.ts';
import { type PluginsDeps, pluginRoutes } from './routes/plugins.ts';
import { type QueriesDeps, queryRoutes } from './routes/queries.ts';
import { type QueryAnswersDeps, queryAnswerRoutes } from './routes/query-answers.ts';
import { type QueryRetrieveDeps, queryRetrieveRoutes } from './routes/query-retrieve.ts';
import { type ReconstructDeps, reconstructRoutes } from './routes/reconstruct.ts';
import { type RelayDeps, relayRoutes } from './routes/relay.ts';
import { type ResourceTagsDeps, resourceTagRoutes } from './routes/resource-tags.ts';
import { type ResourcesDeps, resourceRoutes } from './routes/resources.ts';
import { type StorageCommitmentDeps, storageCommitmentRoutes } from './routes/storage-commitment.ts';
import { type StudyChangesDeps, studyChangeRoutes } from './routes/study-changes.ts';
import { type SystemDeps, systemRoutes } from './routes/system.ts';
import { type ToolsDeps, toolRoutes } from './routes/tools.ts';
import { type ToolsBulkDeps, toolsBulkRoutes } from './routes/tools-bulk.ts';
import { type ToolsFindDeps, toolsFindRoutes } from './routes/tools-find.ts';
import { toolsListingRoutes } from './routes/tools-listing.ts';
import { type WebDavDeps, webDavRoutes } from './routes/webdav.ts';
import { type WorklistsDeps, worklistRoutes } from './routes/worklists.ts';

/** All that the routes need. */
export type RestDeps = AcceptedStorageDeps &
  AddedRoutesDeps &
  ArchivesDeps &
  AttachmentsDeps &
  ChangesDeps &
  CreateDicomDeps &
  DicomConformanceDeps &
  DicomEchoDeps &
  ExecuteScriptDeps &
  ExportsDeps &
  FramesDeps &
  HealthDeps &
  HomeDeps &
  ImagesDeps &
  InstanceContentDeps &
  InstanceExportDeps &
  InstanceFileDeps &
  InstancePdfDeps &
  InstanceTagsDeps &
  InstancesDeps &
  JobsDeps &
  LabelsDeps &
  LogLevelsDeps &
  MetadataDeps &
  MetricsDeps &
  ModalitiesDeps &
  ModalityFindDeps &
  ModalityRetrieveDeps &
  ModalityStoreDeps &
  ModalityStoreStraightDeps &
  ModificationDeps &
  NumpyDeps &
  OpenApiDeps &
  OrderedSlicesDeps &
  PatientsDeps &
  PeerStoreDeps &
  PeersDeps &
  PluginsDeps &
  QueriesDeps &
  QueryAnswersDeps &
  QueryRetrieveDeps &
  ReconstructDeps &
  RelayDeps &
  ResourceTagsDeps &
  ResourcesDeps &
  StorageCommitmentDeps &
  StudyChangesDeps &
  SystemDeps &
  ToolsBulkDeps &
  ToolsDeps &
  ToolsFindDeps &
  WebDavDeps &
  WorklistsDeps;

/** Adds the routes of the REST API to the frame that they share. */
export function addRestRoutes(app: FastifyInstance, deps: RestDeps): void {
  // First: it describes the routes that come after it.
  openApiRoutes(app, deps);
  toolsListingRoutes(app);
  healthRoutes(app, deps);
  homeRoutes(app, deps);
  systemRoutes(app, deps);
  resourceRoutes(app, deps);
  if (deps.patientLevel) patientRoutes(app, deps);
  instanceRoutes(app, deps);
  frameRoutes(app, deps);
  imageRoutes(app, deps);
  instanceContentRoutes(app, deps);
  instanceExportRoutes(app, deps);
  instanceFileRoutes(app, deps);
  instanceTagRoutes(app, deps);
  numpyRoutes(app, deps);
  orderedSlicesRoutes(app, deps);
  reconstructRoutes(app, deps);
  resourceTagRoutes(app, deps);
  labelRoutes(app, deps);
  metadataRoutes(app, deps);
  attachmentRoutes(app, deps);
  archiveRoutes(app, deps);
  createDicomRoutes(app, deps);
  instancePdfRoutes(app, deps);
  webDavRoutes(app, deps);
  toolsFindRoutes(app, deps);
  toolsBulkRoutes(app, deps);
  toolRoutes(app, deps);
  executeScriptRoutes(app, deps);
  acceptedStorageRoutes(app, deps);
  dicomConformanceRoutes(app, deps);
  dicomEchoRoutes(app, deps);
  pluginRoutes(app, deps);
  logLevelRoutes(app, deps);
  metricsRoutes(app, deps);
  modalityRoutes(app, deps);
  modificationRoutes(app, deps);
  studyChangeRoutes(app, deps);
  modalityStoreRoutes(app, deps);
  modalityStoreStraightRoutes(app, deps);
  modalityRetrieveRoutes(app, deps);
  modalityFindRoutes(app, deps);
  queryRoutes(app, deps);
  queryAnswerRoutes(app, deps);
  queryRetrieveRoutes(app, deps);
  storageCommitmentRoutes(app, deps);
  peerRoutes(app, deps);
  peerStoreRoutes(app, deps);
  relayRoutes(app, deps);
  worklistRoutes(app, deps);
  exportRoutes(app, deps);
  jobRoutes(app, deps);
  changeRoutes(app, deps);
  // Last, when those of the server are known.
  addedRoutes(app, deps);
}
