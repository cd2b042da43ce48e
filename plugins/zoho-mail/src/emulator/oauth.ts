import { createHash } from 'node:crypto'
import type { EmulatorAnswer, EmulatorRequest } from '@patchbay/contract/emulator'
import { allScopes } from '../scopes.ts'
import { accounts, page } from './answers.ts'
import type { Profile } from './profile.ts'
import { accessToken, readScopes, tokenLifetime, type Consent } from './tokens.ts'

/** The client that the emulated accounts server knows, and a refresh token that it gave it. */
export const seededClient = {
  id: '1000.EMULATEDCLIENT0001',
  secret: 'emulated7client8secret9of0zoho',
  refreshToken: '1000.0f1e2d3c4b5a69788796a5b4c3d2e1f0.a1b2c3d4e5f60718293a4b5c6d7e8f90',
} as const

interface Code {
  readonly scopes: readonly string[]
  readonly challenge: string | null
  readonly redirect: string
  readonly isOffline: boolean
  readonly expiresAt: number
}

export interface OAuthState {
  readonly consents: Consent[]
  readonly codes: Map<string, Code>
  count: number
}

/** Consents that are there from the start: to everything, and to messages alone for what tests refuse. */
export const openOAuth = (): OAuthState => ({
  consents: [
    { refreshToken: seededClient.refreshToken, scopes: allScopes, generations: [] },
    {
      refreshToken: '1000.readsmessagesonly',
      scopes: ['ZohoMail.messages.READ', 'ZohoMail.accounts.READ'],
      generations: [],
    },
  ],
  codes: new Map(),
  count: 0,
})

const codeLifetime = 120_000
const tenMinutes = 600_000

/** Answers what belongs to the accounts server. Undefined for every other path. */
export function answerOAuth(
  request: EmulatorRequest,
  state: OAuthState,
  profile: Profile,
  now: number,
): EmulatorAnswer | undefined {
  switch (`${request.method} ${request.path}`) {
    case 'GET /oauth/v2/auth':
      return consent(request, state, now)
    case 'POST /oauth/v2/token':
      return token(parametersOf(request), state, profile, now)
    case 'POST /oauth/v2/token/revoke': {
      const revoked = parametersOf(request).get('token')
      const index = state.consents.findIndex(({ refreshToken }) => refreshToken === revoked)
      const known = state.consents[index]
      // Its number stays taken, for tokens name it.
      if (known !== undefined) state.consents[index] = { ...known, refreshToken: '', scopes: [] }
      return accounts(known === undefined ? { error: 'invalid_token' } : { status: 'success' })
    }
    default:
      return undefined
  }
}

/** Parameters may stand in the query or in a form. */
const parametersOf = ({ query, body }: EmulatorRequest): URLSearchParams =>
  new URLSearchParams([...query, ...new URLSearchParams(body)])

/** Agrees at once, as a person would who clicks through. */
function consent({ query, headers }: EmulatorRequest, state: OAuthState, now: number): EmulatorAnswer {
  const redirect = query.get('redirect_uri')
  if (query.get('client_id') !== seededClient.id || redirect === null || !URL.canParse(redirect)) {
    return page(400, 'Invalid Client')
  }
  state.count += 1
  const code = `1000.code${state.count}.${now.toString(16)}`
  state.codes.set(code, {
    scopes: readScopes(query.get('scope') ?? ''),
    challenge: query.get('code_challenge'),
    redirect,
    isOffline: query.get('access_type') === 'offline',
    expiresAt: now + codeLifetime,
  })
  const location = new URL(redirect)
  const parameters = {
    state: query.get('state') ?? '',
    code,
    location: 'us',
    'accounts-server': `http://${headers['host'] ?? 'accounts.zoho.com'}`,
  }
  for (const [name, value] of Object.entries(parameters)) location.searchParams.set(name, value)
  return { status: 302, headers: { location: location.href } }
}

function token(form: URLSearchParams, state: OAuthState, profile: Profile, now: number): EmulatorAnswer {
  const isKnown =
    form.get('client_id') === seededClient.id && form.get('client_secret') === seededClient.secret
  if (!isKnown || profile.isElsewhere) return accounts({ error: 'invalid_client' })
  switch (form.get('grant_type')) {
    case 'refresh_token':
      return refresh(form.get('refresh_token') ?? '', state, profile, now)
    case 'authorization_code':
      return redeem(form, state, now)
    default:
      return accounts({ error: 'unsupported_grant_type' })
  }
}

function refresh(used: string, { consents }: OAuthState, profile: Profile, now: number): EmulatorAnswer {
  const index = consents.findIndex(({ refreshToken }) => refreshToken === used && used !== '')
  const known = consents[index]
  if (known === undefined) return accounts({ error: 'invalid_code' })
  const { generations, scopes } = known
  const recent = generations.filter((at) => at > now - tenMinutes)
  if (recent.length >= profile.tokensPerTenMinutes) {
    return accounts({
      error: 'Access Denied',
      error_description: 'You have made too many requests continuously. Please try again after some time.',
      status: 'failure',
    })
  }
  generations.splice(0, generations.length, ...recent, now)
  return accounts({ access_token: accessToken(index, now), scope: scopes.join(' '), ...common })
}

function redeem(form: URLSearchParams, state: OAuthState, now: number): EmulatorAnswer {
  const value = form.get('code') ?? ''
  const code = state.codes.get(value)
  state.codes.delete(value)
  const verifier = createHash('sha256')
    .update(form.get('code_verifier') ?? '')
    .digest('base64url')
  const isGood =
    code !== undefined &&
    code.expiresAt > now &&
    code.redirect === form.get('redirect_uri') &&
    (code.challenge === null || code.challenge === verifier)
  if (!isGood) return accounts({ error: 'invalid_code' })
  const number = state.consents.length
  const refreshToken = `1000.emulatedrefresh${number}`
  state.consents.push({ refreshToken, scopes: code.scopes, generations: [now] })
  return accounts({
    access_token: accessToken(number, now),
    ...(code.isOffline ? { refresh_token: refreshToken } : {}),
    ...common,
  })
}

const common = { api_domain: 'https://www.zohoapis.com', token_type: 'Bearer', expires_in: tokenLifetime }
