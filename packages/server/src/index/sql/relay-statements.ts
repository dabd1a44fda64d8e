import { contentTypes } from '../../model/content-type.ts';
import { depthOf } from '../../model/level.ts';
import { normalizeIdentifier } from '../../model/text-form.ts';
import type { EvictableQuery, RelayRequest, RelayRequestQuery } from '../relay-store.ts';
import { join, literal, raw, type Sql, sql } from './sql.ts';
import { relayMark } from './system-metadata.ts';

/** Names of upstreams hold letters, digits, "-" and "_" only: between commas each is found as it is. */
const separator = ',';

export function putRequestStatement(request: RelayRequest): Sql {
  const { createdAtMs, endedAtMs = null, id, state, upstreams } = request;
  const listed = ['', ...upstreams, ''].join(separator);
  return sql`INSERT INTO relay_request (id, state, upstreams, created_at_ms, ended_at_ms, content)
    VALUES (${id}, ${state}, ${listed}, ${createdAtMs}, ${endedAtMs}, ${JSON.stringify(request)})
    ON CONFLICT (id) DO UPDATE SET state = excluded.state, upstreams = excluded.upstreams,
    created_at_ms = excluded.created_at_ms, ended_at_ms = excluded.ended_at_ms, content = excluded.content`;
}

export function listRequestsStatement({ before, limit, states, upstream }: RelayRequestQuery): Sql {
  const conditions: Sql[] = [raw('1 = 1')];
  if (states !== undefined) {
    // No state at all is none of them.
    const wanted =
      states.length === 0
        ? sql`NULL`
        : join(
            states.map((state) => sql`${state}`),
            ', ',
          );
    conditions.push(sql`state IN (${wanted})`);
  }
  if (upstream !== undefined) {
    conditions.push(sql`replace(upstreams, ${separator + upstream + separator}, '') <> upstreams`);
  }
  if (before !== undefined) conditions.push(sql`(created_at_ms, id) < (${before.createdAtMs}, ${before.id})`);
  return sql`SELECT content FROM relay_request WHERE ${join(conditions, ' AND ')}
    ORDER BY created_at_ms DESC, id DESC LIMIT ${limit}`;
}

export function trimRequestsStatement(keep: number): Sql {
  return sql`DELETE FROM relay_request WHERE ended_at_ms IS NOT NULL AND (created_at_ms, id) <= (
    SELECT created_at_ms, id FROM relay_request WHERE ended_at_ms IS NOT NULL
    ORDER BY created_at_ms DESC, id DESC LIMIT 1 OFFSET ${keep})`;
}

/** The later of two times is kept: servers do not tell them in order. */
function later(column: 'used_at_ms' | 'pinned_until_ms', value: Sql): Sql {
  const present = raw(`relay_study.${column}`);
  return sql`${raw(column)} = CASE WHEN ${present} < ${value} THEN ${value} ELSE ${present} END`;
}

export function addUsedStudiesStatement(
  upstream: string,
  studies: readonly string[],
  nowMs: number,
  pinnedUntilMs: number,
): Sql {
  const rows = studies.map((study) => sql`(${upstream}, ${study}, ${nowMs}, ${pinnedUntilMs})`);
  return sql`INSERT INTO relay_study (upstream, study_instance_uid, used_at_ms, pinned_until_ms)
    VALUES ${join(rows, ', ')} ON CONFLICT (upstream, study_instance_uid) DO UPDATE
    SET ${later('used_at_ms', raw('excluded.used_at_ms'))},
    ${later('pinned_until_ms', raw('excluded.pinned_until_ms'))}`;
}

export function useStudiesStatement(studies: readonly string[], nowMs: number, pinnedUntilMs: number): Sql {
  return sql`UPDATE relay_study SET ${later('used_at_ms', sql`${nowMs}`)},
    ${later('pinned_until_ms', sql`${pinnedUntilMs}`)} WHERE study_instance_uid IN (${listOf(studies)})`;
}

export function unpinStudiesStatement(studies: readonly string[], nowMs: number): Sql {
  return sql`UPDATE relay_study SET pinned_until_ms = ${nowMs}
    WHERE study_instance_uid IN (${listOf(studies)}) AND pinned_until_ms > ${nowMs}`;
}

function listOf(studies: readonly string[]): Sql {
  return join(
    studies.map((study) => sql`${study}`),
    ', ',
  );
}

export function evictableStatement(upstream: string, query: EvictableQuery): Sql {
  const { after, limit, nowMs, usedBeforeMs = Number.MAX_SAFE_INTEGER } = query;
  const { studyInstanceUid, usedAtMs } = after ?? { studyInstanceUid: '', usedAtMs: Number.MIN_SAFE_INTEGER };
  return sql`SELECT * FROM relay_study WHERE upstream = ${upstream} AND instances > 0 AND pinned_until_ms <= ${nowMs}
    AND used_at_ms <= ${usedBeforeMs} AND (used_at_ms, study_instance_uid) > (${usedAtMs}, ${studyInstanceUid})
    ORDER BY used_at_ms, study_instance_uid LIMIT ${limit}`;
}

/**
 * The instances of a study that bear the mark of an upstream, with their files; both may be expressions. CROSS JOIN is
 * what tells SQLite to go from the study downward, and nothing else to PostgreSQL.
 */
export function relayedFrom(upstream: Sql, study: Sql): Sql {
  return sql`FROM study CROSS JOIN series CROSS JOIN instance CROSS JOIN attachment
    WHERE study.study_instance_uid = ${study} AND series.parent_id = study.id AND instance.parent_id = series.id
    AND instance.metadata ->> ${literal(relayMark)} = ${upstream}
    AND attachment.level = ${literal(depthOf('Instance'))} AND attachment.resource_id = instance.id
    AND attachment.content_type = ${literal(contentTypes.dicom)}`;
}

/** `after` is the number of a row. The plus keeps SQLite from walking through all instances in their order. */
export function relayedInstancesStatement(upstream: string, study: string, after: number, limit: number): Sql {
  return sql`SELECT instance.id, instance.public_id, attachment.compressed_size AS bytes
    ${relayedFrom(sql`${upstream}`, sql`${normalizeIdentifier(study)}`)} AND +instance.id > ${after}
    ORDER BY +instance.id LIMIT ${limit}`;
}

export function presentStatement(upstream: string, study: string): Sql {
  return present(sql`${upstream}`, sql`${normalizeIdentifier(study)}`);
}

function present(upstream: Sql, study: Sql): Sql {
  return sql`SELECT count(*) AS instances, coalesce(sum(attachment.compressed_size), 0) AS bytes
    ${relayedFrom(upstream, study)}`;
}

export function recountStatement(upstream: string, study: string): Sql {
  return sql`${recount(sql`${upstream}`, sql`${normalizeIdentifier(study)}`)} RETURNING *`;
}

/** Both may be expressions. */
export function recount(upstream: Sql, study: Sql): Sql {
  return sql`UPDATE relay_study SET (instances, bytes) = (${present(upstream, study)})
    WHERE upstream = ${upstream} AND study_instance_uid = ${study}`;
}

/** The study may be an expression. */
export function forgetCompleteness(study: Sql): Sql {
  return sql`DELETE FROM relay_completeness WHERE study_instance_uid = ${study}`;
}

/** Which cached studies may make room in the archive. All are expressions. */
export interface GivingUp {
  readonly nowMs: Sql;
  /** Whether a row of `study` is to stay. */
  readonly isSpared: Sql;
  /** Whether all studies may go; otherwise those alone whose patients have nothing but what is cached. */
  readonly anyPatient: Sql;
}

/**
 * Studies that are not pinned, from any upstream, to be gone through in the order of `relay_study_by_age`; whether an
 * instance may go is decided when it goes. What patients have besides is told by counters: where these are wrong, a part
 * of the cache goes or stays in vain. Counts and sums, as they stay searches by a key: made into joins, databases might go
 * through all patients.
 */
export function givenUp({ anyPatient, isSpared, nowMs }: GivingUp): Sql {
  const ofIt = raw('study.study_instance_uid = relay_study.study_instance_uid');
  const cachedOfPatient = sql`SELECT sum((
      SELECT sum(CASE WHEN held.pinned_until_ms > ${nowMs} THEN 0 ELSE held.instances END) FROM relay_study AS held
      WHERE held.study_instance_uid = sibling.study_instance_uid))
    FROM study AS sibling WHERE sibling.parent_id = patient.id`;
  return sql`FROM relay_study WHERE instances > 0 AND pinned_until_ms <= ${nowMs}
    AND (SELECT count(*) FROM study WHERE ${ofIt} AND ${isSpared}) = 0
    AND (SELECT count(*) FROM study WHERE ${ofIt} AND (
      SELECT patient.is_protected = 0 AND (${anyPatient} OR patient.instance_count <= (${cachedOfPatient}))
      FROM patient WHERE patient.id = study.parent_id)) > 0`;
}

/** The first of them after another: a condition and the order. */
export function firstAfter(usedAtMs: Sql, study: Sql, upstream: Sql): Sql {
  return sql`AND (used_at_ms, study_instance_uid, upstream) > (${usedAtMs}, ${study}, ${upstream})
    ORDER BY used_at_ms, study_instance_uid, upstream LIMIT 1`;
}

/** Whatever the counters say, a study stays known as long as something of it is there. */
export function forgetStudiesStatement(upstream: string, usedBeforeMs: number, nowMs: number): Sql {
  return sql`DELETE FROM relay_study WHERE upstream = ${upstream} AND instances <= 0 AND used_at_ms < ${usedBeforeMs}
    AND pinned_until_ms <= ${nowMs}
    AND NOT EXISTS (SELECT 1 ${relayedFrom(raw('relay_study.upstream'), raw('relay_study.study_instance_uid'))})`;
}
