import { randomBytes } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { isMatched } from '../http/conditional.ts'
import { acceptedEncoding } from './accepted-encoding.ts'
import type { ConsoleFile, ConsoleFiles } from './console-files.ts'
import { sendNotBuilt } from './not-built-page.ts'
import { contentSecurityPolicy, withSecurityHeaders } from './security-headers.ts'

const placeholder = '__CSP_NONCE__'
const assets = 'assets/'

const open = { config: { access: 'public' }, schema: { hide: true } } as const

const takesPages = ({ headers }: FastifyRequest): boolean => headers.accept?.includes('text/html') === true

/** The console: its files below `/app/`, and its page at every other path there, which it reads by itself. */
export async function consoleRoutes(
  app: FastifyInstance,
  { files }: { readonly files: ConsoleFiles },
): Promise<void> {
  app.get('/app', open, async (_request, reply) => reply.redirect('/app/', 308))

  app.get<{ Params: { '*': string } }>('/app/*', open, async (request, reply) => {
    withSecurityHeaders(reply)
    const path = request.params['*']
    const file = await files.file(path)
    if (file !== undefined) return sendFile(request, reply, file, path.startsWith(assets))
    // Ids of operations have dots as well: what a browser wants to show is no file that is missing.
    const isFile = path.startsWith(assets) || (/\.\w+$/.test(path) && !takesPages(request))
    if (isFile) return reply.callNotFound()
    const page = await files.page()
    if (page === undefined) return sendNotBuilt(reply)
    const nonce = randomBytes(16).toString('base64url')
    return reply
      .type('text/html; charset=utf-8')
      .header('cache-control', 'no-store')
      .header('content-security-policy', contentSecurityPolicy(nonce))
      .send(page.replaceAll(placeholder, nonce))
  })
}

function sendFile(
  request: FastifyRequest,
  reply: FastifyReply,
  file: ConsoleFile,
  isImmutable: boolean,
): FastifyReply {
  reply
    .header('etag', file.etag)
    .header('cache-control', isImmutable ? 'public, max-age=31536000, immutable' : 'public, no-cache')
    .header('vary', 'accept-encoding')
  if (isMatched(request.headers['if-none-match'], file.etag)) return reply.code(304).send()
  const encoding = acceptedEncoding(file, request.headers['accept-encoding'])
  if (encoding !== undefined) reply.header('content-encoding', encoding)
  return reply.type(file.type).send(encoding === undefined ? file.body : file.encoded.get(encoding))
}
