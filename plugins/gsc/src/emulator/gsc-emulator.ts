import { defineEmulator, type Emulator } from '@patchbay/contract/emulator'
import {
  answerOAuth,
  authorize,
  googleFailures,
  isAnswer,
  isToken,
  requestChecker,
  seededClient,
  unknownPath,
} from '@patchbay/google/emulator'
import type { Handler } from './call.ts'
import { noPermission } from './call.ts'
import { documents } from './documents.ts'
import { indexing } from './handlers/indexing.ts'
import { inspection } from './handlers/inspection.ts'
import { searchAnalytics } from './handlers/search-analytics.ts'
import { sitemaps } from './handlers/sitemaps.ts'
import { sites } from './handlers/sites.ts'
import { verification } from './handlers/verification.ts'
import { usualProfile, type Profile } from './profile.ts'
import { seed, type State } from './state.ts'

const handlers: Readonly<Record<string, Handler>> = {
  ...indexing,
  ...inspection,
  ...searchAnalytics,
  ...sitemaps,
  ...sites,
  ...verification,
}

// Search Console takes the names of its enums as its older interface wrote them.
const check = requestChecker(documents, { hasLooseEnums: true })

/** Search Console, site verification and the Indexing API, as far as the connector uses them. */
export function gscEmulator(changes: Partial<Profile> = {}): Emulator<State> {
  const profile = { ...usualProfile, ...changes }
  return defineEmulator<State>({
    title: 'Google Search Console',
    connection: {
      config: { siteUrl: 'sc-domain:fernhill.example', allowIndexing: true },
      auth: 'refreshToken',
      credentials: {
        clientId: seededClient.id,
        clientSecret: seededClient.secret,
        refreshToken: seededClient.refreshToken,
      },
    },
    seed: ({ now }) => seed(profile, now()),
    answer(request, state, { now }) {
      const signedIn = answerOAuth(request, state.tokens, now())
      if (signedIn !== undefined) return signedIn
      const checked = check(request)
      if (checked === undefined) return unknownPath(request)
      if (isAnswer(checked)) return checked
      const token = authorize(request, checked.method, state.tokens, now())
      if (!isToken(token)) return token
      const handler = handlers[checked.method.id]
      return handler === undefined ? unknownPath(request) : handler({ ...checked, token, state, now: now() })
    },
    failures: { ...googleFailures, forbidden: noPermission('sc-domain:fernhill.example') },
  })
}
