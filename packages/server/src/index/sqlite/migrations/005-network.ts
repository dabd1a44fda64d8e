/** What the server knows of other applications: searches sent to them, what was exported; and worklists for them. */
export const network: readonly string[] = [
  'CREATE TABLE export_counter (id INTEGER PRIMARY KEY CHECK (id = 1), last_sequence INTEGER NOT NULL) STRICT',
  'INSERT INTO export_counter (id, last_sequence) VALUES (1, 0)',
  `CREATE TABLE exported_resource (
    sequence INTEGER PRIMARY KEY,
    level INTEGER NOT NULL,
    public_id TEXT NOT NULL,
    remote TEXT NOT NULL,
    date TEXT NOT NULL,
    patient_id TEXT NOT NULL,
    study_instance_uid TEXT,
    series_instance_uid TEXT,
    sop_instance_uid TEXT
  ) STRICT`,
  `CREATE TABLE remote_query (
    id TEXT PRIMARY KEY,
    modality TEXT NOT NULL,
    level INTEGER NOT NULL,
    asked TEXT NOT NULL,
    answer_count INTEGER NOT NULL DEFAULT 0,
    complete INTEGER NOT NULL DEFAULT 0,
    used_at_ms INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID`,
  `CREATE TABLE remote_answer (
    query_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    content TEXT NOT NULL,
    PRIMARY KEY (query_id, position)
  ) STRICT, WITHOUT ROWID`,
  `CREATE TABLE worklist (
    id TEXT PRIMARY KEY,
    created_at_ms INTEGER NOT NULL,
    content TEXT NOT NULL
  ) STRICT, WITHOUT ROWID`,
];
