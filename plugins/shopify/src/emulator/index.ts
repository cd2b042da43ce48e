import { defineEmulator, type EmulatorAnswer, type EmulatorRequest } from '@patchbay/contract/emulator'
import { adminSchema } from '../schema.ts'
import { answerGraphql } from './admin-api.ts'
import { answerStorage } from './bulk/storage.ts'
import { failures, neverExpiringRefused } from './failures.ts'
import { answerOAuth } from './oauth/oauth.ts'
import { grantOf } from './oauth/issued-tokens.ts'
import { supportedVersions } from './root-fields.ts'
import { seedShop, shopDomain } from './seeds/index.ts'
import type { ShopState } from './state.ts'
import { neverExpiring, tokens } from './tokens.ts'

/** One shop behind Shopify's Admin GraphQL API. */
export default defineEmulator<ShopState>({
  title: 'Shopify Admin (Fernweh Outdoor)',
  connection: {
    config: { shop: shopDomain },
    auth: 'accessToken',
    credentials: { accessToken: 'shpat_emulator_everything' },
  },
  seed({ now }) {
    adminSchema() // built before the first request, which would wait for it otherwise
    return seedShop(now())
  },
  answer(request, state, tools) {
    state.requests += 1
    const stored = answerStorage(request, state, tools.now())
    if (stored !== undefined) return stored
    const authorized = answerOAuth(request, state, tools.now())
    if (authorized !== undefined) return authorized
    const asked = /^\/admin\/api\/([^/]+)\/graphql\.json$/.exec(request.path)?.[1]
    const headers = {
      'x-request-id': `00000000-0000-4000-8000-${String(state.requests).padStart(12, '0')}`,
      ...(asked === undefined ? {} : { 'x-shopify-api-version': servedVersion(asked) }),
    }
    const answer: EmulatorAnswer =
      asked === undefined || request.method !== 'POST' ? failures.notFound : post(request, state, tools.now())
    return { ...answer, headers: { ...headers, ...answer.headers } }
  },
  failures,
})

function post({ headers, body }: EmulatorRequest, state: ShopState, now: number): EmulatorAnswer {
  const token = headers['x-shopify-access-token'] ?? ''
  if (token === neverExpiring) return neverExpiringRefused
  const grant = tokens.get(token) ?? grantOf(state.issued, token, now)
  if (grant === undefined) return failures.unauthorized
  let parsed: unknown
  try {
    parsed = JSON.parse(body)
  } catch {
    parsed = undefined
  }
  return answerGraphql(parsed, { token, grant }, state, now)
}

/** A version that is not supported falls forward to the oldest that is. */
function servedVersion(asked: string): string {
  return [...supportedVersions, 'unstable'].includes(asked) ? asked : supportedVersions[0]
}
