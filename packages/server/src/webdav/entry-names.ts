import type { ResourceRecord } from '../index/resource-query.ts';
import type { Level } from '../model/level.ts';
import { identifierKeys } from '../model/main-tags.ts';
import { joinedName } from '../zip-export/archive-names.ts';
import type { View } from './node.ts';

/** Which tags folders are named of, where they are not named by their UIDs. */
const patientTags = ['0010,0020', '0010,0010'] as const;
const studyTags = ['0008,0020', '0008,1030'] as const;
const seriesTags = ['0008,0060', '0008,103e'] as const;

/** The name of the folder or file of a resource; one without a name is called by its public id. */
export function entryName(view: View, level: Level, record: ResourceRecord): string {
  const { ancestorTags, publicId, tags = {} } = record;
  const name = (values: readonly (string | undefined)[]) => joinedName(values, true) || publicId;
  if (level === 'Instance') return `${view === 'by-uids' ? name([tags[identifierKeys.Instance]]) : publicId}.dcm`;
  if (view === 'by-uids' && level !== 'Patient') return name([tags[identifierKeys[level]]]);
  if (level === 'Patient') return name(patientTags.map((tag) => tags[tag]));
  if (level === 'Series') return name(seriesTags.map((tag) => tags[tag]));
  if (view === 'by-patients') return name(studyTags.map((tag) => tags[tag]));
  return name([...patientTags.map((tag) => ancestorTags?.Patient?.[tag]), tags['0008,1030']]);
}
