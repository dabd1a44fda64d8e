/** What the relay keeps: its ledger, what its cache holds, what upstreams have told of, what its jobs have delivered. */
export const relay: readonly string[] = [
  `CREATE TABLE relay_request (
    id TEXT PRIMARY KEY,
    state TEXT NOT NULL,
    upstreams TEXT NOT NULL,
    created_at_ms INTEGER NOT NULL,
    ended_at_ms INTEGER,
    content TEXT NOT NULL
  ) STRICT, WITHOUT ROWID`,
  'CREATE INDEX relay_request_by_time ON relay_request (created_at_ms, id)',

  `CREATE TABLE relay_study (
    upstream TEXT NOT NULL,
    study_instance_uid TEXT NOT NULL,
    bytes INTEGER NOT NULL DEFAULT 0,
    instances INTEGER NOT NULL DEFAULT 0,
    used_at_ms INTEGER NOT NULL,
    pinned_until_ms INTEGER NOT NULL,
    PRIMARY KEY (upstream, study_instance_uid)
  ) STRICT, WITHOUT ROWID`,
  'CREATE INDEX relay_study_by_use ON relay_study (upstream, used_at_ms, study_instance_uid)',
  'CREATE INDEX relay_study_by_uid ON relay_study (study_instance_uid)',

  `CREATE TABLE relay_completeness (
    upstream TEXT NOT NULL,
    study_instance_uid TEXT NOT NULL,
    level INTEGER NOT NULL,
    uid TEXT NOT NULL,
    instances INTEGER NOT NULL,
    complete_at_ms INTEGER NOT NULL,
    PRIMARY KEY (study_instance_uid, upstream, level, uid)
  ) STRICT, WITHOUT ROWID`,

  `CREATE TABLE relay_known_resource (
    level INTEGER NOT NULL,
    public_id TEXT NOT NULL,
    upstream TEXT NOT NULL,
    patient_id TEXT NOT NULL,
    study_instance_uid TEXT,
    series_instance_uid TEXT,
    sop_instance_uid TEXT,
    seen_at_ms INTEGER NOT NULL,
    PRIMARY KEY (level, public_id, upstream)
  ) STRICT, WITHOUT ROWID`,
  'CREATE INDEX relay_known_resource_by_time ON relay_known_resource (seen_at_ms)',

  `CREATE TABLE relay_delivery (
    job_id TEXT NOT NULL REFERENCES job (id) ON DELETE CASCADE,
    sop_instance_uid TEXT NOT NULL,
    PRIMARY KEY (job_id, sop_instance_uid)
  ) STRICT, WITHOUT ROWID`,

  // Whether a job has still to handle an instance: public ids have 44 characters, other keys may be long.
  "CREATE INDEX job_item_of_resource ON job_item (key) WHERE state = 'Waiting' AND length(key) = 44",
];
