import {
  defineEmulator,
  type Emulator,
  type EmulatorAnswer,
  type EmulatorRequest,
} from '@patchbay/contract/emulator'
import { failure, invalid, missingScope, page, taken } from './answers.ts'
import { answerOAuth, seededClient } from './oauth.ts'
import { usualProfile, type Profile } from './profile.ts'
import { findRoute, unknownPath } from './router.ts'
import { routes } from './routes/index.ts'
import { seed, seededAccountId } from './seed/index.ts'
import type { State } from './state.ts'
import { lockAnswer, refusalOf } from './throttle.ts'
import { consentOf } from './tokens.ts'

/** Zoho Mail with a seeded mailbox. The profile sets what is uncertain of Zoho, or rare. */
export function zohoEmulator(changes: Partial<Profile> = {}): Emulator<State> {
  const profile = { ...usualProfile, ...changes }
  return defineEmulator({
    title: 'Zoho Mail (Fernhill)',
    connection: {
      config: {
        dataCenter: 'us',
        accountId: seededAccountId,
        fromAddress: 'mara@fernhill.example',
        organizationId: '60021435512',
        allowExpunge: true,
        allowForwarding: true,
      },
      auth: 'refreshToken',
      credentials: {
        clientId: seededClient.id,
        clientSecret: seededClient.secret,
        refreshToken: seededClient.refreshToken,
      },
    },
    seed: () => seed(profile),
    answer: (request, state, tools) =>
      answerOAuth(request, state.oauth, profile, tools.now()) ??
      hidden(answer(request, state, tools.now()), profile),
    failures: {
      unauthorized: failure(401, 'Invalid Access', 'INVALID_OAUTHTOKEN'),
      forbidden: missingScope(),
      notFound: invalid('Account id 1 is invalid', 404),
      conflict: taken(),
      rejected: invalid('The value is not valid'),
      rateLimited: lockAnswer(profile),
      unavailable: page(502, 'Bad Gateway'),
    },
  })
}

const prefix = 'Zoho-oauthtoken '

function answer(request: EmulatorRequest, state: State, now: number): EmulatorAnswer {
  if (!request.path.startsWith('/api/')) return page(404, 'Page not found')
  const given = request.headers['authorization']
  if (given === undefined) return failure(400, 'Invalid ticket', 'INVALID_TICKET')
  const number = given.startsWith(prefix) ? consentOf(given.slice(prefix.length), now) : undefined
  const consent = number === undefined ? undefined : state.oauth.consents[number]
  if (consent === undefined || state.profile.isElsewhere) {
    return failure(401, 'Invalid Access', 'INVALID_OAUTHTOKEN')
  }
  const locked = refusalOf(state.throttle, state.profile, now)
  if (locked !== undefined) return locked
  const found = findRoute(routes, request)
  if (found === undefined) return unknownPath()
  const { route, path } = found
  const [, module = '', verb = ''] = /^(.+)\.([A-Z]+)$/.exec(route.scope) ?? []
  const allows = [`ZohoMail.${module}.${verb}`, `ZohoMail.${module}.ALL`]
  if (!consent.scopes.some((scope) => allows.includes(scope))) return missingScope()
  return route.answer({ request, path, query: request.query, state, now })
}

/** Some failures of Zoho come with status 200, and say what they are in the body alone. */
function hidden(answered: EmulatorAnswer, { hidesFailures }: Profile): EmulatorAnswer {
  const isFailure =
    answered.status >= 400 && typeof answered.body === 'string' && answered.body.startsWith('{')
  return hidesFailures && isFailure ? { ...answered, status: 200 } : answered
}
