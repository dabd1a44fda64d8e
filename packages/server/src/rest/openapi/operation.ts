import type { TObject, TSchema } from 'typebox';
import { contractParameters } from '../contract/parameters.ts';
import type { AnswerForm, BodyForm, RouteContract } from '../contract/route-contract.ts';
import type { JsonSchema, SchemaComponents } from './json-schema.ts';

/** A route as it was registered. */
export interface DocumentedRoute {
  readonly method: string;
  /** With parameters as the HTTP framework writes them: `/studies/:id`. */
  readonly url: string;
  readonly contract: RouteContract;
}

/** `/studies/:id/content/*` as OpenAPI writes it: `/studies/{id}/content/{path}`. */
export function documentedPath(url: string): string {
  return url.replaceAll(/:(\w+)/g, '{$1}').replace('*', '{path}');
}

/** The operation object of a route (OpenAPI 3.1, 4.8.10). */
export function operation({ method, url, contract }: DocumentedRoute, schemas: SchemaComponents): object {
  return {
    operationId: operationId(method, url),
    tags: [contract.tag],
    summary: contract.summary,
    ...(contract.description !== undefined && { description: contract.description }),
    ...(contract.deprecated === true && { deprecated: true }),
    parameters: [...pathParameters(url, contract), ...queryParameters(contract.query), ...headerParameters(contract)],
    ...(contract.body !== undefined && { requestBody: { required: true, content: contentOf(contract.body, schemas) } }),
    responses: {
      200: {
        description: 'Success',
        content: contentOf(contract.answer ?? [{ text: 'Nothing' }], schemas),
      },
      ...Object.fromEntries(
        Object.entries(contract.otherAnswers ?? {}).map(([status, description]) => [status, { description }]),
      ),
      default: { $ref: '#/components/responses/Error' },
    },
  };
}

/** `GET /studies/{id}/module-patient` → `getStudiesIdModulePatient` */
function operationId(method: string, url: string): string {
  const words = documentedPath(url).match(/[A-Za-z0-9]+/g) ?? ['root'];
  return method.toLowerCase() + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}

function pathParameters(url: string, { parameters = {} }: RouteContract): object[] {
  const names = [...url.matchAll(/:(\w+)|(\*)/g)].map(([, name]) => name ?? '*');
  return names.map((name) => ({
    name: name === '*' ? 'path' : name,
    in: 'path',
    required: true,
    description: parameters[name] ?? contractParameters[name] ?? name,
    schema: { type: 'string' },
  }));
}

function queryParameters(query: TObject | undefined): object[] {
  if (query === undefined) return [];
  const required: readonly string[] = query.required ?? [];
  return Object.entries<TSchema>(query.properties).map(([name, property]) => {
    const { description, ...schema }: JsonSchema = { ...property };
    return {
      name,
      in: 'query',
      required: required.includes(name),
      ...(description !== undefined && { description }),
      // OpenAPI has no style for lists separated by semicolons.
      schema: schema.type === 'array' ? { type: 'string' } : schema,
      ...(schema.type === 'boolean' && { allowEmptyValue: true }),
    };
  });
}

function headerParameters({ headers = {} }: RouteContract): object[] {
  return Object.entries(headers).map(([name, description]) => ({
    name,
    in: 'header',
    required: false,
    description,
    schema: { type: 'string' },
  }));
}

function contentOf(forms: readonly (BodyForm | AnswerForm)[], schemas: SchemaComponents): object {
  return Object.fromEntries(forms.map((form) => mediaType(form, schemas)));
}

function mediaType(form: BodyForm | AnswerForm, schemas: SchemaComponents): [string, object] {
  if ('json' in form) return ['application/json', { schema: schemas.add(form.json) }];
  if ('text' in form) {
    return [form.mediaType ?? 'text/plain', { schema: { type: 'string', description: form.text } }];
  }
  // OpenAPI 3.1, 4.8.14.2: bytes have no type.
  return [form.mediaType, { schema: { description: form.bytes } }];
}
