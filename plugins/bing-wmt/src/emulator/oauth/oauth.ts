import type { EmulatorAnswer, EmulatorRequest } from '@patchbay/contract/emulator'
import { page } from '../answers.ts'
import type { State } from '../state.ts'
import { lifetimes, nameOf } from './tokens.ts'

/** The one client that the emulator knows. */
export const emulatedClient = { clientId: 'emulator-client', clientSecret: 'emulator-client-secret' } as const

// Bing's table names the first for everything, its sample the second for refreshing.
const tokenPaths = ['/webmasters/oauth/token', '/webmasters/token']

/** Where people agree and clients get their tokens; undefined for requests to anything else. */
export function answerOAuth(request: EmulatorRequest, state: State, now: number): EmulatorAnswer | undefined {
  const { method, path } = request
  if (method === 'GET' && path === '/webmasters/oauth/authorize') return authorize(request.query, state, now)
  if (method !== 'POST' || !tokenPaths.includes(path)) return undefined
  if (state.profile.tokenAnswer === 'page') return page(200, 'Sign in to your account')
  return giveTokens(new URLSearchParams(request.body), state, now)
}

/** Who is asked agrees at once, and is sent back with a code. */
function authorize(query: URLSearchParams, { tokens }: State, now: number): EmulatorAnswer {
  const redirect = URL.parse(query.get('redirect_uri') ?? '')
  if (query.get('client_id') !== emulatedClient.clientId) return page(400, 'Unknown client.')
  // Bing registers no addresses of the own machine.
  if (redirect === null || /^(127\.|localhost$|\[::1\])/.test(redirect.hostname))
    return page(400, 'The redirect URI is not a valid http or https url.')
  const code = nameOf('code', tokens)
  const scopes = (query.get('scope') ?? '').split(/[ ,]+/).filter(Boolean)
  tokens.codes.set(code, { scopes, expiresAt: now + lifetimes.code * 1_000 })
  redirect.searchParams.set('code', code)
  redirect.searchParams.set('state', query.get('state') ?? '')
  return { status: 302, headers: { location: redirect.href } }
}

const refuse = (error: string): EmulatorAnswer => ({ status: 400, body: { error } })

function giveTokens(form: URLSearchParams, { tokens, profile }: State, now: number): EmulatorAnswer {
  const { clientId, clientSecret } = emulatedClient
  if (form.get('client_id') !== clientId || form.get('client_secret') !== clientSecret)
    return refuse('invalid_client')
  if (form.get('grant_type') === 'authorization_code') {
    const code = form.get('code') ?? ''
    const agreement = tokens.codes.get(code)
    tokens.codes.delete(code)
    if (agreement === undefined || agreement.expiresAt <= now) return refuse('invalid_grant')
    const refreshToken = nameOf('refresh', tokens)
    tokens.refresh.set(refreshToken, agreement.scopes)
    return issue(agreement.scopes, refreshToken)
  }
  if (form.get('grant_type') !== 'refresh_token') return refuse('unsupported_grant_type')
  const used = form.get('refresh_token') ?? ''
  const scopes = tokens.refresh.get(used)
  if (scopes === undefined) return refuse('invalid_grant')
  if (profile.refreshTokens === 'steady') return issue(scopes)
  tokens.refresh.delete(used)
  const successor = nameOf('refresh', tokens)
  tokens.refresh.set(successor, scopes)
  return issue(scopes, successor)

  function issue(granted: readonly string[], refreshToken?: string): EmulatorAnswer {
    const token = nameOf('access', tokens)
    tokens.access.set(token, { scopes: granted, expiresAt: now + lifetimes.access * 1_000 })
    return {
      status: 200,
      body: {
        access_token: token,
        token_type: 'bearer',
        expires_in: lifetimes.access,
        ...(refreshToken === undefined ? {} : { refresh_token: refreshToken }),
      },
    }
  }
}
