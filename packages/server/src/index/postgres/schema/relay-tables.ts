/** What the relay keeps: its ledger, what its cache holds, what upstreams have told of, what its jobs have delivered. */
export const relayTables: readonly string[] = [
  `CREATE TABLE relay_request (
    id text COLLATE "C" PRIMARY KEY,
    state text NOT NULL,
    upstreams text NOT NULL,
    created_at_ms bigint NOT NULL,
    ended_at_ms bigint,
    content text NOT NULL
  )`,
  'CREATE INDEX relay_request_by_time ON relay_request (created_at_ms, id)',

  // Its counters change with every instance that is fetched: room in the pages saves index entries.
  `CREATE TABLE relay_study (
    upstream text COLLATE "C" NOT NULL,
    study_instance_uid text COLLATE "C" NOT NULL,
    bytes bigint NOT NULL DEFAULT 0,
    instances bigint NOT NULL DEFAULT 0,
    used_at_ms bigint NOT NULL,
    pinned_until_ms bigint NOT NULL,
    PRIMARY KEY (upstream, study_instance_uid)
  ) WITH (fillfactor = 70)`,
  'CREATE INDEX relay_study_by_use ON relay_study (upstream, used_at_ms, study_instance_uid)',
  'CREATE INDEX relay_study_by_uid ON relay_study (study_instance_uid)',

  `CREATE TABLE relay_completeness (
    upstream text COLLATE "C" NOT NULL,
    study_instance_uid text COLLATE "C" NOT NULL,
    level integer NOT NULL,
    uid text COLLATE "C" NOT NULL,
    instances bigint NOT NULL,
    complete_at_ms bigint NOT NULL,
    PRIMARY KEY (study_instance_uid, upstream, level, uid)
  )`,

  `CREATE TABLE relay_known_resource (
    level integer NOT NULL,
    public_id text COLLATE "C" NOT NULL,
    upstream text COLLATE "C" NOT NULL,
    patient_id text NOT NULL,
    study_instance_uid text,
    series_instance_uid text,
    sop_instance_uid text,
    seen_at_ms bigint NOT NULL,
    PRIMARY KEY (level, public_id, upstream)
  )`,
  'CREATE INDEX relay_known_resource_by_time ON relay_known_resource (seen_at_ms)',

  `CREATE TABLE relay_delivery (
    job_id text COLLATE "C" NOT NULL REFERENCES job (id) ON DELETE CASCADE,
    sop_instance_uid text COLLATE "C" NOT NULL,
    PRIMARY KEY (job_id, sop_instance_uid)
  )`,

  // Whether a job has still to handle an instance: public ids have 44 characters, other keys may be long.
  'CREATE INDEX job_item_of_resource ON job_item (key COLLATE "C") WHERE state = \'Waiting\' AND length(key) = 44',
];
