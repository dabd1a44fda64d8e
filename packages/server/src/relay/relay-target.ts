/** What can be fetched from an upstream: levels below the patient, who is a set of studies to it. */
export type RelayLevel = 'Study' | 'Series' | 'Instance';

/** Something to fetch, by the unique keys of its level and those above (PS3.4 C.4.2.2.1). */
export interface RelayTarget {
  readonly level: RelayLevel;
  readonly studyInstanceUid: string;
  /** At levels Series and Instance. */
  readonly seriesInstanceUid?: string;
  /** At level Instance. */
  readonly sopInstanceUid?: string;
}

/** The UIDs of an instance. */
export interface InstanceUids {
  readonly studyInstanceUid: string;
  readonly seriesInstanceUid: string;
  readonly sopInstanceUid: string;
}

/** Targets with equal keys are the same. */
export function targetKey({ seriesInstanceUid = '', sopInstanceUid = '', studyInstanceUid }: RelayTarget): string {
  return [studyInstanceUid, seriesInstanceUid, sopInstanceUid].join('/');
}

/** The UID at the target's own level. */
export function targetUid({ seriesInstanceUid, sopInstanceUid, studyInstanceUid }: RelayTarget): string {
  return sopInstanceUid ?? seriesInstanceUid ?? studyInstanceUid;
}

/** The target itself, and what it belongs to. */
export function targetHolders(target: RelayTarget): readonly RelayTarget[] {
  const { level, seriesInstanceUid, studyInstanceUid } = target;
  const holders = [target];
  if (level === 'Instance' && seriesInstanceUid !== undefined) {
    holders.push({ level: 'Series', studyInstanceUid, seriesInstanceUid });
  }
  return level === 'Study' ? holders : [...holders, { level: 'Study', studyInstanceUid }];
}

/** Whether all that belongs to `inner` belongs to `outer`; a target or an instance belongs to itself. */
export function targetHolds(outer: RelayTarget, inner: RelayTarget | InstanceUids): boolean {
  return (
    outer.studyInstanceUid === inner.studyInstanceUid &&
    (outer.seriesInstanceUid === undefined || outer.seriesInstanceUid === inner.seriesInstanceUid) &&
    (outer.sopInstanceUid === undefined || outer.sopInstanceUid === inner.sopInstanceUid)
  );
}
