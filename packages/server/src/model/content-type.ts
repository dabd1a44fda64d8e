/** Attachments that the server itself keeps (Orthanc's numbers); users add 1024 to 65535. */
export const contentTypes = {
  dicom: 1,
  'dicom-as-json': 2,
  'dicom-until-pixel-data': 3,
} as const;

export type SystemContentType = keyof typeof contentTypes;
