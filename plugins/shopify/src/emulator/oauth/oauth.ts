import { createHmac } from 'node:crypto'
import type { EmulatorAnswer, EmulatorRequest } from '@patchbay/contract/emulator'
import { isObject } from '../../json.ts'
import { allScopes } from '../../scopes.ts'
import type { ShopState } from '../state.ts'
import { tokens } from '../tokens.ts'
import { issue, refreshed, type IssuedTokens } from './issued-tokens.ts'

/** The one app that the emulated shop knows. */
export const emulatedApp = { clientId: 'emulator-app', clientSecret: 'shpss_emulator_app' } as const

/** A session token of an embedded app that the emulator takes for good. */
export const emulatedSession = 'emulator-session-token'

const exchange = 'urn:ietf:params:oauth:grant-type:token-exchange'
const sessionType = 'urn:ietf:params:oauth:token-type:id_token'

const refuse = (error: string, description: string): EmulatorAnswer => ({
  status: 400,
  body: { error, error_description: description },
})

/** Where apps are installed and get their tokens; undefined for requests to anything else. */
export function answerOAuth(
  request: EmulatorRequest,
  state: ShopState,
  now: number,
): EmulatorAnswer | undefined {
  const { path, method } = request
  if (path === '/admin/oauth/authorize' && method === 'GET') return authorize(request.query, state, now)
  if (path === '/admin/oauth/access_token' && method === 'POST')
    return giveTokens(formOf(request), state.issued, now)
  return undefined
}

/** Who is asked agrees at once, and is sent back with a code. */
function authorize(
  query: URLSearchParams,
  { shop, issued: { codes } }: ShopState,
  now: number,
): EmulatorAnswer {
  const redirect = query.get('redirect_uri')
  if (query.get('client_id') !== emulatedApp.clientId || redirect === null || !URL.canParse(redirect)) {
    return { status: 400, body: 'Oauth error invalid_request: The redirect_uri is not whitelisted' }
  }
  const code = `code-${codes.size + 1}-${now}`
  codes.set(code, (query.get('scope') ?? '').split(',').filter(Boolean))
  const callback = new URL(redirect)
  const parameters = {
    code,
    host: 'YWRtaW4',
    shop: String(shop['myshopifyDomain']),
    state: query.get('state') ?? '',
    timestamp: String(Math.floor(now / 1_000)),
  }
  for (const [name, value] of Object.entries(parameters)) callback.searchParams.set(name, value)
  callback.searchParams.set('hmac', signatureOf(parameters))
  return { status: 302, headers: { location: callback.href } }
}

/** As Shopify signs what it sends a browser back with. */
export function signatureOf(parameters: Readonly<Record<string, string>>): string {
  const text = Object.entries(parameters)
    .map(([name, value]) => `${name}=${value}`)
    .toSorted()
    .join('&')
  return createHmac('sha256', emulatedApp.clientSecret).update(text).digest('hex')
}

function giveTokens(form: Form, issued: IssuedTokens, now: number): EmulatorAnswer {
  if (form['client_id'] !== emulatedApp.clientId || form['client_secret'] !== emulatedApp.clientSecret) {
    return refuse('invalid_client', 'The client credentials are invalid.')
  }
  const kind = form['expiring'] === '1' ? 'expiring' : 'lasting'
  switch (form['grant_type'] ?? 'authorization_code') {
    case 'authorization_code': {
      const code = form['code'] ?? ''
      const scopes = issued.codes.get(code)
      issued.codes.delete(code)
      return scopes === undefined
        ? refuse('invalid_request', 'The authorization code was not found or was already used')
        : { status: 200, body: issue(issued, scopes, now, kind) }
    }
    case 'refresh_token': {
      const answer = refreshed(issued, form['refresh_token'] ?? '', now)
      return answer === undefined
        ? refuse('invalid_grant', 'This request requires an active refresh_token')
        : { status: 200, body: answer }
    }
    case 'client_credentials':
      return { status: 200, body: issue(issued, allScopes, now, 'day') }
    case exchange: {
      const subject = form['subject_token'] ?? ''
      const isGood =
        form['subject_token_type'] === sessionType ? subject === emulatedSession : tokens.has(subject)
      return isGood
        ? { status: 200, body: issue(issued, allScopes, now, kind) }
        : refuse('invalid_subject_token', 'The subject token is invalid or has expired')
    }
    default:
      return refuse('unsupported_grant_type', 'The grant type is not supported')
  }
}

type Form = Readonly<Record<string, string | undefined>>

/** Shopify takes JSON and forms. */
function formOf({ headers, body }: EmulatorRequest): Form {
  if (headers['content-type']?.includes('json') !== true) return Object.fromEntries(new URLSearchParams(body))
  try {
    const parsed: unknown = JSON.parse(body)
    return isObject(parsed)
      ? Object.fromEntries(
          Object.entries(parsed).map(([name, value]) => [
            name,
            typeof value === 'string' ? value : undefined,
          ]),
        )
      : {}
  } catch {
    return {}
  }
}
