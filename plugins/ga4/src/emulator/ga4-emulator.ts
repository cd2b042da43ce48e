import { defineEmulator, type Emulator, type EmulatorAnswer } from '@patchbay/contract/emulator'
import {
  answerOAuth,
  authorize,
  googleFailures,
  isAnswer,
  isToken,
  openTokenState,
  seededClient,
  unknownPath,
  type TokenState,
} from '@patchbay/google/emulator'
import { dataApi } from './data/index.ts'
import type { Amounts } from './data/quotas.ts'
import { seedData } from './data/seed.ts'
import type { DataState } from './data/state.ts'

/** What may differ between emulators. */
export interface Profile {
  /** Amounts of quotas, where they are not those that Google has published. */
  readonly amounts: Partial<Amounts>
}

export interface State {
  readonly tokens: TokenState
  readonly data: DataState
}

/** Google Analytics 4 with seeded properties. */
export function ga4Emulator(profile: Partial<Profile> = {}): Emulator<State> {
  return defineEmulator<State>({
    title: 'Google Analytics 4',
    connection: {
      config: { propertyId: '311111111', allowChat: true },
      auth: 'refreshToken',
      credentials: {
        clientId: seededClient.id,
        clientSecret: seededClient.secret,
        refreshToken: seededClient.refreshToken,
      },
    },
    seed: ({ now }) => ({
      tokens: openTokenState(seededClient.refreshToken),
      data: seedData(now(), profile.amounts ?? {}),
    }),
    async answer(request, state, tools): Promise<EmulatorAnswer> {
      const now = tools.now()
      const oauth = answerOAuth(request, state.tokens, now)
      if (oauth !== undefined) return oauth
      const checked = dataApi.check(request)
      if (checked === undefined) return unknownPath(request)
      if (isAnswer(checked)) return checked
      const token = authorize(request, checked.method, state.tokens, now)
      if (!isToken(token)) return token
      return dataApi.answer(checked, state.data, now)
    },
    failures: googleFailures,
  })
}
