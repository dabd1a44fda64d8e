import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { Type } from 'typebox';
import { contract } from '../contract/route-contract.ts';
import { openApiDocument } from '../openapi/openapi-document.ts';
import type { DocumentedRoute } from '../openapi/operation.ts';
import { pageFiles, pageFolder } from '../openapi/page-files.ts';

export interface OpenApiDeps {
  readonly version: string;
}

/**
 * `/api/`: the description of all routes that are registered after it, as a document and as a page. The page needs no
 * other server; what it tries out goes to this one, with the rights of who looks at it.
 */
export function openApiRoutes(app: FastifyInstance, { version }: OpenApiDeps): void {
  const routes: DocumentedRoute[] = [];
  app.addHook('onRoute', ({ method, url, config }) => {
    const described = config?.contract;
    if (described === undefined) return;
    for (const name of [method].flat()) routes.push({ method: name, url, contract: described });
  });

  app.get(
    '/api/openapi.json',
    {
      config: contract({
        tag: 'System',
        summary: 'This description, as OpenAPI 3.1',
        answer: [{ json: Type.Object({}, { description: 'An OpenAPI document' }) }],
      }),
    },
    () => openApiDocument(routes, { version, serverUrl: '..' }),
  );

  app.get('/api', (_, reply) => reply.redirect('api/index.html', 307));
  app.get('/api/index.html', { config: pageContract('The page that shows this description') }, (_, reply) =>
    reply.type('text/html; charset=utf-8').header('content-security-policy', pagePolicy).send(page),
  );
  app.get('/api/page.js', (_, reply) => reply.type('text/javascript; charset=utf-8').send(pageScript));
  for (const [name, type] of Object.entries(pageFiles)) {
    app.get(`/api/${name}`, async (_, reply) =>
      reply
        .type(type)
        .header('cache-control', 'private, max-age=86400')
        .send(await readFile(join(pageFolder(), name))),
    );
  }
}

function pageContract(summary: string) {
  return contract({ tag: 'System', summary, answer: [{ text: 'A page', mediaType: 'text/html' }] });
}

// The library of the page sets styles of elements, and draws its icons from data.
const pagePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
].join('; ');

const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Isocenter: REST API</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="swagger-ui.css">
<style>body { margin: 0 } .swagger-ui .info { margin: 24px 0 } .swagger-ui .scheme-container { display: none }</style>
</head>
<body>
<div id="api"></div>
<script src="swagger-ui-bundle.js"></script>
<script src="page.js"></script>
</body>
</html>
`;

const pageScript = `SwaggerUIBundle({
  url: 'openapi.json',
  dom_id: '#api',
  deepLinking: true,
  docExpansion: 'none',
  filter: true,
  validatorUrl: null,
  defaultModelsExpandDepth: -1,
});
`;
