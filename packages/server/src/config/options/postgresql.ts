import type { OptionRows } from '../option.ts';
import { section } from '../section.ts';
import { boolean, integer, text } from '../value-type.ts';

/** The section of the peer's PostgreSQL plugin. */
const postgresqlFields = {
  EnableIndex: {
    type: boolean(),
    default: false,
    meaning: 'Keep the index and the jobs in PostgreSQL instead of SQLite.',
    support: 'yes',
  },
  EnableStorage: {
    type: boolean(),
    default: false,
    meaning: 'Keep the files in PostgreSQL.',
    support: 'later',
    reason: 'files are kept in StorageDirectory or in an object store',
  },
  ConnectionUri: {
    type: text('URI'),
    default: '',
    meaning: 'postgresql://user:password@host:port/database; comes before the single fields.',
    support: 'yes',
  },
  Host: { type: text(), default: 'localhost', meaning: 'Host name, or the folder of a Unix socket.', support: 'yes' },
  Port: { type: integer(1, 65535), default: 5432, meaning: 'TCP port.', support: 'yes' },
  Database: { type: text(), default: '', meaning: 'Name of the database; empty: that of the user.', support: 'yes' },
  Username: { type: text(), default: '', meaning: 'User of the database.', support: 'yes' },
  Password: { type: text(), default: '', meaning: 'Password of the user.', support: 'yes' },
  Schema: { type: text(), default: 'public', meaning: 'Schema that holds the tables.', support: 'yes' },
  EnableSsl: {
    type: boolean(),
    default: false,
    meaning: 'Encrypt the connection. The certificate of the server is verified unless ConnectionUri says otherwise.',
    support: 'yes',
  },
  IndexConnectionsCount: {
    type: integer(3, 1000),
    default: 10,
    meaning: 'Connections of this server to the database.',
    support: 'yes',
  },
  MaximumConnectionRetries: {
    type: integer(0),
    default: 10,
    meaning: 'How often connecting is tried again at start-up, and a statement after its connection was lost.',
    support: 'yes',
  },
  ConnectionRetryInterval: {
    type: integer(0),
    default: 5,
    unit: 's',
    meaning: 'Wait between two attempts to connect at start-up.',
    support: 'yes',
  },
  Lock: {
    type: boolean(),
    default: true,
    meaning: 'Keep other servers out of the database. To be false where several servers share it.',
    support: 'yes',
  },
  TransactionMode: {
    type: text(),
    default: 'ReadCommitted',
    meaning: 'Isolation of transactions.',
    support: 'ignored',
    reason: 'transactions are read-committed, with row locks where that is not enough',
  },
  EnableVerboseLogs: {
    type: boolean(),
    default: false,
    meaning: 'Log statements.',
    support: 'ignored',
    reason: 'the database logs statements itself (log_statement)',
  },
  HousekeepingInterval: {
    type: integer(1),
    default: 1,
    unit: 's',
    meaning: 'How often counters are brought up to date.',
    support: 'ignored',
    reason: 'counters are always up to date',
  },
  AllowInconsistentChildCounts: {
    type: boolean(),
    default: false,
    meaning: 'Allow counters that lag behind.',
    support: 'ignored',
    reason: 'counters are always up to date',
  },
} as const satisfies OptionRows;

/** Sections of the databases. */
export const postgresqlOptions = {
  PostgreSQL: {
    type: section(postgresqlFields),
    default: undefined,
    meaning: 'The PostgreSQL database that holds the index; unset: SQLite.',
    support: 'yes',
  },
} as const satisfies OptionRows;
