import type { FastifyInstance } from 'fastify';
import { contract } from '../contract/route-contract.ts';

export interface HomeDeps {
  readonly name: string;
  readonly version: string;
}

/** Where a browser lands: a page that says what this server is. */
export function homeRoutes(app: FastifyInstance, { name, version }: HomeDeps): void {
  const page = homePage(name, version);
  const redirection = {
    config: contract({ tag: 'System', summary: 'Go to the web page', otherAnswers: { 307: 'Where it is' } }),
  };
  app.get('/', redirection, (_, reply) => reply.redirect('app/explorer.html', 307));
  const showing = contract({
    tag: 'System',
    summary: 'The web page',
    answer: [{ text: 'HTML', mediaType: 'text/html' }],
  });
  app.get('/app/explorer.html', { config: showing }, (_, reply) =>
    reply
      .type('text/html; charset=utf-8')
      .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'")
      .send(page),
  );
}

function homePage(name: string, version: string): string {
  const title = `${escapedHtml(name)} – Isocenter ${escapedHtml(version)}`;
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>${title}</title><style>body { font-family: sans-serif; margin: 3rem }</style></head>
<body>
<h1>${title}</h1>
<p>A DICOM server with a REST API. Begin with:</p>
<ul>
<li><a href="../system">/system</a>: what this server is</li>
<li><a href="../jobs?expand">/jobs</a>: what it is working on</li>
</ul>
</body>
</html>
`;
}

function escapedHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
