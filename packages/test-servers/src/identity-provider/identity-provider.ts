import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { Consents } from './consents.ts'
import { TokenFamilies, type IssuedTokens } from './token-families.ts'

export const clientId = 'the-client'
export const clientSecret = 'the-secret-of-the-client'

/** One request, and what became of it. */
export interface IdentityEvent {
  readonly path: string
  readonly grant: string | undefined
  readonly headers: IncomingMessage['headers']
  readonly form: URLSearchParams
  /** Of the answer; undefined where there was none. */
  status: number | undefined
  error: string | undefined
  /** In milliseconds of `performance.now()`. */
  readonly arrivedAt: number
  answeredAt: number | undefined
}

/** What an access token is given for. */
export interface AccessGrant {
  readonly scopes: readonly string[]
  /** As the client names it with its request for a token (RFC 8707). */
  readonly resource: string | undefined
}

/** How it behaves; may be changed at any time. */
export interface IdentityBehavior {
  /** Milliseconds before a token request is looked at. Whoever hangs up by then has asked for nothing. */
  delay: number
  /** So many token requests have their effect and are never answered. */
  losesAnswers: number
  /** So many token requests are answered with 503 and have no effect. */
  isAway: number
  /** Hides errors of the token endpoint behind 200. */
  hidesErrors: boolean
  /** Where people may be sent back to. Default: anywhere. */
  redirectUris: string[] | undefined
  needsPkce: boolean
  /** What it says that it is. Default: its origin. */
  issuer: string | undefined
  /** What it publishes besides, by path, such as its metadata (RFC 8414). */
  documents: ReadonlyMap<string, object>
  /** Makes access tokens of another form than its own, which nothing below `/api` takes. */
  makeAccessToken: ((grant: AccessGrant) => Promise<string>) | undefined
  /** Makes the ID token of whoever has consented. Default: there is none. */
  makeIdToken: ((consent: { readonly nonce: string | undefined }) => Promise<string>) | undefined
  /** Judges an assertion (RFC 7523). Default: none is good. */
  isGoodAssertion: (assertion: string) => boolean | Promise<boolean>
}

/**
 * A vendor with OAuth 2 in one server: `/authorize` (where everybody consents), `/token`, `/revoke`, and below `/api` what
 * tokens are for. A refresh token that is used again revokes its family.
 */
export interface IdentityProvider extends IdentityBehavior {
  readonly origin: string
  readonly tokens: TokenFamilies
  readonly journal: readonly IdentityEvent[]
  /** The requests for tokens, of one grant where it is given. */
  asked(grant?: string): readonly IdentityEvent[]
  close(): Promise<void>
}

type Answer = readonly [status: number, body: object]

/** On a free port, if none is given. */
export async function startIdentityProvider(port = 0): Promise<IdentityProvider> {
  const tokens = new TokenFamilies()
  const consents = new Consents()
  const journal: IdentityEvent[] = []

  const answerToken = async ({ form, headers }: IdentityEvent): Promise<Answer> => {
    const grant = form.get('grant_type')
    const isAssertion = grant === 'urn:ietf:params:oauth:grant-type:jwt-bearer'
    if (!isAssertion && !isClient(headers.authorization, form)) return [401, { error: 'invalid_client' }]
    let issued: IssuedTokens | undefined
    let idToken: string | undefined
    switch (grant) {
      case 'authorization_code': {
        const verifier = form.get('code_verifier') ?? undefined
        const consent = consents.redeem(form.get('code') ?? '', form.get('redirect_uri') ?? '', verifier)
        issued = consent === undefined ? undefined : tokens.begin(consent.scopes, true)
        if (consent !== undefined) idToken = await self.makeIdToken?.(consent)
        break
      }
      case 'refresh_token':
        issued = tokens.refresh(form.get('refresh_token') ?? '')
        break
      case 'client_credentials':
        issued = tokens.begin(form.get('scope')?.split(/[\s,]/) ?? [], false)
        break
      default:
        if (!isAssertion) return [400, { error: 'unsupported_grant_type' }]
        if (await self.isGoodAssertion(form.get('assertion') ?? '')) issued = tokens.begin([], false)
    }
    if (issued === undefined) return [400, { error: 'invalid_grant', error_description: 'It is not good.' }]
    const { refreshToken, scopes } = issued
    const grantOf = { scopes, resource: form.get('resource') ?? undefined }
    const accessToken = (await self.makeAccessToken?.(grantOf)) ?? issued.accessToken
    return [
      200,
      {
        access_token: accessToken,
        token_type: 'Bearer',
        expires_in: Math.round(tokens.lifetime / 1_000),
        ...(scopes.length === 0 ? {} : { scope: scopes.join(' ') }),
        ...(idToken === undefined ? {} : { id_token: idToken }),
        ...(refreshToken === undefined ? {} : { refresh_token: refreshToken }),
      },
    ]
  }

  const authorize = (query: URLSearchParams, response: ServerResponse): number => {
    const redirectUri = query.get('redirect_uri') ?? ''
    const challenge = query.get('code_challenge') ?? undefined
    const isKnown = self.redirectUris?.includes(redirectUri) ?? URL.canParse(redirectUri)
    const isRight = query.get('client_id') === clientId && (!self.needsPkce || challenge !== undefined)
    if (!isKnown || !isRight) return send(response, [400, { error: 'invalid_request' }])
    const scopes = query.get('scope')?.split(/[\s,]/) ?? []
    const nonce = query.get('nonce') ?? undefined
    const back = new URL(redirectUri)
    back.searchParams.set('code', consents.give({ redirectUri, challenge, scopes, nonce }))
    back.searchParams.set('state', query.get('state') ?? '')
    back.searchParams.set('iss', self.issuer ?? self.origin)
    response.writeHead(302, { location: back.href }).end()
    return 302
  }

  const answer = async (event: IdentityEvent, request: IncomingMessage, response: ServerResponse) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://here')
    if (pathname === '/authorize') return authorize(searchParams, response)
    const document = self.documents.get(pathname)
    if (document !== undefined) return send(response, [200, document])
    if (pathname === '/revoke') {
      tokens.revoke(event.form.get('token') ?? '')
      return send(response, [200, {}])
    }
    if (pathname !== '/token') {
      const token = /^\S+ (\S+)$/.exec(request.headers.authorization ?? '')?.[1] ?? ''
      return send(response, tokens.isGood(token) ? [200, { ok: true }] : [401, { error: 'invalid_token' }])
    }
    if (self.delay > 0) await sleep(self.delay)
    if (request.socket.destroyed) return undefined
    if (self.isAway > 0) {
      self.isAway -= 1
      return send(response, [503, { error: 'temporarily_unavailable' }])
    }
    const [status, body] = await answerToken(event)
    if (status >= 400) event.error = (body as { readonly error: string }).error
    if (self.losesAnswers > 0) {
      self.losesAnswers -= 1
      response.destroy()
      return undefined
    }
    return send(response, [self.hidesErrors ? 200 : status, body])
  }

  const server = createServer((request, response) => {
    void (async () => {
      let text = ''
      for await (const chunk of request.setEncoding('utf8')) text += String(chunk)
      const form = new URLSearchParams(text)
      const path = (request.url ?? '').split('?', 1)[0] ?? ''
      const event: IdentityEvent = {
        path,
        grant: form.get('grant_type') ?? undefined,
        headers: request.headers,
        form,
        status: undefined,
        error: undefined,
        arrivedAt: performance.now(),
        answeredAt: undefined,
      }
      journal.push(event)
      event.status = await answer(event, request, response)
      event.answeredAt = performance.now()
    })().catch(() => response.destroy())
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  const self: IdentityProvider = {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    tokens,
    journal,
    delay: 0,
    losesAnswers: 0,
    isAway: 0,
    hidesErrors: false,
    redirectUris: undefined,
    needsPkce: true,
    issuer: undefined,
    documents: new Map(),
    makeAccessToken: undefined,
    makeIdToken: undefined,
    isGoodAssertion: () => false,
    asked: (grant) =>
      journal.filter((event) => event.path === '/token' && (grant === undefined || event.grant === grant)),
    async close() {
      server.closeAllConnections()
      server.close()
    },
  }
  return self
}

function isClient(authorization: string | undefined, form: URLSearchParams): boolean {
  const basic = /^Basic (.+)$/.exec(authorization ?? '')?.[1]
  // Each part is encoded by itself (RFC 6749, 2.3.1).
  const parts = Buffer.from(basic ?? '', 'base64')
    .toString()
    .split(':')
    .map(decodeURIComponent)
  if (basic !== undefined) return parts.join(':') === `${clientId}:${clientSecret}`
  return form.get('client_id') === clientId && form.get('client_secret') === clientSecret
}

function send(response: ServerResponse, [status, body]: Answer): number {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  return status
}
