import { contractTags } from '../contract/route-contract.ts';
import { SchemaComponents } from './json-schema.ts';
import { type DocumentedRoute, documentedPath, operation } from './operation.ts';

/** What the document says of the server. */
export interface DocumentInfo {
  readonly version: string;
  /** Where the paths begin, seen from the document. */
  readonly serverUrl: string;
}

/** The OpenAPI 3.1 document of these routes. */
export function openApiDocument(routes: readonly DocumentedRoute[], { version, serverUrl }: DocumentInfo): object {
  const schemas = new SchemaComponents();
  const paths: Record<string, Record<string, object>> = {};
  for (const route of routes.toSorted((left, right) => compare(left.url, right.url))) {
    const path = documentedPath(route.url);
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route, schemas) };
  }
  const used = new Set(routes.map(({ contract }) => contract.tag));
  return {
    openapi: '3.1.0',
    info: {
      title: 'Isocenter',
      version,
      summary: 'REST API of a DICOM server, compatible with that of Orthanc',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: serverUrl }],
    security: [{ basic: [] }],
    tags: Object.entries(contractTags)
      .filter(([name]) => used.has(name as keyof typeof contractTags))
      .map(([name, description]) => ({ name, description })),
    paths,
    components: {
      securitySchemes: { basic: { type: 'http', scheme: 'basic' } },
      schemas: { ...schemas.all, Error: errorSchema },
      responses: {
        Error: {
          description:
            'What went wrong; empty where the resource does not exist. Sent as plain text, though it is JSON.',
          content: { 'text/plain': { schema: { $ref: '#/components/schemas/Error' } } },
        },
      },
    },
  };
}

const errorSchema = {
  type: 'object',
  required: ['HttpError', 'HttpStatus', 'Message', 'Method', 'OrthancError', 'OrthancStatus', 'Uri'],
  properties: {
    Details: { type: 'string', description: 'What was expected' },
    ErrorPayload: { type: 'object', properties: { Type: { enum: ['Dimse', 'RetrieveJob'] }, Content: {} } },
    HttpError: { type: 'string' },
    HttpStatus: { type: 'integer' },
    Message: { type: 'string' },
    Method: { type: 'string' },
    OrthancError: { type: 'string' },
    OrthancStatus: { type: 'integer', description: 'Number of the error, the same as Orthanc has' },
    Uri: { type: 'string' },
  },
};

function compare(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
