import type { FastifyReply } from 'fastify'

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

const escape = (text: string): string => text.replaceAll(/[&<>"']/g, (letter) => escapes[letter] ?? '')

/** Answers a person with a page that is nothing but words: no script, no style, nothing from elsewhere. */
export function sendPage(reply: FastifyReply, status: number, title: string, words: string): FastifyReply {
  return withoutTraces(reply)
    .code(status)
    .type('text/html; charset=utf-8')
    .header('content-security-policy', "default-src 'none'; frame-ancestors 'none'")
    .send(
      `<!doctype html><html lang="en"><meta charset="utf-8"><title>${escape(title)}</title>` +
        `<h1>${escape(title)}</h1><p>${escape(words)}</p></html>\n`,
    )
}

/** The address that led here holds a code, which must not stay anywhere. */
export function withoutTraces(reply: FastifyReply): FastifyReply {
  return reply.header('cache-control', 'no-store').header('referrer-policy', 'no-referrer')
}
