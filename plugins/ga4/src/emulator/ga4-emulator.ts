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
import { adminApi } from './admin/index.ts'
import { seedAdmin, type AdminProfile, type AdminState } from './admin/state.ts'
import { dataApi } from './data/index.ts'
import type { Amounts } from './data/quotas.ts'
import { seedData } from './data/seed.ts'
import type { DataState } from './data/state.ts'

/** What may differ between emulators. */
export interface Profile extends AdminProfile {
  /** Amounts of quotas, where they are not those that Google has published. */
  readonly amounts: Partial<Amounts>
}

export interface State {
  readonly tokens: TokenState
  readonly data: DataState
  readonly admin: AdminState
}

/** Google Analytics 4 with seeded properties. */
export function ga4Emulator(profile: Partial<Profile> = {}): Emulator<State> {
  return defineEmulator<State>({
    title: 'Google Analytics 4',
    connection: {
      config: { propertyId: '311111111', allowChat: true, allowUserDeletion: true },
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
      admin: seedAdmin(profile),
    }),
    async answer(request, state, tools): Promise<EmulatorAnswer> {
      const now = tools.now()
      const oauth = answerOAuth(request, state.tokens, now)
      if (oauth !== undefined) return oauth
      const ofData = dataApi.check(request)
      const checked = ofData ?? adminApi.check(request)
      if (checked === undefined) return unknownPath(request)
      if (isAnswer(checked)) return checked
      const token = authorize(request, checked.method, state.tokens, now)
      if (!isToken(token)) return token
      return ofData === undefined
        ? adminApi.answer(checked, state.admin, now)
        : dataApi.answer(checked, state.data, now)
    },
    failures: googleFailures,
  })
}
