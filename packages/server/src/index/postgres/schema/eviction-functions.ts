import { relayMark } from '../../sql/system-metadata.ts';

/** Deletes what the relay has fetched. */
export const evictionFunctions: readonly string[] = [
  // Those of the instances that may be evicted; answers what delete_instances answers. The patients are locked as whoever
  // stores locks them, and then the studies, so that whoever pins one waits and does not see what is being deleted.
  `CREATE OR REPLACE FUNCTION delete_relayed_instances(public_ids text[], now_ms bigint, now_date text) RETURNS jsonb
  LANGUAGE plpgsql AS $$
  DECLARE
    patient_ids bigint[];
    ids bigint[];
  BEGIN
    SELECT array_agg(held.id) INTO patient_ids FROM (
      SELECT patient.id FROM patient WHERE id IN (
        SELECT study.parent_id FROM instance JOIN series ON series.id = instance.parent_id
        JOIN study ON study.id = series.parent_id WHERE instance.public_id = ANY (public_ids))
      AND is_protected = 0 ORDER BY public_id FOR UPDATE) AS held;
    PERFORM 1 FROM relay_study WHERE study_instance_uid IN (
      SELECT study.study_instance_uid FROM instance JOIN series ON series.id = instance.parent_id
      JOIN study ON study.id = series.parent_id WHERE instance.public_id = ANY (public_ids))
    ORDER BY study_instance_uid, upstream FOR UPDATE;
    -- A patient that was deleted while this waited, and has come again, is another row, which is not locked.
    ids := ARRAY(SELECT instance.id FROM instance JOIN series ON series.id = instance.parent_id
      JOIN study ON study.id = series.parent_id JOIN patient ON patient.id = study.parent_id
      WHERE instance.public_id = ANY (public_ids) AND patient.id = ANY (patient_ids)
      AND patient.is_protected = 0 AND instance.metadata ->> '${relayMark}' IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM relay_study WHERE relay_study.study_instance_uid = study.study_instance_uid
        AND pinned_until_ms > now_ms)
      AND NOT EXISTS (SELECT 1 FROM job JOIN job_item ON job_item.job_number = job.number
        WHERE job.state NOT IN ('Success', 'Failure') AND job_item.state = 'Waiting'
        AND job_item.key = instance.public_id));
    IF cardinality(ids) = 0 THEN
      RETURN '{"deleted": [], "removed": [], "remaining": []}';
    END IF;
    RETURN delete_instances(ids, now_date);
  END
  $$`,
];
