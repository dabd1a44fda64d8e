import type { SopClassRow } from './sop-class.ts';

/** PS3.4 Annex A. */
export const verificationRows = {
  Verification: ['1.2.840.10008.1.1', 'Verification'],
} as const satisfies Record<string, SopClassRow>;

/** PS3.4 Annex J. */
export const storageCommitmentRows = {
  StorageCommitmentPushModel: ['1.2.840.10008.1.20.1', 'Storage Commitment Push Model'],
  StorageCommitmentPullModel: ['1.2.840.10008.1.20.2', 'Storage Commitment Pull Model', 'retired'],
} as const satisfies Record<string, SopClassRow>;

/** PS3.4 Annex C, and the query/retrieve classes of non-patient objects, protocols and inventories. */
export const queryRetrieveRows = {
  ProtocolApprovalInformationModelFind: ['1.2.840.10008.5.1.4.1.1.200.4', 'Protocol Approval Information Model - FIND'],
  ProtocolApprovalInformationModelMove: ['1.2.840.10008.5.1.4.1.1.200.5', 'Protocol Approval Information Model - MOVE'],
  ProtocolApprovalInformationModelGet: ['1.2.840.10008.5.1.4.1.1.200.6', 'Protocol Approval Information Model - GET'],
  InventoryFind: ['1.2.840.10008.5.1.4.1.1.201.2', 'Inventory - FIND'],
  InventoryMove: ['1.2.840.10008.5.1.4.1.1.201.3', 'Inventory - MOVE'],
  InventoryGet: ['1.2.840.10008.5.1.4.1.1.201.4', 'Inventory - GET'],
  RepositoryQuery: ['1.2.840.10008.5.1.4.1.1.201.6', 'Repository Query'],
  PatientRootQueryRetrieveInformationModelFind: [
    '1.2.840.10008.5.1.4.1.2.1.1',
    'Patient Root Query/Retrieve Information Model - FIND',
  ],
  PatientRootQueryRetrieveInformationModelMove: [
    '1.2.840.10008.5.1.4.1.2.1.2',
    'Patient Root Query/Retrieve Information Model - MOVE',
  ],
  PatientRootQueryRetrieveInformationModelGet: [
    '1.2.840.10008.5.1.4.1.2.1.3',
    'Patient Root Query/Retrieve Information Model - GET',
  ],
  StudyRootQueryRetrieveInformationModelFind: [
    '1.2.840.10008.5.1.4.1.2.2.1',
    'Study Root Query/Retrieve Information Model - FIND',
  ],
  StudyRootQueryRetrieveInformationModelMove: [
    '1.2.840.10008.5.1.4.1.2.2.2',
    'Study Root Query/Retrieve Information Model - MOVE',
  ],
  StudyRootQueryRetrieveInformationModelGet: [
    '1.2.840.10008.5.1.4.1.2.2.3',
    'Study Root Query/Retrieve Information Model - GET',
  ],
  PatientStudyOnlyQueryRetrieveInformationModelFind: [
    '1.2.840.10008.5.1.4.1.2.3.1',
    'Patient/Study Only Query/Retrieve Information Model - FIND',
    'retired',
  ],
  PatientStudyOnlyQueryRetrieveInformationModelMove: [
    '1.2.840.10008.5.1.4.1.2.3.2',
    'Patient/Study Only Query/Retrieve Information Model - MOVE',
    'retired',
  ],
  PatientStudyOnlyQueryRetrieveInformationModelGet: [
    '1.2.840.10008.5.1.4.1.2.3.3',
    'Patient/Study Only Query/Retrieve Information Model - GET',
    'retired',
  ],
  CompositeInstanceRootRetrieveMove: ['1.2.840.10008.5.1.4.1.2.4.2', 'Composite Instance Root Retrieve - MOVE'],
  CompositeInstanceRootRetrieveGet: ['1.2.840.10008.5.1.4.1.2.4.3', 'Composite Instance Root Retrieve - GET'],
  CompositeInstanceRetrieveWithoutBulkDataGet: [
    '1.2.840.10008.5.1.4.1.2.5.3',
    'Composite Instance Retrieve Without Bulk Data - GET',
  ],
  DefinedProcedureProtocolInformationModelFind: [
    '1.2.840.10008.5.1.4.20.1',
    'Defined Procedure Protocol Information Model - FIND',
  ],
  DefinedProcedureProtocolInformationModelMove: [
    '1.2.840.10008.5.1.4.20.2',
    'Defined Procedure Protocol Information Model - MOVE',
  ],
  DefinedProcedureProtocolInformationModelGet: [
    '1.2.840.10008.5.1.4.20.3',
    'Defined Procedure Protocol Information Model - GET',
  ],
  GeneralRelevantPatientInformationQuery: ['1.2.840.10008.5.1.4.37.1', 'General Relevant Patient Information Query'],
  BreastImagingRelevantPatientInformationQuery: [
    '1.2.840.10008.5.1.4.37.2',
    'Breast Imaging Relevant Patient Information Query',
  ],
  CardiacRelevantPatientInformationQuery: ['1.2.840.10008.5.1.4.37.3', 'Cardiac Relevant Patient Information Query'],
  HangingProtocolInformationModelFind: ['1.2.840.10008.5.1.4.38.2', 'Hanging Protocol Information Model - FIND'],
  HangingProtocolInformationModelMove: ['1.2.840.10008.5.1.4.38.3', 'Hanging Protocol Information Model - MOVE'],
  HangingProtocolInformationModelGet: ['1.2.840.10008.5.1.4.38.4', 'Hanging Protocol Information Model - GET'],
  ColorPaletteQueryRetrieveInformationModelFind: [
    '1.2.840.10008.5.1.4.39.2',
    'Color Palette Query/Retrieve Information Model - FIND',
  ],
  ColorPaletteQueryRetrieveInformationModelMove: [
    '1.2.840.10008.5.1.4.39.3',
    'Color Palette Query/Retrieve Information Model - MOVE',
  ],
  ColorPaletteQueryRetrieveInformationModelGet: [
    '1.2.840.10008.5.1.4.39.4',
    'Color Palette Query/Retrieve Information Model - GET',
  ],
  ProductCharacteristicsQuery: ['1.2.840.10008.5.1.4.41', 'Product Characteristics Query'],
  SubstanceApprovalQuery: ['1.2.840.10008.5.1.4.42', 'Substance Approval Query'],
  GenericImplantTemplateInformationModelFind: [
    '1.2.840.10008.5.1.4.43.2',
    'Generic Implant Template Information Model - FIND',
  ],
  GenericImplantTemplateInformationModelMove: [
    '1.2.840.10008.5.1.4.43.3',
    'Generic Implant Template Information Model - MOVE',
  ],
  GenericImplantTemplateInformationModelGet: [
    '1.2.840.10008.5.1.4.43.4',
    'Generic Implant Template Information Model - GET',
  ],
  ImplantAssemblyTemplateInformationModelFind: [
    '1.2.840.10008.5.1.4.44.2',
    'Implant Assembly Template Information Model - FIND',
  ],
  ImplantAssemblyTemplateInformationModelMove: [
    '1.2.840.10008.5.1.4.44.3',
    'Implant Assembly Template Information Model - MOVE',
  ],
  ImplantAssemblyTemplateInformationModelGet: [
    '1.2.840.10008.5.1.4.44.4',
    'Implant Assembly Template Information Model - GET',
  ],
  ImplantTemplateGroupInformationModelFind: [
    '1.2.840.10008.5.1.4.45.2',
    'Implant Template Group Information Model - FIND',
  ],
  ImplantTemplateGroupInformationModelMove: [
    '1.2.840.10008.5.1.4.45.3',
    'Implant Template Group Information Model - MOVE',
  ],
  ImplantTemplateGroupInformationModelGet: [
    '1.2.840.10008.5.1.4.45.4',
    'Implant Template Group Information Model - GET',
  ],
} as const satisfies Record<string, SopClassRow>;

/** PS3.4 Annex K. */
export const worklistRows = {
  ModalityWorklistInformationModelFind: ['1.2.840.10008.5.1.4.31', 'Modality Worklist Information Model - FIND'],
  GeneralPurposeWorklistManagementMeta: [
    '1.2.840.10008.5.1.4.32',
    'General Purpose Worklist Management Meta',
    'retired',
  ],
  GeneralPurposeWorklistInformationModelFind: [
    '1.2.840.10008.5.1.4.32.1',
    'General Purpose Worklist Information Model - FIND',
    'retired',
  ],
} as const satisfies Record<string, SopClassRow>;

/** Modality performed procedure steps (PS3.4 Annex F) and unified procedure steps (PS3.4 Annex CC). */
export const procedureStepRows = {
  ModalityPerformedProcedureStep: ['1.2.840.10008.3.1.2.3.3', 'Modality Performed Procedure Step'],
  ModalityPerformedProcedureStepRetrieve: ['1.2.840.10008.3.1.2.3.4', 'Modality Performed Procedure Step Retrieve'],
  ModalityPerformedProcedureStepNotification: [
    '1.2.840.10008.3.1.2.3.5',
    'Modality Performed Procedure Step Notification',
  ],
  GeneralPurposeScheduledProcedureStep: [
    '1.2.840.10008.5.1.4.32.2',
    'General Purpose Scheduled Procedure Step',
    'retired',
  ],
  GeneralPurposePerformedProcedureStep: [
    '1.2.840.10008.5.1.4.32.3',
    'General Purpose Performed Procedure Step',
    'retired',
  ],
  UnifiedProcedureStepPushTrial: ['1.2.840.10008.5.1.4.34.4.1', 'Unified Procedure Step - Push - Trial', 'retired'],
  UnifiedProcedureStepWatchTrial: ['1.2.840.10008.5.1.4.34.4.2', 'Unified Procedure Step - Watch - Trial', 'retired'],
  UnifiedProcedureStepPullTrial: ['1.2.840.10008.5.1.4.34.4.3', 'Unified Procedure Step - Pull - Trial', 'retired'],
  UnifiedProcedureStepEventTrial: ['1.2.840.10008.5.1.4.34.4.4', 'Unified Procedure Step - Event - Trial', 'retired'],
  UnifiedProcedureStepPush: ['1.2.840.10008.5.1.4.34.6.1', 'Unified Procedure Step - Push'],
  UnifiedProcedureStepWatch: ['1.2.840.10008.5.1.4.34.6.2', 'Unified Procedure Step - Watch'],
  UnifiedProcedureStepPull: ['1.2.840.10008.5.1.4.34.6.3', 'Unified Procedure Step - Pull'],
  UnifiedProcedureStepEvent: ['1.2.840.10008.5.1.4.34.6.4', 'Unified Procedure Step - Event'],
  UnifiedProcedureStepQuery: ['1.2.840.10008.5.1.4.34.6.5', 'Unified Procedure Step - Query'],
} as const satisfies Record<string, SopClassRow>;

/** PS3.4 Annex H. */
export const printRows = {
  BasicFilmSession: ['1.2.840.10008.5.1.1.1', 'Basic Film Session'],
  BasicFilmBox: ['1.2.840.10008.5.1.1.2', 'Basic Film Box'],
  BasicGrayscaleImageBox: ['1.2.840.10008.5.1.1.4', 'Basic Grayscale Image Box'],
  BasicColorImageBox: ['1.2.840.10008.5.1.1.4.1', 'Basic Color Image Box'],
  ReferencedImageBox: ['1.2.840.10008.5.1.1.4.2', 'Referenced Image Box', 'retired'],
  BasicGrayscalePrintManagementMeta: ['1.2.840.10008.5.1.1.9', 'Basic Grayscale Print Management Meta'],
  ReferencedGrayscalePrintManagementMeta: [
    '1.2.840.10008.5.1.1.9.1',
    'Referenced Grayscale Print Management Meta',
    'retired',
  ],
  PrintJob: ['1.2.840.10008.5.1.1.14', 'Print Job'],
  BasicAnnotationBox: ['1.2.840.10008.5.1.1.15', 'Basic Annotation Box'],
  Printer: ['1.2.840.10008.5.1.1.16', 'Printer'],
  PrinterConfigurationRetrieval: ['1.2.840.10008.5.1.1.16.376', 'Printer Configuration Retrieval'],
  BasicColorPrintManagementMeta: ['1.2.840.10008.5.1.1.18', 'Basic Color Print Management Meta'],
  ReferencedColorPrintManagementMeta: ['1.2.840.10008.5.1.1.18.1', 'Referenced Color Print Management Meta', 'retired'],
  VOILUTBox: ['1.2.840.10008.5.1.1.22', 'VOI LUT Box'],
  PresentationLUT: ['1.2.840.10008.5.1.1.23', 'Presentation LUT'],
  ImageOverlayBox: ['1.2.840.10008.5.1.1.24', 'Image Overlay Box', 'retired'],
  BasicPrintImageOverlayBox: ['1.2.840.10008.5.1.1.24.1', 'Basic Print Image Overlay Box', 'retired'],
  PrintQueueManagement: ['1.2.840.10008.5.1.1.26', 'Print Queue Management', 'retired'],
  PullPrintRequest: ['1.2.840.10008.5.1.1.31', 'Pull Print Request', 'retired'],
  PullStoredPrintManagementMeta: ['1.2.840.10008.5.1.1.32', 'Pull Stored Print Management Meta', 'retired'],
} as const satisfies Record<string, SopClassRow>;

/** Everything else. */
export const otherRows = {
  MediaStorageDirectoryStorage: ['1.2.840.10008.1.3.10', 'Media Storage Directory Storage'],
  BasicStudyContentNotification: ['1.2.840.10008.1.9', 'Basic Study Content Notification', 'retired'],
  ProceduralEventLogging: ['1.2.840.10008.1.40', 'Procedural Event Logging'],
  SubstanceAdministrationLogging: ['1.2.840.10008.1.42', 'Substance Administration Logging'],
  DetachedPatientManagement: ['1.2.840.10008.3.1.2.1.1', 'Detached Patient Management', 'retired'],
  DetachedPatientManagementMeta: ['1.2.840.10008.3.1.2.1.4', 'Detached Patient Management Meta', 'retired'],
  DetachedVisitManagement: ['1.2.840.10008.3.1.2.2.1', 'Detached Visit Management', 'retired'],
  DetachedStudyManagement: ['1.2.840.10008.3.1.2.3.1', 'Detached Study Management', 'retired'],
  StudyComponentManagement: ['1.2.840.10008.3.1.2.3.2', 'Study Component Management', 'retired'],
  DetachedResultsManagement: ['1.2.840.10008.3.1.2.5.1', 'Detached Results Management', 'retired'],
  DetachedResultsManagementMeta: ['1.2.840.10008.3.1.2.5.4', 'Detached Results Management Meta', 'retired'],
  DetachedStudyManagementMeta: ['1.2.840.10008.3.1.2.5.5', 'Detached Study Management Meta', 'retired'],
  DetachedInterpretationManagement: ['1.2.840.10008.3.1.2.6.1', 'Detached Interpretation Management', 'retired'],
  MediaCreationManagement: ['1.2.840.10008.5.1.1.33', 'Media Creation Management'],
  DisplaySystem: ['1.2.840.10008.5.1.1.40', 'Display System'],
  InventoryCreation: ['1.2.840.10008.5.1.4.1.1.201.5', 'Inventory Creation'],
  InstanceAvailabilityNotification: ['1.2.840.10008.5.1.4.33', 'Instance Availability Notification'],
  RTConventionalMachineVerificationTrial: [
    '1.2.840.10008.5.1.4.34.2',
    'RT Conventional Machine Verification - Trial',
    'retired',
  ],
  RTIonMachineVerificationTrial: ['1.2.840.10008.5.1.4.34.3', 'RT Ion Machine Verification - Trial', 'retired'],
  RTConventionalMachineVerification: ['1.2.840.10008.5.1.4.34.8', 'RT Conventional Machine Verification'],
  RTIonMachineVerification: ['1.2.840.10008.5.1.4.34.9', 'RT Ion Machine Verification'],
  VideoEndoscopicImageRealTimeCommunication: ['1.2.840.10008.10.1', 'Video Endoscopic Image Real-Time Communication'],
  VideoPhotographicImageRealTimeCommunication: [
    '1.2.840.10008.10.2',
    'Video Photographic Image Real-Time Communication',
  ],
  AudioWaveformRealTimeCommunication: ['1.2.840.10008.10.3', 'Audio Waveform Real-Time Communication'],
  RenditionSelectionDocumentRealTimeCommunication: [
    '1.2.840.10008.10.4',
    'Rendition Selection Document Real-Time Communication',
  ],
} as const satisfies Record<string, SopClassRow>;
