import { IsocenterError } from '../../model/isocenter-error.ts';
import { depthOf, type Level, levels } from '../../model/level.ts';
import { normalizeIdentifier } from '../../model/text-form.ts';
import type {
  CachedStudy,
  CacheSize,
  Completeness,
  CompletenessKey,
  EvictableQuery,
  KnownResource,
  RelayedInstance,
  RelayRequest,
  RelayRequestQuery,
  RelayStore,
} from '../relay-store.ts';
import {
  addUsedStudiesStatement,
  evictableStatement,
  forgetCompleteness,
  forgetStudiesStatement,
  listRequestsStatement,
  presentStatement,
  putRequestStatement,
  recountStatement,
  relayedInstancesStatement,
  trimRequestsStatement,
  unpinStudiesStatement,
  useStudiesStatement,
} from './relay-statements.ts';
import { integerOf, type Row, textOf } from './row.ts';
import { join, sql } from './sql.ts';
import type { StatementRunner } from './statement-runner.ts';

/** Rows in one statement: databases limit its parameters. */
const rowsPerStatement = 100;

/** Instances of a page: the index is nobody else's while they are deleted. */
const instancesPerPage = 200;

/** What the relay keeps, in either database. Studies are known by the normalized forms of their UIDs. */
export class SqlRelayStore implements RelayStore {
  readonly #runner: StatementRunner;

  constructor(runner: StatementRunner) {
    this.#runner = runner;
  }

  async putRequest(request: RelayRequest): Promise<void> {
    await this.#runner.write([putRequestStatement(request)]);
  }

  async getRequest(id: string): Promise<RelayRequest | undefined> {
    const [row] = await this.#runner.read(sql`SELECT content FROM relay_request WHERE id = ${id}`);
    return row && requestOf(row);
  }

  async listRequests(query: RelayRequestQuery): Promise<readonly RelayRequest[]> {
    return (await this.#runner.read(listRequestsStatement(query))).map(requestOf);
  }

  async trimRequests(keep: number): Promise<void> {
    await this.#runner.write([trimRequestsStatement(keep)]);
  }

  async useStudies(
    upstream: string | undefined,
    studyInstanceUids: readonly string[],
    nowMs: number,
    pinnedUntilMs: number,
  ): Promise<void> {
    // In one order everywhere, so that servers do not wait for each other.
    const studies = [...new Set(studyInstanceUids.map(normalizeIdentifier))].sort();
    for (const part of partsOf(studies)) {
      if (upstream !== undefined) {
        await this.#runner.note(addUsedStudiesStatement(upstream, part, nowMs, pinnedUntilMs));
      }
      await this.#runner.note(useStudiesStatement(part, nowMs, pinnedUntilMs));
    }
  }

  async unpinStudies(studyInstanceUids: readonly string[], nowMs: number): Promise<void> {
    const studies = [...new Set(studyInstanceUids.map(normalizeIdentifier))].sort();
    for (const part of partsOf(studies)) await this.#runner.note(unpinStudiesStatement(part, nowMs));
  }

  async countStudy(
    upstream: string,
    studyInstanceUid: string,
    bytes: number,
    instances: number,
    nowMs: number,
  ): Promise<void> {
    await this.#runner.write([
      sql`INSERT INTO relay_study (upstream, study_instance_uid, bytes, instances, used_at_ms, pinned_until_ms)
        VALUES (${upstream}, ${normalizeIdentifier(studyInstanceUid)}, ${bytes}, ${instances}, ${nowMs}, 0)
        ON CONFLICT (upstream, study_instance_uid) DO UPDATE SET bytes = relay_study.bytes + excluded.bytes,
        instances = relay_study.instances + excluded.instances`,
    ]);
  }

  /** Reads first: counts that are right, as most are, cost no write. */
  async recountStudy(upstream: string, studyInstanceUid: string): Promise<CachedStudy | undefined> {
    const [[counted], [present]] = await Promise.all([
      this.#runner.read(
        sql`SELECT * FROM relay_study WHERE upstream = ${upstream}
          AND study_instance_uid = ${normalizeIdentifier(studyInstanceUid)}`,
      ),
      this.#runner.read(presentStatement(upstream, studyInstanceUid)),
    ]);
    if (counted === undefined || present === undefined) return undefined;
    const study = studyOf(counted);
    if (study.instances === integerOf(present, 'instances') && study.bytes === integerOf(present, 'bytes')) {
      return study;
    }
    const [[recounted] = []] = await this.#runner.write([recountStatement(upstream, studyInstanceUid)]);
    return recounted && studyOf(recounted);
  }

  async cachedStudy(studyInstanceUid: string): Promise<readonly CachedStudy[]> {
    const rows = await this.#runner.read(
      sql`SELECT * FROM relay_study WHERE study_instance_uid = ${normalizeIdentifier(studyInstanceUid)}
        ORDER BY upstream`,
    );
    return rows.map(studyOf);
  }

  async listStudies(upstream: string, after: string, limit: number): Promise<readonly CachedStudy[]> {
    const rows = await this.#runner.read(
      sql`SELECT * FROM relay_study WHERE upstream = ${upstream} AND study_instance_uid > ${after}
        ORDER BY study_instance_uid LIMIT ${limit}`,
    );
    return rows.map(studyOf);
  }

  async cacheSize(upstream: string): Promise<CacheSize> {
    const [row = {}] = await this.#runner.read(
      sql`SELECT count(*) AS studies, coalesce(sum(instances), 0) AS instances, coalesce(sum(bytes), 0) AS bytes
        FROM relay_study WHERE upstream = ${upstream} AND instances > 0`,
    );
    return {
      studies: integerOf(row, 'studies'),
      instances: integerOf(row, 'instances'),
      bytes: integerOf(row, 'bytes'),
    };
  }

  async evictable(upstream: string, query: EvictableQuery): Promise<readonly CachedStudy[]> {
    return (await this.#runner.read(evictableStatement(upstream, query))).map(studyOf);
  }

  async forgetStudies(upstream: string, usedBeforeMs: number, nowMs: number): Promise<void> {
    await this.#runner.note(forgetStudiesStatement(upstream, usedBeforeMs, nowMs));
  }

  async *relayedInstances(
    upstream: string,
    studyInstanceUid: string,
  ): AsyncGenerator<readonly RelayedInstance[], void, void> {
    for (let after = 0; ; ) {
      const rows = await this.#runner.read(
        relayedInstancesStatement(upstream, studyInstanceUid, after, instancesPerPage),
      );
      const last = rows.at(-1);
      if (last === undefined) return;
      yield rows.map((row) => ({ publicId: textOf(row, 'public_id'), bytes: integerOf(row, 'bytes') }));
      if (rows.length < instancesPerPage) return;
      after = integerOf(last, 'id');
    }
  }

  async setCompleteness(
    { level, studyInstanceUid, uid, upstream }: CompletenessKey,
    { completeAtMs, instances }: Completeness,
  ): Promise<void> {
    await this.#runner.write([
      sql`INSERT INTO relay_completeness (upstream, study_instance_uid, level, uid, instances, complete_at_ms)
        VALUES (${upstream}, ${normalizeIdentifier(studyInstanceUid)}, ${depthOf(level)}, ${uid}, ${instances},
        ${completeAtMs}) ON CONFLICT (study_instance_uid, upstream, level, uid)
        DO UPDATE SET instances = excluded.instances, complete_at_ms = excluded.complete_at_ms`,
    ]);
  }

  async getCompleteness({
    level,
    studyInstanceUid,
    uid,
    upstream,
  }: CompletenessKey): Promise<Completeness | undefined> {
    const [row] = await this.#runner.read(
      sql`SELECT instances, complete_at_ms FROM relay_completeness WHERE upstream = ${upstream}
        AND study_instance_uid = ${normalizeIdentifier(studyInstanceUid)} AND level = ${depthOf(level)}
        AND uid = ${uid}`,
    );
    return row && { instances: integerOf(row, 'instances'), completeAtMs: integerOf(row, 'complete_at_ms') };
  }

  async forgetCompleteness(studyInstanceUid: string): Promise<void> {
    await this.#runner.write([forgetCompleteness(sql`${normalizeIdentifier(studyInstanceUid)}`)]);
  }

  async trimCompleteness(upstream: string, completeBeforeMs: number): Promise<void> {
    await this.#runner.note(
      sql`DELETE FROM relay_completeness WHERE upstream = ${upstream} AND complete_at_ms < ${completeBeforeMs}`,
    );
  }

  async putKnownResources(resources: readonly KnownResource[], nowMs: number, forgetBeforeMs: number): Promise<void> {
    // One that is told twice counts as it was told last; in one order everywhere, as above.
    const distinct = new Map(resources.map((resource) => [knownKey(resource), resource]));
    const sorted = [...distinct].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, resource]) => resource);
    const statements = [...partsOf(sorted)].map((part) => {
      const rows = part.map(
        (known) => sql`(${depthOf(known.level)}, ${known.publicId}, ${known.upstream}, ${known.patientId},
          ${known.studyInstanceUid ?? null}, ${known.seriesInstanceUid ?? null}, ${known.sopInstanceUid ?? null},
          ${nowMs})`,
      );
      return sql`INSERT INTO relay_known_resource (level, public_id, upstream, patient_id, study_instance_uid,
        series_instance_uid, sop_instance_uid, seen_at_ms) VALUES ${join(rows, ', ')}
        ON CONFLICT (level, public_id, upstream) DO UPDATE SET seen_at_ms = excluded.seen_at_ms`;
    });
    await this.#runner.write([
      ...statements,
      sql`DELETE FROM relay_known_resource WHERE seen_at_ms < ${forgetBeforeMs}`,
    ]);
  }

  async getKnownResource(level: Level, publicId: string): Promise<readonly KnownResource[]> {
    const rows = await this.#runner.read(
      sql`SELECT * FROM relay_known_resource WHERE level = ${depthOf(level)} AND public_id = ${publicId}
        ORDER BY upstream`,
    );
    return rows.map(knownOf);
  }

  async addDelivered(jobId: string, sopInstanceUids: readonly string[]): Promise<void> {
    const statements = [...partsOf(sopInstanceUids)].map((part) => {
      const rows = part.map((uid) => sql`(${jobId}, ${uid})`);
      return sql`INSERT INTO relay_delivery (job_id, sop_instance_uid) VALUES ${join(rows, ', ')}
        ON CONFLICT DO NOTHING`;
    });
    if (statements.length > 0) await this.#runner.write(statements);
  }

  async listDelivered(jobId: string): Promise<readonly string[]> {
    const rows = await this.#runner.read(
      sql`SELECT sop_instance_uid FROM relay_delivery WHERE job_id = ${jobId} ORDER BY sop_instance_uid`,
    );
    return rows.map((row) => textOf(row, 'sop_instance_uid'));
  }

  async forgetDelivered(jobId: string): Promise<void> {
    await this.#runner.write([sql`DELETE FROM relay_delivery WHERE job_id = ${jobId}`]);
  }
}

function* partsOf<Item>(items: readonly Item[]): Generator<readonly Item[], void, void> {
  for (let at = 0; at < items.length; at += rowsPerStatement) yield items.slice(at, at + rowsPerStatement);
}

function requestOf(row: Row): RelayRequest {
  return JSON.parse(textOf(row, 'content'));
}

function studyOf(row: Row): CachedStudy {
  return {
    upstream: textOf(row, 'upstream'),
    studyInstanceUid: textOf(row, 'study_instance_uid'),
    bytes: integerOf(row, 'bytes'),
    instances: integerOf(row, 'instances'),
    usedAtMs: integerOf(row, 'used_at_ms'),
    pinnedUntilMs: integerOf(row, 'pinned_until_ms'),
  };
}

function knownKey({ level, publicId, upstream }: KnownResource): string {
  return [depthOf(level), publicId, upstream].join(' ');
}

function knownOf(row: Row): KnownResource {
  const level = levels[integerOf(row, 'level')];
  if (level === undefined) throw new IsocenterError('Database', 'Index: a known resource of an unknown level');
  const uid = (column: string, name: string) => (row[column] === null ? {} : { [name]: textOf(row, column) });
  return {
    publicId: textOf(row, 'public_id'),
    level,
    upstream: textOf(row, 'upstream'),
    patientId: textOf(row, 'patient_id'),
    ...uid('study_instance_uid', 'studyInstanceUid'),
    ...uid('series_instance_uid', 'seriesInstanceUid'),
    ...uid('sop_instance_uid', 'sopInstanceUid'),
  };
}
