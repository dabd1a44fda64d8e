import { type ChangeType, changeTypes } from '../../../model/change-type.ts';
import { depthOf, type Level } from '../../../model/level.ts';
import { levelTables } from '../../sql/level-tables.ts';

/** Resources that turn stable at a time, so that nobody waits long for the row of the totals. */
const resourcesPerLevel = 500;

/**
 * Turns resources stable to which nothing was added since; whoever is first has them, and what is locked waits for the
 * next time. Answers [level, public id] of each.
 */
function makeStable(level: Exclude<Level, 'Instance'>): string {
  const table = levelTables[level];
  const type: ChangeType = `Stable${level}`;
  return `
    WITH due AS (
      SELECT id FROM ${table} WHERE unstable_since_ms < before_ms ORDER BY unstable_since_ms LIMIT ${resourcesPerLevel}
      FOR UPDATE SKIP LOCKED
    ), settled AS (
      UPDATE ${table} SET unstable_since_ms = NULL FROM due WHERE ${table}.id = due.id RETURNING ${table}.id, public_id
    ) SELECT array_agg(id), array_agg(public_id) INTO row_ids, ids FROM settled;
    IF ids IS NOT NULL THEN
      first_change := add_to_totals(0, 0, 0, 0, 0, 0, cardinality(ids));
      INSERT INTO change (sequence, type, level, public_id, resource_id, date)
      SELECT first_change + position, ${changeTypes[type]}, ${depthOf(level)}, public_id, id, now_date
      FROM unnest(row_ids, ids) WITH ORDINALITY AS settled (id, public_id, position);
      stable := stable || (SELECT jsonb_agg(jsonb_build_array(${depthOf(level)}, public_id))
        FROM unnest(ids) AS public_id);
    END IF;`;
}

/** Functions that change what hangs on a resource. SQLSTATE ISOUR: there is no such resource; ISORV: another revision. */
export const resourceFunctions: readonly string[] = [
  `CREATE OR REPLACE FUNCTION locked_resource(wanted_level integer, wanted_public_id text) RETURNS bigint LANGUAGE plpgsql AS $$
  DECLARE
    row_id bigint := lock_resource(wanted_level, wanted_public_id);
  BEGIN
    IF row_id IS NULL THEN RAISE EXCEPTION USING ERRCODE = 'ISOUR', MESSAGE = wanted_public_id; END IF;
    RETURN row_id;
  END
  $$`,

  // Whether what is there, of null nothing, may be overwritten: an expected revision of null takes anything, -1 nothing
  // but nothing, another one what is expected, or nothing.
  `CREATE OR REPLACE FUNCTION is_expected(present bigint, present_md5 text, expected bigint, expected_md5 text) RETURNS boolean
  LANGUAGE sql IMMUTABLE AS $$
    SELECT expected IS NULL OR present IS NULL OR (present = expected AND present_md5 = expected_md5)
  $$`,

  // Compares and sets. Answers the new revision.
  `CREATE OR REPLACE FUNCTION set_user_metadata(of_level integer, of_public_id text, of_name integer, new_value text,
    expected bigint, expected_md5 text, now_date text) RETURNS bigint LANGUAGE plpgsql AS $$
  DECLARE
    row_id bigint := locked_resource(of_level, of_public_id);
    new_revision bigint;
  BEGIN
    INSERT INTO user_metadata (level, resource_id, name, value) VALUES (of_level, row_id, of_name, new_value)
    ON CONFLICT (level, resource_id, name) DO UPDATE SET value = excluded.value, revision = user_metadata.revision + 1
      WHERE is_expected(user_metadata.revision, md5_of_text(user_metadata.value), expected, expected_md5)
    RETURNING revision INTO new_revision;
    IF new_revision IS NULL THEN RAISE EXCEPTION USING ERRCODE = 'ISORV'; END IF;
    PERFORM append_change(${changeTypes.UpdatedMetadata}, of_level, of_public_id, row_id, now_date);
    RETURN new_revision;
  END
  $$`,

  `CREATE OR REPLACE FUNCTION delete_user_metadata(of_level integer, of_public_id text, of_name integer, expected bigint,
    expected_md5 text, now_date text) RETURNS boolean LANGUAGE plpgsql AS $$
  DECLARE
    row_id bigint := locked_resource(of_level, of_public_id);
    present record;
  BEGIN
    SELECT value, revision INTO present FROM user_metadata WHERE level = of_level AND resource_id = row_id
      AND name = of_name;
    IF present.revision IS NULL THEN RETURN false; END IF;
    IF NOT is_expected(present.revision, md5_of_text(present.value), expected, expected_md5) THEN
      RAISE EXCEPTION USING ERRCODE = 'ISORV';
    END IF;
    DELETE FROM user_metadata WHERE level = of_level AND resource_id = row_id AND name = of_name;
    PERFORM append_change(${changeTypes.UpdatedMetadata}, of_level, of_public_id, row_id, now_date);
    RETURN true;
  END
  $$`,

  // Metadata of the system, which an object of the resource's row holds.
  `CREATE OR REPLACE FUNCTION set_system_metadata(of_level integer, of_public_id text, of_name text, new_value text)
  RETURNS void LANGUAGE plpgsql AS $$
  DECLARE
    row_id bigint := locked_resource(of_level, of_public_id);
    added jsonb := jsonb_build_object(of_name, new_value);
  BEGIN
    CASE of_level
      WHEN 0 THEN UPDATE patient SET metadata = metadata || added WHERE id = row_id;
      WHEN 1 THEN UPDATE study SET metadata = metadata || added WHERE id = row_id;
      WHEN 2 THEN UPDATE series SET metadata = metadata || added WHERE id = row_id;
      ELSE UPDATE instance SET metadata = metadata || added WHERE id = row_id;
    END CASE;
  END
  $$`,

  `CREATE OR REPLACE FUNCTION add_label(of_level integer, of_public_id text, new_label text) RETURNS void LANGUAGE sql AS $$
    INSERT INTO label (level, resource_id, label) VALUES (of_level, locked_resource(of_level, of_public_id), new_label)
    ON CONFLICT DO NOTHING
  $$`,

  `CREATE OR REPLACE FUNCTION remove_label(of_level integer, of_public_id text, old_label text) RETURNS void LANGUAGE plpgsql AS $$
  DECLARE
    row_id bigint := locked_resource(of_level, of_public_id);
  BEGIN
    DELETE FROM label WHERE level = of_level AND resource_id = row_id AND label = old_label;
  END
  $$`,

  // A patient that loses its protection becomes the last to be recycled.
  `CREATE OR REPLACE FUNCTION set_protected(of_public_id text, protects boolean, now_ms bigint) RETURNS void LANGUAGE plpgsql AS $$
  DECLARE
    row_id bigint := locked_resource(0, of_public_id);
  BEGIN
    UPDATE patient SET is_protected = protects::integer, recycling_order_ms = now_ms
      WHERE id = row_id AND is_protected <> protects::integer;
  END
  $$`,

  `CREATE OR REPLACE FUNCTION make_stable(before_ms bigint, now_date text) RETURNS jsonb LANGUAGE plpgsql AS $$
  DECLARE
    row_ids bigint[];
    ids text[];
    first_change bigint;
    stable jsonb := '[]';
  BEGIN
    ${[makeStable('Series'), makeStable('Study'), makeStable('Patient')].join('\n')}
    RETURN stable;
  END
  $$`,
];
