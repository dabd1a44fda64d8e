/** Functions that number changes and change the totals: each takes the row of `statistic`, which is held to the commit. */
export const changeFunctions: readonly string[] = [
  // Adds to the totals; answers the number before that of the first of `changes` new changes.
  `CREATE OR REPLACE FUNCTION add_to_totals(patients bigint, studies bigint, series bigint, instances bigint,
    disk_bytes numeric, uncompressed_bytes numeric, changes bigint, OUT before_first bigint) LANGUAGE plpgsql AS $$
  #variable_conflict use_column
  BEGIN
    UPDATE statistic SET
      patients = statistic.patients + add_to_totals.patients,
      studies = statistic.studies + add_to_totals.studies,
      series = statistic.series + add_to_totals.series,
      instances = statistic.instances + add_to_totals.instances,
      disk_bytes = statistic.disk_bytes + add_to_totals.disk_bytes,
      uncompressed_bytes = statistic.uncompressed_bytes + add_to_totals.uncompressed_bytes,
      change_sequence = statistic.change_sequence + add_to_totals.changes
    RETURNING statistic.change_sequence - add_to_totals.changes INTO before_first;
  END
  $$`,

  `CREATE OR REPLACE FUNCTION append_change(type integer, level integer, public_id text, row_id bigint, date text)
  RETURNS void LANGUAGE plpgsql AS $$
  #variable_conflict use_column
  BEGIN
    INSERT INTO change (sequence, type, level, public_id, resource_id, date)
    SELECT add_to_totals(0, 0, 0, 0, 0, 0, 1) + 1, append_change.type, append_change.level, append_change.public_id,
      append_change.row_id, append_change.date;
  END
  $$`,
];
