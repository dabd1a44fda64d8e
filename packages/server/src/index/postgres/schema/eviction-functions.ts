import { firstAfter, forgetCompleteness, givenUp, recount, relayedFrom } from '../../sql/relay-statements.ts';
import { raw, type Sql, sql, statementOf } from '../../sql/sql.ts';
import { relayMark } from '../../sql/system-metadata.ts';
import { postgresDialect } from '../postgres-dialect.ts';
import { plannedOnce } from './planned-once.ts';

const textOf = (expression: Sql) => statementOf(postgresDialect, expression).sql;

const candidates = sql`${givenUp({
  nowMs: raw('now_ms'),
  isSpared: raw('study.public_id = ANY (own_studies)'),
  anyPatient: raw('any_patient'),
})} ${firstAfter(raw('used_ms'), raw('of_study'), raw('of_upstream'))}`;

/** Deletes what the relay has fetched. */
export const evictionFunctions: readonly string[] = [
  // Those of the instances that may be evicted; answers what delete_instances answers. The patients are locked as whoever
  // stores locks them, and then the studies, so that whoever pins one waits and does not see what is being deleted.
  `CREATE OR REPLACE FUNCTION delete_relayed_instances(public_ids text[], now_ms bigint, now_date text) RETURNS jsonb
  LANGUAGE plpgsql ${plannedOnce} AS $$
  DECLARE
    patient_ids bigint[];
    pinned text[];
    ids bigint[];
  BEGIN
    SELECT array_agg(held.id) INTO patient_ids FROM (
      SELECT patient.id FROM patient WHERE id IN (
        SELECT study.parent_id FROM instance JOIN series ON series.id = instance.parent_id
        JOIN study ON study.id = series.parent_id WHERE instance.public_id = ANY (public_ids))
      AND is_protected = 0 ORDER BY public_id FOR UPDATE) AS held;
    SELECT coalesce(array_agg(study_instance_uid) FILTER (WHERE pinned_until_ms > now_ms), '{}') INTO pinned FROM (
      SELECT * FROM relay_study WHERE study_instance_uid IN (
        SELECT study.study_instance_uid FROM instance JOIN series ON series.id = instance.parent_id
        JOIN study ON study.id = series.parent_id WHERE instance.public_id = ANY (public_ids))
      ORDER BY study_instance_uid, upstream FOR UPDATE) AS held;
    -- A patient that was deleted while this waited, and has come again, is another row, which is not locked.
    ids := ARRAY(SELECT instance.id FROM instance JOIN series ON series.id = instance.parent_id
      JOIN study ON study.id = series.parent_id JOIN patient ON patient.id = study.parent_id
      WHERE instance.public_id = ANY (public_ids) AND patient.id = ANY (patient_ids)
      AND patient.is_protected = 0 AND instance.metadata ->> '${relayMark}' IS NOT NULL
      AND study.study_instance_uid <> ALL (pinned)
      -- OFFSET and count keep it a search for one key: made into a join, it goes through all items that wait.
      AND (SELECT count(*) FROM (SELECT job_number FROM job_item
          WHERE key COLLATE "C" = instance.public_id AND state = 'Waiting' AND length(key) = 44 OFFSET 0) AS waiting
        JOIN job ON job.number = waiting.job_number WHERE job.state NOT IN ('Success', 'Failure')) = 0);
    IF cardinality(ids) = 0 THEN
      RETURN '{"deleted": [], "removed": [], "remaining": []}';
    END IF;
    RETURN delete_instances(ids, now_date);
  END
  $$`,

  // Gives up what is cached, study by study, the least recently used first, until there is room: what may be evicted, no
  // matter from which upstream. For a limit of patients only of those that have nothing else: less of a patient does not
  // make them fewer. Answers what delete_instances answers for each study. What goes through the instances of a study is
  // planned anew each time, for tables as large as they are.
  `CREATE OR REPLACE FUNCTION recycle_cache(own text, own_studies text[], added_bytes bigint, maximum_bytes bigint,
    maximum_patients bigint, now_date text) RETURNS jsonb LANGUAGE plpgsql AS $$
  DECLARE
    now_ms bigint := floor(extract(epoch FROM clock_timestamp()) * 1000);
    cached record;
    ids text[];
    step jsonb;
    recycled jsonb := '[]';
  BEGIN
    SELECT ${Number.MIN_SAFE_INTEGER} AS used_ms, '' AS of_study, '' AS of_upstream INTO cached;
    WHILE NOT has_room(own, added_bytes, maximum_bytes, maximum_patients) LOOP
      SELECT * INTO cached FROM next_cached(own_studies, maximum_patients = 0, now_ms, cached.used_ms, cached.of_study,
        cached.of_upstream);
      EXIT WHEN cached.of_study IS NULL;
      EXECUTE $query$ SELECT ARRAY(SELECT instance.public_id ${textOf(relayedFrom(raw('$1'), raw('$2')))}) $query$
        INTO ids USING cached.of_upstream, cached.of_study;
      step := delete_relayed_instances(ids, now_ms, now_date);
      CONTINUE WHEN step -> 'deleted' = '[]';
      -- Nobody is to believe that what is left is all.
      ${textOf(forgetCompleteness(raw('cached.of_study')))};
      EXECUTE $query$ ${textOf(recount(raw('$1'), raw('$2')))} $query$ USING cached.of_upstream, cached.of_study;
      recycled := recycled || jsonb_build_array(step);
    END LOOP;
    RETURN recycled;
  END
  $$`,

  // The cached study after another in the order in which they are given up; nulls when there is none. Its index is walked
  // whatever the size of the tables was when the plan was made.
  `CREATE OR REPLACE FUNCTION next_cached(own_studies text[], any_patient boolean, now_ms bigint, INOUT used_ms bigint,
    INOUT of_study text, INOUT of_upstream text) LANGUAGE plpgsql STABLE ${plannedOnce} SET enable_sort TO off
    SET enable_bitmapscan TO off AS $$
  BEGIN
    SELECT used_at_ms, study_instance_uid, upstream INTO used_ms, of_study, of_upstream ${textOf(candidates)};
  END
  $$`,
];
