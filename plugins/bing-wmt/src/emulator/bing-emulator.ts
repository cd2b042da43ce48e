import {
  defineEmulator,
  type Emulator,
  type EmulatorAnswer,
  type EmulatorRequest,
} from '@patchbay/contract/emulator'
import { failure, page } from './answers.ts'
import type { Call } from './method.ts'
import { findMethod } from './methods.ts'
import { usualProfile, type Profile } from './profile.ts'
import { answerIndexNow } from './index-now.ts'
import { answerOAuth } from './oauth/oauth.ts'
import { scopesOf } from './oauth/tokens.ts'
import { seed, seededIndexNowKey, seededKey, type State } from './state.ts'

const prefix = '/webmaster/api.svc/json/'

/** Bing Webmaster Tools with a seeded account. The profile sets what is uncertain of Bing, or rare. */
export function bingEmulator(profile: Partial<Profile> = {}): Emulator<State> {
  return defineEmulator({
    title: 'Bing Webmaster Tools',
    connection: {
      config: { siteUrl: 'https://www.fernhill.example/', indexNowKey: seededIndexNowKey },
      auth: 'key',
      credentials: { apiKey: seededKey },
    },
    seed: () => seed({ ...usualProfile, ...profile }),
    answer(request, state, tools) {
      const now = tools.now()
      state.requests += 1
      const { status, headers, body } = answer(request, state, now)
      const isFailure = status === 400 && headers?.['content-type']?.startsWith('application/json')
      return {
        status: isFailure ? state.profile.failureStatus : status,
        headers: { ...headers, 'x-msedge-ref': reference(state.requests, now) },
        body,
      }
    },
    failures: {
      unauthorized: failure(3),
      forbidden: failure(14),
      notFound: failure(11),
      conflict: failure(12),
      rejected: failure(8),
      rateLimited: failure(4),
      unavailable: page(502, 'Our services are not available right now.'),
    },
  })
}

function answer(request: EmulatorRequest, state: State, now: number): EmulatorAnswer {
  const beside = answerOAuth(request, state, now) ?? answerIndexNow(request, state)
  if (beside !== undefined) return beside
  const name = request.path.startsWith(prefix) ? request.path.slice(prefix.length) : ''
  const method = findMethod(name)
  if (method === undefined) return page(404, 'Endpoint not found.')
  if (method.verb !== request.method) return page(405, 'Method not allowed.')
  const caller = callerOf(request, state, now)
  if (caller === undefined) return failure(3)
  if (!state.throttle.admits(caller.account, now)) return failure(4)
  if (!caller.mayManage && method.verb === 'POST' && method.isRead !== true)
    return failure(state.profile.readScopeErrorCode)
  const parameters = readParameters(request)
  if (parameters === undefined) return page(400, 'Request Error')
  return method.answer({ parameters, state, now })
}

interface Caller {
  readonly account: string
  readonly mayManage: boolean
}

/** Who calls, by a key in the query or a token in the header; undefined where it is nobody. */
function callerOf({ query, headers }: EmulatorRequest, state: State, now: number): Caller | undefined {
  const [, token] = /^Bearer (.+)$/i.exec(headers['authorization'] ?? '') ?? []
  if (token !== undefined) {
    const scopes = scopesOf(state.tokens, token, now)
    return scopes && { account: 'person', mayManage: scopes.includes('webmaster.manage') }
  }
  const key = query.get('apikey') ?? ''
  return state.keys.has(key) ? { account: key, mayManage: true } : undefined
}

function readParameters({ method, query, body }: EmulatorRequest): Call['parameters'] | undefined {
  if (method === 'GET') return Object.fromEntries(query)
  try {
    const value: unknown = JSON.parse(body)
    return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : undefined
  } catch {
    return undefined
  }
}

function reference(number: number, now: number): string {
  const id = number.toString(16).toUpperCase().padStart(32, '0')
  return `Ref A: ${id} Ref B: EMULATED Ref C: ${new Date(now).toISOString().slice(0, 19)}Z`
}
