import type { Logger } from 'pino'
import { inMilliseconds } from '../../configuration/durations.ts'
import type { Settings } from '../../configuration/settings.ts'
import type { SharedMessages } from '../../shared-state/shared-messages.ts'
import type { Store } from '../../store/store.ts'
import type { Metrics } from '../../telemetry/metrics.ts'
import type { Redactor } from '../../telemetry/redaction/redactor.ts'
import { openTokens } from '../../vendor/credentials/open-tokens.ts'
import { createTokenKinds } from '../../vendor/credentials/token-kinds.ts'
import type { TokenReport } from '../../vendor/credentials/token-owner.ts'
import type { MissedRenewal } from '../../vendor/credentials/token-renewal.ts'
import type { Network } from '../../vendor/guarded-connector.ts'
import { createTransport } from '../../vendor/transport.ts'
import type { Vault } from '../../vault/vault.ts'
import { apiKeyCredentials } from '../api-key-credentials.ts'
import { holdRecord, isStoredUid } from '../connection-records.ts'
import type { CredentialKinds } from '../credential-kinds.ts'
import type { OpenedConnections } from '../open-connections.ts'
import { openAuthorizations, type Authorizations } from './open-authorizations.ts'
import { readReturns } from './returns.ts'

export interface CredentialsOptions {
  readonly settings: Settings
  readonly store: Store
  readonly vault: Vault
  readonly messages: SharedMessages
  readonly redactor: Redactor
  readonly metrics: Pick<Metrics, 'registry'>
  readonly log: Logger
  readonly network: Network | undefined
  /** Told of tokens that could not be renewed while no call waits for them. */
  readonly onMissed?: MissedRenewal | undefined
  readonly now: () => number
  readonly random: () => number
}

/** How connections prove who they are. */
export interface OpenedCredentials {
  readonly kinds: CredentialKinds
  /** Once there are connections: how people authorize them. */
  attach(connections: Pick<OpenedConnections, 'egress' | 'service'>): Authorizations
  close(): Promise<void>
}

/**
 * Opens every kind of credentials. The connections that need them come later, and are attached then. Throws a
 * `ConfigurationError` if the public address or an origin to return to is none.
 */
export function openCredentials(options: CredentialsOptions): OpenedCredentials {
  const { settings, network, metrics } = options
  const returns = readReturns(settings)
  let attached: Pick<OpenedConnections, 'egress' | 'service'> | undefined
  // One of its own: that vendors are slow to answer calls must not keep their tokens from being renewed.
  const transport = createTransport({
    egress: { allows: (origin) => attached?.egress.allows(origin) ?? false },
    ...(network === undefined ? {} : { network }),
    connectTimeout: inMilliseconds(settings.vendorConnectTimeout),
    silence: inMilliseconds(settings.tokenTimeout),
    maxBytes: settings.vendorMaxBytes,
    socketsPerOrigin: settings.vendorSockets,
    queuePerOrigin: settings.vendorQueue,
  })
  const tokens = openTokens({
    ...options,
    registry: metrics.registry,
    transport,
    hold: async (database, owner) => !isStoredUid(owner.uid) || holdRecord(database, owner),
    async report(report) {
      await attached?.service.note(report, { ...findingOf(report), ...failureOf(report) })
    },
  })
  return {
    kinds: { 'api-key': apiKeyCredentials, ...createTokenKinds(tokens) },
    attach(connections) {
      attached = connections
      const { service } = connections
      return openAuthorizations({
        ...options,
        returns,
        tokens,
        findOwner: (tenant, uid) => service.ownerByUid(tenant, uid),
        record(report, beforeCommit) {
          const detail = 'It was authorized at the vendor.'
          const event = { kind: 'authorized', outcome: 'ok', detail, actor: report.principal } as const
          // It may be another account than before.
          return service.note(report, { ...findingOf(report), isOtherAccount: true, event }, beforeCommit)
        },
      })
    },
    async close() {
      await tokens.close()
      await transport.close()
    },
  }
}

const findingOf = ({ state, reason, scopes }: TokenReport) => ({
  state,
  reason,
  ...(scopes === undefined ? {} : { grantedScopes: scopes }),
})

const failureOf = ({ state, reason: detail }: TokenReport) =>
  state === 'active'
    ? {}
    : ({ event: { kind: 'state', outcome: 'failed', detail, actor: 'patchbay' } } as const)
