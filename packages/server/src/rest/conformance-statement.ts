import { SopClasses, sopClassOf, transferSyntaxOf } from '@isocenter/dicom';
import type { AcceptedStorage } from '../access/accepted-storage.ts';
import type { Configuration } from '../config/options.ts';
import type { CurrentEncoding } from '../model/current-encoding.ts';
import { type DicomService, dicomServices } from '../model/dicom-services.ts';
import { implementation } from '../model/implementation.ts';

export interface ConformanceFacts {
  readonly version: string;
  readonly configuration: Pick<
    Configuration,
    | 'Name'
    | 'DicomAet'
    | 'DicomAsynchronousOperations'
    | 'DicomCheckCalledAet'
    | 'DicomServerEnabled'
    | 'DicomTlsEnabled'
    | 'MaximumAssociations'
    | 'MaximumPduLength'
    | 'SynchronousCMove'
    | 'Worklists'
  >;
  readonly acceptedStorage: Pick<AcceptedStorage, 'sopClasses' | 'transferSyntaxes' | 'unknownSopClasses'>;
  readonly encoding: Pick<CurrentEncoding, 'name' | 'terms'>;
}

const worklist = SopClasses.ModalityWorklistInformationModelFind;

/** The DICOM Conformance Statement (PS3.2) of the server as it is configured and set at this moment, in plain text. */
export function conformanceStatement(facts: ConformanceFacts): string {
  const { version, configuration, acceptedStorage, encoding } = facts;
  const servesWorklists = configuration.Worklists?.Enable === true;
  const sections = [
    underlined(`DICOM Conformance Statement of Isocenter ${version}`, '='),
    section('Implementation', [
      rows([
        ['Name of the server', configuration.Name],
        ['Implementation Class UID', implementation.implementationClassUid],
        ['Implementation Version Name', implementation.implementationVersionName],
      ]),
    ]),
    section('Application entity', [
      rows([
        ['AE title', configuration.DicomAet],
        ['Accepts associations', yesOrNo(configuration.DicomServerEnabled)],
        ['Called AE title must be that', yesOrNo(configuration.DicomCheckCalledAet)],
        ['Associations at the same time', String(configuration.MaximumAssociations)],
        ['Maximum length of PDUs, bytes', String(configuration.MaximumPduLength)],
        ['Asynchronous operations window', String(configuration.DicomAsynchronousOperations)],
        ['C-MOVE is answered', configuration.SynchronousCMove ? 'when all is sent' : 'when its job is saved'],
      ]),
    ]),
    section('Services as SCP', [
      serviceRows(({ scp, sopClassUid }) => scp || (sopClassUid === worklist && servesWorklists)),
    ]),
    section('Services as SCU', [serviceRows(({ scu }) => scu)]),
    section('Storage as SCP and as SCU', [
      'Instances are kept and sent as they came; the following classes are accepted.',
      rows([...acceptedStorage.sopClasses].map((uid) => [sopClassOf(uid)?.name ?? uid, uid])),
      `SOP classes that the standard does not have are ${acceptedStorage.unknownSopClasses ? '' : 'not '}accepted.`,
    ]),
    section('Transfer syntaxes of storage', [
      'Of those that are proposed, the first that is accepted is chosen.',
      rows([...acceptedStorage.transferSyntaxes].map((uid) => [transferSyntaxOf(uid)?.name ?? uid, uid])),
    ]),
    section('Character sets', [
      'Data sets are read in the character sets of PS3.3 C.12.1.1.2. Answers to C-FIND are in the default one, in UTF-8 ' +
        'where that lacks a character.',
      rows([['Default', `${encoding.name} (${encoding.terms.map((term) => term || 'ISO 2022 IR 6').join(', ')})`]]),
    ]),
    section('Security', [
      configuration.DicomTlsEnabled
        ? 'Associations use TLS 1.2 or later (PS3.15 B.12, BCP 195).'
        : 'Associations do not use TLS, unless a modality is configured to be called so.',
    ]),
  ];
  return `${sections.join('\n\n\n')}\n`;
}

function underlined(title: string, stroke: string): string {
  return `${title}\n${stroke.repeat(title.length)}`;
}

function section(title: string, paragraphs: readonly string[]): string {
  return [underlined(title, '-'), ...paragraphs].join('\n\n');
}

function serviceRows(has: (service: DicomService) => boolean): string {
  return rows(
    dicomServices
      .filter(has)
      .map(({ service, sopClassUid }) => [service, sopClassOf(sopClassUid)?.name ?? sopClassUid, sopClassUid]),
  );
}

/** Columns side by side, as wide as their longest cell. */
function rows(lines: readonly (readonly string[])[]): string {
  const columns = Math.max(0, ...lines.map((line) => line.length));
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(...lines.map((line) => line[column]?.length ?? 0)),
  );
  return lines
    .map((line) => `  ${line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')}`.trimEnd())
    .join('\n');
}

function yesOrNo(value: boolean): string {
  return value ? 'yes' : 'no';
}
