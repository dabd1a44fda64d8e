/** When the archive is full, cached studies make room whatever upstream they are from. */
export const relayStudyByAge: readonly string[] = [
  'CREATE INDEX relay_study_by_age ON relay_study (used_at_ms, study_instance_uid, upstream)',
  // It has a parameter more now.
  'DROP FUNCTION IF EXISTS make_room(text, bigint, bigint, bigint, boolean, text)',
];
