import { randomUUID } from 'node:crypto'
import { pino } from 'pino'
import { Registry } from 'prom-client'
import type { Test } from 'tap'
import { oauth2, type OAuth2Authentication, type ServiceAccountAuthentication } from '@patchbay/contract'
import { createRedactor, defaultSettings, type Redactor } from '@patchbay/runtime'
import { clientId, clientSecret, startIdentityProvider, type IdentityProvider } from '@patchbay/test-servers'
import type { CredentialOwner } from '../../src/connections/credential-kinds.ts'
import { createEgressPolicy } from '../../src/connections/egress-policy.ts'
import { createMemoryState } from '../../src/shared-state/memory/create-memory-state.ts'
import type { SharedMessages } from '../../src/shared-state/shared-messages.ts'
import type { Store } from '../../src/store/store.ts'
import {
  openTokens,
  type OpenedTokens,
  type TokensOptions,
} from '../../src/vendor/credentials/open-tokens.ts'
import { createTokenKinds } from '../../src/vendor/credentials/token-kinds.ts'
import type { TokenReport } from '../../src/vendor/credentials/token-owner.ts'
import { createTransport } from '../../src/vendor/transport.ts'
import type { Vault } from '../../src/vault/vault.ts'
import { openTestVault, ringOf } from './open-test-vault.ts'

/** An instance of a fleet, as far as tokens are concerned. */
export interface TokenInstance extends OpenedTokens {
  readonly kinds: ReturnType<typeof createTokenKinds>
  readonly reports: TokenReport[]
  readonly lines: string[]
  readonly redactor: Redactor
}

export interface TokenFleet {
  readonly provider: IdentityProvider
  readonly vault: Vault
  /** Milliseconds that are added to the clock of all instances. */
  ahead: number
  readonly open: (
    messages?: SharedMessages,
    options?: Partial<Pick<TokensOptions, 'hold' | 'onMissed'>>,
  ) => TokenInstance
  /** A connection to the provider. */
  readonly owner: (
    facts?: Partial<OAuth2Authentication>,
    entered?: Readonly<Record<string, string>>,
  ) => CredentialOwner<OAuth2Authentication>
}

const endpoints = {
  authorize: { origin: 'login', path: '/authorize' },
  token: { origin: 'login', path: '/token' },
  revocation: { origin: 'login', path: '/revoke' },
} as const

export const personFacts = {
  title: 'Person',
  help: '',
  grant: 'authorization-code',
  ...endpoints,
  pkce: 'S256',
  scopes: ['read', 'write'],
  refreshTokens: 'rotating',
} as const

export const robotFacts = {
  kind: 'service-account',
  title: 'Robot',
  help: '',
  token: endpoints.token,
  scopes: ['read'],
  credentials: {} as never,
} as const satisfies ServiceAccountAuthentication

const silent: SharedMessages = { publish: () => undefined, subscribe: () => () => undefined }

// The same for all: a store is written with one.
const ring = ringOf('a')

/** Instances over one store, and a provider. Without messages each knows only what the store says. */
export async function openTokenFleet(t: Test, store: Store): Promise<TokenFleet> {
  const provider = await startIdentityProvider()
  t.teardown(() => provider.close())
  const { vault } = await openTestVault(t, store, ring)
  const settings = defaultSettings({ retryBase: '1ms', tokenTimeout: '3s' })
  const fleet: TokenFleet = {
    provider,
    vault,
    ahead: 0,
    open(messages = silent, options = {}) {
      const reports: TokenReport[] = []
      const lines: string[] = []
      const redactor = createRedactor()
      const transport = createTransport({
        egress: createEgressPolicy(['http://127.0.0.1:*']),
        connectTimeout: 2_000,
        silence: 2_000,
        maxBytes: 1_000_000,
        socketsPerOrigin: 8,
        queuePerOrigin: 100,
      })
      const tokens = openTokens({
        settings,
        store,
        vault,
        hold: options.hold ?? (async () => true),
        onMissed: options.onMissed,
        messages,
        transport,
        redactor,
        registry: new Registry(),
        log: pino({ level: 'debug' }, { write: (line: string) => void lines.push(line) }),
        report: (report) => void reports.push(report),
        now: () => Date.now() + fleet.ahead,
        random: Math.random,
      })
      t.teardown(async () => {
        await tokens.close()
        await transport.close()
      })
      return { ...tokens, kinds: createTokenKinds(tokens), reports, lines, redactor }
    },
    owner(facts = {}, entered = {}) {
      const authentication = oauth2({ ...personFacts, ...facts } as typeof personFacts)
      return {
        tenant: 'default',
        uid: randomUUID(),
        id: 'main',
        connector: 'some',
        config: {},
        authentication,
        origins: { login: provider.origin },
        entered: () => ({ clientId, clientSecret, ...entered }),
      }
    },
  }
  return fleet
}

/** A refresh token as somebody got it elsewhere. */
export const importedFrom = ({ tokens }: IdentityProvider) => ({
  refreshToken: tokens.begin(['read'], true).refreshToken ?? '',
})

export const memoryMessages = (): SharedMessages => createMemoryState().messages
