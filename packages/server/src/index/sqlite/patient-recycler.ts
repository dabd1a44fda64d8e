import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { IsocenterError } from '../../model/isocenter-error.ts';
import type { StorageLimits } from '../records.ts';
import { integerOf, textOf } from '../sql/row.ts';
import type { CacheRecycler } from './cache-recycler.ts';
import type { Removal, ResourceRemover } from './resource-remover.ts';

/** Instances read into memory at a time while a patient is deleted. */
const instancesPerStep = 1000;

/** What is to be stored: the patient and the studies it belongs to stay in any case. */
export interface WantedRoom {
  readonly patientPublicId: string;
  readonly studyPublicIds: readonly string[];
  readonly diskBytes: number;
}

/**
 * Keeps the archive within its limits: what the relay has cached goes first, as it can be fetched again, then the patients
 * that were stored to least recently.
 */
export class PatientRecycler {
  readonly #remover: ResourceRemover;
  readonly #cache: CacheRecycler;
  readonly #totals: StatementSync;
  readonly #findPatient: StatementSync;
  readonly #oldest: StatementSync;
  readonly #setProtected: StatementSync;

  constructor(database: DatabaseSync, remover: ResourceRemover, cache: CacheRecycler) {
    this.#remover = remover;
    this.#cache = cache;
    this.#totals = database.prepare('SELECT patients, disk_bytes FROM statistic');
    this.#findPatient = database.prepare('SELECT id FROM patient WHERE public_id = ?');
    this.#oldest = database.prepare(
      `SELECT public_id FROM patient WHERE is_protected = 0 AND public_id <> ? ORDER BY recycling_order_ms, id LIMIT 1`,
    );
    this.#setProtected = database.prepare(
      'UPDATE patient SET is_protected = ?, recycling_order_ms = ? WHERE public_id = ? AND is_protected <> ?',
    );
  }

  /**
   * Deletes until there is room; `removal` gets what was deleted. Patients go with `Recycle` only, what is cached in any
   * mode. @throws IsocenterError FullStorage
   */
  makeRoom(wanted: WantedRoom, limits: StorageLimits, date: string, removal: Removal): void {
    if (this.#fits(wanted, limits)) return;
    this.#recycleCache(wanted, { ...limits, maximumPatients: 0 }, date, removal);
    this.#recycleCache(wanted, { ...limits, maximumStorageBytes: 0 }, date, removal);
    while (!this.#fits(wanted, limits)) {
      const oldest = limits.mode === 'Recycle' ? this.#oldest.get(wanted.patientPublicId) : undefined;
      if (oldest === undefined) {
        throw new IsocenterError(
          'FullStorage',
          limits.mode === 'Recycle' ? 'No patient is left that may be deleted' : 'The archive has reached its limits',
        );
      }
      const patient = textOf(oldest, 'public_id');
      let finished = false;
      while (!finished) {
        finished = this.#remover.remove('Patient', patient, instancesPerStep, date, removal)?.finished ?? true;
      }
    }
  }

  /** False when there is no such patient. A patient that loses its protection becomes the last to be deleted. */
  setProtected(publicId: string, isProtected: boolean, nowMs: number): boolean {
    if (this.#findPatient.get(publicId) === undefined) return false;
    const flag = isProtected ? 1 : 0;
    this.#setProtected.run(flag, nowMs, publicId, flag);
    return true;
  }

  #recycleCache(wanted: WantedRoom, limits: StorageLimits, date: string, removal: Removal): void {
    const isEnough = () => this.#fits(wanted, limits);
    // Less of a patient does not make them fewer.
    const wholePatients = limits.maximumPatients > 0;
    this.#cache.recycle({ isEnough, sparedStudies: wanted.studyPublicIds, wholePatients }, date, removal);
  }

  #fits(wanted: WantedRoom, { maximumPatients, maximumStorageBytes }: StorageLimits): boolean {
    const totals = this.#totals.get();
    if (totals === undefined) return true;
    if (maximumStorageBytes > 0 && integerOf(totals, 'disk_bytes') + wanted.diskBytes > maximumStorageBytes)
      return false;
    if (maximumPatients === 0) return true;
    const added = this.#findPatient.get(wanted.patientPublicId) === undefined ? 1 : 0;
    return added === 0 || integerOf(totals, 'patients') + added <= maximumPatients;
  }
}
