/** What the server knows of other applications: searches sent to them, what was exported; and worklists for them. */
export const networkTables: readonly string[] = [
  'CREATE TABLE export_counter (id integer PRIMARY KEY CHECK (id = 1), last_sequence bigint NOT NULL)',
  'INSERT INTO export_counter (id, last_sequence) VALUES (1, 0)',
  `CREATE TABLE exported_resource (
    sequence bigint PRIMARY KEY,
    level integer NOT NULL,
    public_id text COLLATE "C" NOT NULL,
    remote text NOT NULL,
    date text NOT NULL,
    patient_id text NOT NULL,
    study_instance_uid text,
    series_instance_uid text,
    sop_instance_uid text
  )`,
  `CREATE TABLE remote_query (
    id text COLLATE "C" PRIMARY KEY,
    modality text NOT NULL,
    level integer NOT NULL,
    asked text NOT NULL,
    answer_count integer NOT NULL DEFAULT 0,
    complete integer NOT NULL DEFAULT 0,
    used_at_ms bigint NOT NULL
  )`,
  `CREATE TABLE remote_answer (
    query_id text COLLATE "C" NOT NULL,
    position integer NOT NULL,
    content text NOT NULL,
    PRIMARY KEY (query_id, position)
  )`,
  `CREATE TABLE worklist (
    id text COLLATE "C" PRIMARY KEY,
    created_at_ms bigint NOT NULL,
    content text NOT NULL
  )`,
];
