import { formatTag, Tags } from '@isocenter/dicom';
import type { IndexStore } from '../../index/index-store.ts';
import type { PrefetchSubject } from './priors.ts';

/** Instances of a study that are looked at for whether all of it was fetched: it has just begun to arrive. */
const instancesLookedAt = 100;

/** A study that is arriving; undefined when it is gone, or when all of it has come from an upstream. */
export async function arrivedStudy(
  index: Pick<IndexStore, 'findResources' | 'getResource'>,
  publicId: string,
): Promise<PrefetchSubject | undefined> {
  const study = await index.getResource('Study', publicId, {
    tags: true,
    ancestorTags: ['Patient'],
    modalitiesInStudy: true,
  });
  if (study === undefined || (await isRelayed(index, publicId))) return undefined;
  return {
    patientId: study.ancestorTags?.Patient?.[formatTag(Tags.PatientID)]?.trim() ?? '',
    studyInstanceUid: study.tags?.[formatTag(Tags.StudyInstanceUID)]?.trim() ?? '',
    modalities: study.modalitiesInStudy ?? [],
  };
}

async function isRelayed(index: Pick<IndexStore, 'findResources'>, study: string): Promise<boolean> {
  const pages = index.findResources({
    level: 'Instance',
    conditions: [{ derived: true, kind: 'within', level: 'Study', publicId: study }],
    order: [{ by: 'public-id' }],
    limit: instancesLookedAt,
    want: { metadata: true },
  });
  for await (const page of pages) {
    if (page.some(({ metadata }) => metadata?.RelayedFrom === undefined)) return false;
  }
  return true;
}
