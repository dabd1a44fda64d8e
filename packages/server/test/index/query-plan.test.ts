import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { describe, test } from 'node:test';
import type { ResourceCondition } from '../../src/index/resource-query.ts';
import { changeStatement } from '../../src/index/sql/change-statement.ts';
import { countStatement, pageStatement } from '../../src/index/sql/find-statement.ts';
import {
  firstAfter,
  givenUp,
  recountStatement,
  relayedInstancesStatement,
} from '../../src/index/sql/relay-statements.ts';
import { raw, type Statement, sql as sqlOf, statementOf } from '../../src/index/sql/sql.ts';
import { migrate } from '../../src/index/sqlite/migrate.ts';
import { sqliteDialect } from '../../src/index/sqlite/sqlite-dialect.ts';
import type { Level } from '../../src/model/level.ts';
import { anyOf, range, wildcard } from './contract/new-instance.ts';

const database = new DatabaseSync(':memory:');
migrate(database);

function planOf({ sql, parameters }: Statement, bound = parameters): string {
  const rows = database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...bound);
  return rows.map((row) => String(row.detail)).join('\n');
}

const searches: readonly (readonly [what: string, level: Level, condition: ResourceCondition, index: string])[] = [
  ['patient id', 'Patient', anyOf('patientId', ['P1']), 'patient_by_patient_id'],
  ['several patient ids', 'Patient', anyOf('patientId', ['P1', 'P2'], true), 'patient_by_patient_id'],
  ['studies by patient id', 'Study', anyOf('patientId', ['P1']), 'patient_by_patient_id'],
  ['prefix of a name', 'Patient', wildcard('patientName', ['DOE*'], true), 'patient_by_patient_name'],
  ['prefix of a name as it stands', 'Patient', wildcard('patientName', ['Doe*']), 'patient_by_patient_name'],
  ['studies by prefix of a name', 'Study', wildcard('patientName', ['DOE*'], true), 'patient_by_patient_name'],
  ['range of study dates', 'Study', range('studyDate', '20240101', '20240131'), 'study_by_study_date'],
  ['accession number', 'Study', anyOf('accessionNumber', ['A1'], true), 'study_by_accession_number'],
  ['study instance UID', 'Study', anyOf('studyInstanceUid', ['1.2']), 'study_by_study_instance_uid'],
  ['series of a study', 'Series', anyOf('studyInstanceUid', ['1.2']), 'study_by_study_instance_uid'],
  [
    'SOP instance UIDs',
    'Instance',
    { derived: true, kind: 'identifier', level: 'Instance', values: ['1.2', '1.3'] },
    'instance_by_sop_instance_uid',
  ],
  [
    'instances of a patient',
    'Instance',
    { derived: true, kind: 'within', level: 'Patient', publicId: 'x' },
    'sqlite_autoindex_patient_1',
  ],
  [
    'studies of a family',
    'Study',
    { derived: true, kind: 'family', publicIds: ['x', 'y'] },
    'sqlite_autoindex_series_1',
  ],
];

describe('query plans of SQLite', () => {
  test('relayed instances of a study: those of the study are read, no others', () => {
    for (const statement of [relayedInstancesStatement('pacs', '1.2', 0, 100), recountStatement('pacs', '1.2')]) {
      const plan = planOf(statementOf(sqliteDialect, statement));
      assert.match(plan, /SEARCH study USING (COVERING )?INDEX study_by_study_instance_uid/);
      assert.match(plan, /SEARCH instance USING INDEX instance_of_series/);
      assert.match(plan, /SEARCH attachment USING PRIMARY KEY \(level=\? AND resource_id=\? AND content_type=\?\)/);
      assert.doesNotMatch(plan, /SCAN (study|series|instance|attachment|relay_study)/);
    }
  });

  test('cached studies in a full archive: the first that may go is found by walking their index', () => {
    const [nowMs, isSpared, anyPatient] = [raw('?1'), raw('study.public_id = ?2'), raw('?3')];
    const order = firstAfter(raw('?4'), raw('?5'), raw('?6'));
    const statement = sqlOf`SELECT * ${givenUp({ nowMs, isSpared, anyPatient })} ${order}`;
    const plan = planOf(statementOf(sqliteDialect, statement), [1, '', 1, 0, '', '']);
    assert.match(plan, /SEARCH relay_study USING INDEX relay_study_by_age \(\(used_at_ms,/);
    assert.doesNotMatch(plan, /SCAN (patient|study|relay_study|held)|TEMP B-TREE/);
  });

  for (const [what, level, condition, index] of searches) {
    test(`${what}: an index is searched`, () => {
      const query = { level, conditions: [condition], order: [], want: {} };
      const page = planOf(pageStatement(sqliteDialect, { query, after: undefined, limit: 100 }));
      assert.match(page, new RegExp(`SEARCH \\w+ USING (COVERING )?INDEX ${index}`));
      assert.doesNotMatch(page, /SCAN (patient|study|series|instance)/);
      const further = planOf(pageStatement(sqliteDialect, { query, after: ['x'], limit: 1000 }));
      assert.match(further, new RegExp(`SEARCH \\w+ USING (COVERING )?INDEX ${index}`));
      const count = planOf(countStatement(sqliteDialect, level, [condition]));
      assert.match(count, new RegExp(`SEARCH \\w+ USING (COVERING )?INDEX ${index}`));
    });
  }

  test('a list of everything walks the public ids without sorting', () => {
    const query = { level: 'Instance', conditions: [], order: [], want: {} } as const;
    const plan = planOf(pageStatement(sqliteDialect, { query, after: ['x'], limit: 1000 }));
    assert.match(plan, /SEARCH instance USING COVERING INDEX sqlite_autoindex_instance_1/);
    assert.doesNotMatch(plan, /TEMP B-TREE/);
  });

  test('the newest studies are found by walking the index of their dates', () => {
    const order = [{ by: 'tag', tag: 0x00080020, level: 'Study', as: 'text', descending: true }] as const;
    const query = { level: 'Study', conditions: [], order, want: {} } as const;
    const plan = planOf(pageStatement(sqliteDialect, { query, after: undefined, limit: 25 }));
    assert.match(plan, /SCAN study USING INDEX study_by_study_date/);
    assert.match(plan, /TEMP B-TREE FOR LAST TERM/);
  });

  test('few rows are gathered by the index of the condition, many are walked in the order asked for', () => {
    const query = { level: 'Study', conditions: [range('studyDate', '2000', '2020')], order: [], want: {} } as const;
    const planFor = (method: 'gathered' | 'walked') =>
      planOf(pageStatement(sqliteDialect, { query, after: undefined, limit: 10, method }));
    assert.match(planFor('gathered'), /MATERIALIZE found\nSEARCH study USING COVERING INDEX study_by_study_date/);
    assert.match(planFor('walked'), /SCAN study USING INDEX sqlite_autoindex_study_1/);
    assert.doesNotMatch(planFor('walked'), /TEMP B-TREE/);
  });

  test('rare changes are found by their type', () => {
    const plan = planOf(changeStatement(sqliteDialect, { since: 5, limit: 10, types: ['StableStudy'] }));
    assert.match(plan, /USING INDEX change_by_type \(type=\? AND sequence>\?\)/);
  });
});
