import { type DataElement, type DataSet, formatTag, type Tag, Tags } from '@isocenter/dicom';
import type { UpstreamQuestion } from './upstream-link.ts';

/** Which part of the matches is wanted. */
export interface QidoPage {
  readonly limit: number;
  readonly offset: number;
}

/** They say how a question is written, not what is asked. */
const requestTags: ReadonlySet<Tag> = new Set([Tags.SpecificCharacterSet, Tags.QueryRetrieveLevel]);

/**
 * Path and query of a search by QIDO-RS (PS3.18 10.6.1, 8.3.4): UIDs of the levels above are in the path where there is
 * one each. There is no level of patients: their studies are asked for.
 */
export function qidoQuery({ keys, level }: UpstreamQuestion, { limit, offset }: QidoPage): string {
  const study = level === 'Series' || level === 'Instance' ? singleUid(keys, Tags.StudyInstanceUID) : undefined;
  const series = level === 'Instance' && study ? singleUid(keys, Tags.SeriesInstanceUID) : undefined;
  const inPath: ReadonlySet<Tag | '' | undefined> = new Set([
    study && Tags.StudyInstanceUID,
    series && Tags.SeriesInstanceUID,
  ]);
  const query = new URLSearchParams();
  for (const element of keys) {
    const { tag } = element;
    if (requestTags.has(tag) || inPath.has(tag)) continue;
    const value = wantedValue(keys, element);
    if (value === '') query.append('includefield', hex(tag));
    else query.append(hex(tag), value);
  }
  query.append('limit', String(limit));
  if (offset > 0) query.append('offset', String(offset));
  const above = `${study ? `/studies/${study}` : ''}${series ? `/series/${series}` : ''}`;
  return `${above}/${collections[level]}?${query}`;
}

const collections = {
  Patient: 'studies',
  Study: 'studies',
  Series: 'series',
  Instance: 'instances',
} as const satisfies Record<UpstreamQuestion['level'], string>;

/** Lists of UIDs have commas (PS3.18 8.3.4.1). */
function wantedValue(keys: DataSet, { tag, vr }: DataElement): string {
  if (vr === 'SQ') return '';
  const values = keys.texts(tag);
  return values.every((value) => value === '') ? '' : values.join(vr === 'UI' ? ',' : '\\');
}

function singleUid(keys: DataSet, tag: Tag): string | undefined {
  const [uid = '', ...others] = keys.texts(tag);
  return others.length === 0 && /^[\d.]+$/.test(uid) ? uid : undefined;
}

function hex(tag: Tag): string {
  return formatTag(tag).replace(',', '').toUpperCase();
}
