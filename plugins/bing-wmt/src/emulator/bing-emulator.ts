import {
  defineEmulator,
  type Emulator,
  type EmulatorAnswer,
  type EmulatorRequest,
} from '@patchbay/contract/emulator'
import { failure, page } from './answers.ts'
import type { Call } from './method.ts'
import { findMethod, verbOf } from './methods.ts'
import { usualProfile, type Profile } from './profile.ts'
import { seed, seededKey, type State } from './state.ts'

const prefix = '/webmaster/api.svc/json/'

/** Bing Webmaster Tools with a seeded account. The profile sets what is uncertain of Bing, or rare. */
export function bingEmulator(profile: Partial<Profile> = {}): Emulator<State> {
  return defineEmulator({
    title: 'Bing Webmaster Tools',
    connection: {
      config: { siteUrl: 'https://www.fernhill.example/' },
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
  const name = request.path.startsWith(prefix) ? request.path.slice(prefix.length) : ''
  const method = findMethod(name)
  const verb = verbOf(name)
  if (verb === undefined) return page(404, 'Endpoint not found.')
  if (verb !== request.method) return page(405, 'Method not allowed.')
  if (method === undefined) return { status: 501, body: `This emulator does not play ${name}.` }
  const key = request.query.get('apikey') ?? ''
  if (!state.keys.has(key)) return failure(3)
  if (!state.throttle.admits(key, now)) return failure(4)
  const parameters = readParameters(request)
  if (parameters === undefined) return page(400, 'Request Error')
  return method.answer({ parameters, state, now })
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
