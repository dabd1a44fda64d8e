import { DataSetParser } from '../stream/data-set-parser.ts';
import { TransferSyntaxes } from '../transfer-syntax/transfer-syntaxes.ts';
import type { DataSet } from './data-set.ts';
import { DataSetCollector } from './data-set-collector.ts';

/** (0008,1140) UN of undefined length, and the delimiter that ends it. */
const HEADER = Uint8Array.of(0x08, 0, 0x40, 0x11, 0x55, 0x4e, 0, 0, 0xff, 0xff, 0xff, 0xff);
const DELIMITER = Uint8Array.of(0xfe, 0xff, 0xdd, 0xe0, 0, 0, 0, 0);
const TAG = 0x0008_1140;

/**
 * Reads a UN value that is known to be a sequence by the rules for UN of undefined length (PS3.5 6.2.2).
 * @throws DicomParseError when the value is something else
 */
export function parseSequenceValue(bytes: Uint8Array, parent: DataSet): readonly DataSet[] {
  const collector = new DataSetCollector({ parent });
  const parser = new DataSetParser(TransferSyntaxes.ExplicitVRLittleEndian, collector);
  parser.write(HEADER);
  parser.write(bytes);
  parser.write(DELIMITER);
  parser.end();
  return collector.dataSet.sequence(TAG);
}
