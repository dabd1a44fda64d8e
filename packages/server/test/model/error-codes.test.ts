import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type ErrorCode, errorCodes } from '../../src/model/error-codes.ts';
import { asIsocenterError, IsocenterError } from '../../src/model/isocenter-error.ts';

/** Orthanc's error numbers by HTTP status; every other number is 500. */
const numbersByHttpStatus: Readonly<Record<number, readonly number[]>> = {
  400: [3, 5, 8, 12, 15, 28, 2019, 2020, 2021, 2022, 2023, 2024, 2025],
  401: [29],
  403: [45],
  404: [7, 13, 17, 21],
  406: [34],
  409: [43, 46],
  415: [3000],
  416: [41],
  503: [36, 42],
  507: [19],
};

/** Orthanc's numbers. */
const numbers: Readonly<Record<ErrorCode, number>> = {
  InternalError: -1,
  Plugin: 1,
  NotImplemented: 2,
  ParameterOutOfRange: 3,
  NotEnoughMemory: 4,
  BadParameterType: 5,
  BadSequenceOfCalls: 6,
  InexistentItem: 7,
  BadRequest: 8,
  NetworkProtocol: 9,
  Database: 11,
  UriSyntax: 12,
  InexistentFile: 13,
  CannotWriteFile: 14,
  BadFileFormat: 15,
  Timeout: 16,
  UnknownResource: 17,
  IncompatibleDatabaseVersion: 18,
  FullStorage: 19,
  CorruptedFile: 20,
  InexistentTag: 21,
  ReadOnly: 22,
  IncompatibleImageFormat: 23,
  IncompatibleImageSize: 24,
  UnknownDicomTag: 27,
  BadJson: 28,
  Unauthorized: 29,
  NotAcceptable: 34,
  DatabaseUnavailable: 36,
  CanceledJob: 37,
  BadRange: 41,
  Revision: 43,
  ForbiddenAccess: 45,
  DuplicateResource: 46,
  IncompatibleConfigurations: 47,
  HttpPortInUse: 2003,
  DicomPortInUse: 2004,
  BadApplicationEntityTitle: 2009,
  NoPresentationContext: 2015,
  NoCFindHandler: 2016,
  NoCMoveHandler: 2017,
  CannotStoreInstance: 2018,
  CreateDicomNotString: 2019,
  CreateDicomOverrideTag: 2020,
  CreateDicomUseContent: 2021,
  CreateDicomNoPayload: 2022,
  CreateDicomUseDataUriScheme: 2023,
  CreateDicomBadParent: 2024,
  CreateDicomParentIsInstance: 2025,
  UnknownModality: 2027,
  CannotOrderSlices: 2040,
  CannotExecuteLua: 2031,
  NotLuaPredicate: 2034,
  NoCGetHandler: 2045,
  UnsupportedMediaType: 3000,
};

/** Failure statuses of PS3.7 Annex C, PS3.4 tables B.2-1 and C.4-2, and the cancel status. */
const dimseStatuses = new Set([
  0x0110, 0x0111, 0x0112, 0x0122, 0x0124, 0xa700, 0xa701, 0xa702, 0xa801, 0xa900, 0xc000, 0xfe00,
]);

describe('the catalogue of errors', () => {
  it('has the numbers of the peer', () => {
    assert.deepEqual(
      Object.fromEntries(Object.entries(errorCodes).map(([code, { number }]) => [code, number])),
      numbers,
    );
  });

  it('gives each the HTTP status that the peer gives', () => {
    for (const [code, { number, http }] of Object.entries(errorCodes)) {
      const [status = '500'] =
        Object.entries(numbersByHttpStatus).find(([, withStatus]) => withStatus.includes(number)) ?? [];
      assert.equal(http, Number(status), code);
    }
  });

  it('gives each a failure status of DIMSE', () => {
    for (const [code, { dimse }] of Object.entries(errorCodes)) assert.ok(dimseStatuses.has(dimse), code);
  });

  it('answers a full storage with out of resources, and a data set that cannot be read with cannot understand', () => {
    assert.equal(errorCodes.FullStorage.dimse, 0xa700);
    assert.equal(errorCodes.CannotWriteFile.dimse, 0xa700);
    assert.equal(errorCodes.Database.dimse, 0xa700);
    assert.equal(errorCodes.BadFileFormat.dimse, 0xc000);
    assert.equal(errorCodes.UnknownModality.dimse, 0xa801);
  });
});

describe('an error of the catalogue', () => {
  it('takes its statuses from its row', () => {
    const error = new IsocenterError('FullStorage', 'No room for 3 MB');
    assert.deepEqual(
      [error.code, error.message, error.httpStatus, error.dimseStatus, error.transient, error.payload],
      ['FullStorage', 'No room for 3 MB', 507, 0xa700, false, undefined],
    );
    assert.equal(error.row.number, 19);
  });

  it('can have nearer ones where it happened', () => {
    const error = new IsocenterError('BadFileFormat', 'x', { httpStatus: 422, dimseStatus: 0xa900, transient: true });
    assert.deepEqual([error.httpStatus, error.dimseStatus, error.transient], [422, 0xa900, true]);
  });

  it('stays what it is, and what is thrown by others becomes an internal error with its cause', () => {
    const own = new IsocenterError('BadJson', 'x');
    assert.equal(asIsocenterError(own), own);
    const foreign = new TypeError('no such thing');
    const internal = asIsocenterError(foreign);
    assert.deepEqual([internal.code, internal.message, internal.cause], ['InternalError', 'no such thing', foreign]);
    assert.equal(asIsocenterError('text').message, 'text');
  });
});
