import type { FastifyReply } from 'fastify'

/** Tells a person how to have a console. The request may be sent again once it is built. */
export const sendNotBuilt = (reply: FastifyReply): FastifyReply =>
  reply
    .code(503)
    .type('text/html; charset=utf-8')
    .header('cache-control', 'no-store')
    .header('content-security-policy', "default-src 'none'; frame-ancestors 'none'")
    .send(
      '<!doctype html><html lang="en"><meta charset="utf-8"><title>The console is not built</title>' +
        '<h1>The console is not built</h1>' +
        '<p>Patchbay runs, and its API answers. To have the console as well, run this in the folder of Patchbay, ' +
        'then load this page again:</p><pre>node tools/setup/build-console.mjs</pre>' +
        '<p><a href="/docs">Documentation of the API</a></p></html>\n',
    )
