import { DataSet, type VR } from '@isocenter/dicom';

/**
 * What a CT writes into every image besides identifiers: modules of PS3.3 A.3 and a private block, with values of the
 * usual lengths. Servers read all of it, so a header without it would measure another thing than they meet.
 */
const rows: readonly (readonly [
  tag: number,
  vr: VR,
  value: string | readonly string[] | number | readonly number[],
])[] = [
  [0x0008_0012, 'DA', '20240101'],
  [0x0008_0013, 'TM', '101733.210000'],
  [0x0008_0022, 'DA', '20240101'],
  [0x0008_0032, 'TM', '101731.552000'],
  [0x0008_0033, 'TM', '101733.210000'],
  [0x0008_0070, 'LO', 'EXAMPLE MEDICAL SYSTEMS'],
  [0x0008_0080, 'LO', 'University Hospital'],
  [0x0008_0081, 'ST', '1 Hospital Street, 12345 Town'],
  [0x0008_0090, 'PN', 'Referring^Physician^^Dr'],
  [0x0008_1010, 'SH', 'CTAWP74123'],
  [0x0008_1030, 'LO', 'CT Thorax Abdomen'],
  [0x0008_103e, 'LO', 'Abdomen 1.5 Br40 S3'],
  [0x0008_1040, 'LO', 'Radiology'],
  [0x0008_1050, 'PN', 'Performing^Physician'],
  [0x0008_1070, 'PN', 'Operator^One'],
  [0x0008_1090, 'LO', 'Example Definition AS+'],
  [0x0010_1010, 'AS', '064Y'],
  [0x0010_1020, 'DS', '1.76'],
  [0x0010_1030, 'DS', '81'],
  [0x0018_0010, 'LO', 'APPLIED'],
  [0x0018_0015, 'CS', 'ABDOMEN'],
  [0x0018_0022, 'CS', 'HELIX'],
  [0x0018_0050, 'DS', '1.5'],
  [0x0018_0060, 'DS', '120'],
  [0x0018_0090, 'DS', '500'],
  [0x0018_1000, 'LO', '74123'],
  [0x0018_1020, 'LO', 'example CT 2012B'],
  [0x0018_1030, 'LO', 'ThorAbd'],
  [0x0018_1041, 'DS', '90'],
  [0x0018_1100, 'DS', '380'],
  [0x0018_1110, 'DS', '1085.6'],
  [0x0018_1111, 'DS', '595'],
  [0x0018_1120, 'DS', '0'],
  [0x0018_1130, 'DS', '152'],
  [0x0018_1140, 'CS', 'CW'],
  [0x0018_1150, 'IS', '500'],
  [0x0018_1151, 'IS', '213'],
  [0x0018_1152, 'IS', '178'],
  [0x0018_1160, 'SH', 'WEDGE_3'],
  [0x0018_1170, 'IS', '26'],
  [0x0018_1190, 'DS', '1.2'],
  [0x0018_1200, 'DA', '20231218'],
  [0x0018_1201, 'TM', '071502.000000'],
  [0x0018_1210, 'SH', 'Br40f3'],
  [0x0018_5100, 'CS', 'FFS'],
  [0x0018_9305, 'FD', 0.5],
  [0x0018_9306, 'FD', 0.6],
  [0x0018_9307, 'FD', 38.4],
  [0x0018_9309, 'FD', 46],
  [0x0018_9310, 'FD', 92],
  [0x0018_9311, 'FD', 1.2],
  [0x0018_9313, 'FD', [0.2, -180.1, -620.5]],
  [0x0018_9318, 'FD', [0.2, -180.1, -620.5]],
  [0x0018_9345, 'FD', 8.41],
  [0x0020_0010, 'SH', '1'],
  [0x0020_0012, 'IS', '3'],
  [0x0020_0032, 'DS', ['-189.62890625', '-370.12890625', '-620.5']],
  [0x0020_0037, 'DS', ['1', '0', '0', '0', '1', '0']],
  [0x0020_0052, 'UI', '1.3.6.1.4.1.99999.1.3.12.2.20240101101500.74123.1'],
  [0x0020_1040, 'LO', ''],
  [0x0020_1041, 'DS', '-620.5'],
  [0x0020_4000, 'LT', 'none'],
  [0x0028_0030, 'DS', ['0.7421875', '0.7421875']],
  [0x0028_0106, 'US', 0],
  [0x0028_0107, 'US', 4095],
  [0x0028_1050, 'DS', ['40', '-600']],
  [0x0028_1051, 'DS', ['400', '1200']],
  [0x0028_1052, 'DS', '-1024'],
  [0x0028_1053, 'DS', '1'],
  [0x0028_1055, 'LO', ['WINDOW1', 'WINDOW2']],
  [0x0029_0010, 'LO', 'EXAMPLE CSA HEADER'],
  [0x0029_1008, 'CS', 'SOM 5'],
  [0x0029_1009, 'LO', 'VA48A_02_P12'],
  [0x0032_1032, 'PN', 'Requesting^Physician'],
  [0x0032_1060, 'LO', 'CT Thorax Abdomen with contrast'],
  [0x0040_0002, 'DA', '20240101'],
  [0x0040_0003, 'TM', '101500.000000'],
  [0x0040_0244, 'DA', '20240101'],
  [0x0040_0245, 'TM', '101500.000000'],
  [0x0040_0253, 'SH', 'PPS20240101'],
  [0x0040_0254, 'LO', 'CT Thorax Abdomen'],
];

/** Adds them to a header; the identifiers of the image are in it already. */
export function addCtAttributes(header: DataSet): DataSet {
  for (const [tag, vr, value] of rows) header.set(tag, vr, value);
  header.set(0x0008_1032, 'SQ', [codeItem('CTTA', 'CT Thorax Abdomen')]);
  header.set(0x0008_1140, 'SQ', [referenceItem(1), referenceItem(2)]);
  header.set(0x0040_0275, 'SQ', [
    new DataSet().set(0x0040_0007, 'LO', 'CT Thorax Abdomen').set(0x0040_1001, 'SH', 'RP20240101'),
  ]);
  return header;
}

function codeItem(value: string, meaning: string): DataSet {
  return new DataSet()
    .set(0x0008_0100, 'SH', value)
    .set(0x0008_0102, 'SH', '99EXAMPLE')
    .set(0x0008_0104, 'LO', meaning);
}

function referenceItem(instance: number): DataSet {
  return new DataSet()
    .set(0x0008_1150, 'UI', '1.2.840.10008.5.1.4.1.1.2')
    .set(0x0008_1155, 'UI', `1.3.6.1.4.1.99999.1.3.12.2.20240101101500.74123.9.${instance}`);
}
