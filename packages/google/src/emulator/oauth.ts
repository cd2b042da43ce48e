import { createHash } from 'node:crypto'
import type { EmulatorAnswer, EmulatorRequest } from '@patchbay/contract/emulator'
import { seededClient, seededServiceAccount } from './accounts.ts'
import { judgeAssertion } from './assertion.ts'
import { giveToken, readToken, tokenLifetime, type TokenState } from './tokens.ts'

/** The e-mail address of the person who agrees on the emulated consent screen. */
export const seededPerson = 'ada@fernhill.example'

const codeLifetime = 600_000

/** Answers what belongs to Google's accounts: consent, tokens and their end. Undefined for every other path. */
export function answerOAuth(
  request: EmulatorRequest,
  state: TokenState,
  now: number,
): EmulatorAnswer | undefined {
  switch (`${request.method} ${request.path}`) {
    case 'GET /o/oauth2/v2/auth':
      return consent(request.query, state, now)
    case 'POST /token':
      return token(new URLSearchParams(request.body), state, now)
    case 'POST /revoke': {
      const given = new URLSearchParams(request.body).get('token') ?? request.query.get('token') ?? ''
      const isKnown = state.refreshTokens.delete(given) || readToken(state, given) !== undefined
      state.revoked.add(given)
      return isKnown
        ? { status: 200, body: {} }
        : oauthError(400, 'invalid_token', 'Token expired or revoked')
    }
    default:
      return undefined
  }
}

/** Agrees at once, as a person would who clicks through. */
function consent(query: URLSearchParams, state: TokenState, now: number): EmulatorAnswer {
  const redirect = query.get('redirect_uri')
  if (
    query.get('client_id') !== seededClient.id ||
    redirect === null ||
    query.get('response_type') !== 'code'
  )
    return {
      status: 400,
      headers: { 'content-type': 'text/html' },
      body: '<h1>Error 400: invalid_request</h1>',
    }
  state.count += 1
  const code = `4/emulated-${state.count}`
  const scopes = (query.get('scope') ?? '').split(' ').filter(Boolean)
  state.codes.set(code, {
    challenge: query.get('code_challenge'),
    redirect,
    scopes,
    expiresAt: now + codeLifetime,
  })
  const location = new URL(redirect)
  location.searchParams.set('state', query.get('state') ?? '')
  location.searchParams.set('code', code)
  location.searchParams.set('scope', scopes.join(' '))
  return { status: 302, headers: { location: location.href } }
}

function token(form: URLSearchParams, state: TokenState, now: number): EmulatorAnswer {
  const grant = form.get('grant_type')
  if (grant === 'urn:ietf:params:oauth:grant-type:jwt-bearer') {
    const judged = judgeAssertion(form.get('assertion') ?? '', seededServiceAccount(), now)
    return typeof judged === 'string'
      ? oauthError(400, 'invalid_grant', judged)
      : given(giveToken(now, judged), judged.scopes)
  }
  if (form.get('client_id') !== seededClient.id || form.get('client_secret') !== seededClient.secret)
    return oauthError(401, 'invalid_client', 'The OAuth client was not found.')
  if (grant === 'refresh_token') return refresh(form, state, now)
  if (grant === 'authorization_code') return redeem(form, state, now)
  return oauthError(400, 'unsupported_grant_type', `Invalid grant_type: ${grant ?? ''}`)
}

function refresh(form: URLSearchParams, state: TokenState, now: number): EmulatorAnswer {
  const used = form.get('refresh_token') ?? ''
  if (!state.refreshTokens.has(used))
    return oauthError(400, 'invalid_grant', 'Token has been expired or revoked.')
  const agreed = state.refreshTokens.get(used)
  const asked = (form.get('scope') ?? '').split(' ').filter(Boolean)
  const scopes = asked.length > 0 ? asked : (agreed ?? [])
  if (agreed !== undefined && !scopes.every((scope) => agreed.includes(scope)))
    return oauthError(400, 'invalid_scope', 'Some requested scopes were not agreed to.')
  return given(giveToken(now, { scopes, account: seededPerson }), scopes)
}

function redeem(form: URLSearchParams, state: TokenState, now: number): EmulatorAnswer {
  const code = form.get('code') ?? ''
  const known = state.codes.get(code)
  state.codes.delete(code)
  const verifier = form.get('code_verifier') ?? ''
  const isGood =
    known !== undefined &&
    known.expiresAt > now &&
    known.redirect === form.get('redirect_uri') &&
    (known.challenge === null ||
      known.challenge === createHash('sha256').update(verifier).digest('base64url'))
  if (!isGood) return oauthError(400, 'invalid_grant', 'Malformed auth code.')
  state.count += 1
  const refreshToken = `1//0emulated-${state.count}`
  state.refreshTokens.set(refreshToken, known.scopes)
  const accessToken = giveToken(now, { scopes: known.scopes, account: seededPerson })
  return given(accessToken, known.scopes, refreshToken)
}

const given = (token: string, scopes: readonly string[], refreshToken?: string): EmulatorAnswer => ({
  status: 200,
  body: {
    access_token: token,
    expires_in: tokenLifetime,
    token_type: 'Bearer',
    scope: scopes.join(' '),
    ...(refreshToken === undefined ? {} : { refresh_token: refreshToken }),
  },
})

const oauthError = (status: number, error: string, description: string): EmulatorAnswer => ({
  status,
  body: { error, error_description: description },
})
