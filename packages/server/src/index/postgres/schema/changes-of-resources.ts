/**
 * A change goes with its resource, so each names the row: its number at the level. New rows have the highest numbers,
 * so that entries of the index come side by side.
 */
export const changesOfResources: readonly string[] = [
  'ALTER TABLE change ADD COLUMN resource_id bigint',
  `UPDATE change SET resource_id = CASE level
    WHEN 0 THEN (SELECT id FROM patient WHERE patient.public_id = change.public_id)
    WHEN 1 THEN (SELECT id FROM study WHERE study.public_id = change.public_id)
    WHEN 2 THEN (SELECT id FROM series WHERE series.public_id = change.public_id)
    ELSE (SELECT id FROM instance WHERE instance.public_id = change.public_id)
  END`,
  'DELETE FROM change WHERE resource_id IS NULL',
  'CREATE INDEX change_of_resource ON change (level, resource_id)',
  // They have a parameter more now.
  'DROP FUNCTION IF EXISTS append_change(integer, integer, text, text)',
  'DROP FUNCTION IF EXISTS count_attachment(bigint, bigint, integer, integer, text, text)',
];
