import { setTimeout as sleep } from 'node:timers/promises'
import { LRUCache } from 'lru-cache'
import type { TokenPlacement } from '@patchbay/contract'
import type { Logger } from 'pino'
import { Counter, type Registry } from 'prom-client'
import { inMilliseconds } from '../../configuration/durations.ts'
import type { Settings } from '../../configuration/settings.ts'
import type { SharedMessages } from '../../shared-state/shared-messages.ts'
import type { Store } from '../../store/store.ts'
import type { Redactor } from '../../telemetry/redaction/redactor.ts'
import { releaseLater } from '../../telemetry/redaction/release-later.ts'
import type { Vault } from '../../vault/vault.ts'
import type { Transport } from '../transport.ts'
import type { TokenTransport } from './token-fetch.ts'
import { createTokenLeases, type TokenLeases } from './token-lease.ts'
import { openTokenNews } from './token-news.ts'
import type { TokenOwner, TokenReport } from './token-owner.ts'
import { createRenewal, type MissedRenewal, type Renew } from './token-renewal.ts'
import { createTokenShelf, type TokenShelf, type TokenShelfParts } from './token-shelf.ts'
import { createTokenSource, type TokenSource } from './token-source.ts'
import type { Tokens } from './tokens.ts'
import { roomFor } from '../../shared-state/room-for.ts'

export interface TokensOptions {
  readonly settings: Settings
  readonly store: Store
  readonly vault: Vault
  readonly messages: SharedMessages
  /** The guarded way to vendors. */
  readonly transport: Pick<Transport, 'send'>
  readonly hold: TokenShelfParts['hold']
  readonly redactor: Pick<Redactor, 'protect'>
  readonly registry: Registry
  readonly log: Logger
  /** Told when only a person can help, and when the vendor has granted other scopes. */
  readonly report: (report: TokenReport) => void | Promise<void>
  readonly onMissed?: MissedRenewal | undefined
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** From 0 up to 1. */
  readonly random: () => number
}

/** The tokens of all connections of this instance. */
export interface OpenedTokens {
  readonly way: TokenTransport
  readonly shelf: TokenShelf
  readonly leases: TokenLeases
  readonly sourceOf: (owner: TokenOwner, placement: TokenPlacement | undefined) => TokenSource
  /** The tokens of a connection are others now: everybody looks. */
  tell(connection: string): void
  /** Waits for answers of vendors that are on their way, for they may be the only ones, and not forever. */
  close(): Promise<void>
}

/** Milliseconds for which a dead holder still holds a lease, and between two renewals by a living one. */
const leaseTtl = 5_000
const renewLeaseEvery = 1_500

/** Milliseconds beyond the longest call for which what was done with a token may still be told of. */
const aftermath = 60_000

// Sources that hear of news. One that is forgotten learns it from a refusal instead.
const mostSources = 20_000

export function openTokens(options: TokensOptions): OpenedTokens {
  const { settings, store, vault, messages, transport, redactor, registry, log, now, random } = options
  const timeout = inMilliseconds(settings.tokenTimeout)
  const sources = new LRUCache<string, TokenSource>(roomFor(mostSources))
  const renewals = new Counter({
    name: 'patchbay_token_renewals_total',
    help: 'Requests for tokens that this instance made, by connector and what came of them.',
    labelNames: ['connector', 'outcome'],
    registers: [registry],
  })
  const shelf = createTokenShelf({ store, vault, hold: options.hold })
  const leases = createTokenLeases(store, leaseTtl)
  const news = openTokenNews(messages, log, (connection) => sources.get(connection)?.look())
  const underWay = new Set<Promise<unknown>>()
  const renewal = createRenewal({
    shelf,
    leases,
    news,
    log,
    now,
    report: options.report,
    onMissed: options.onMissed,
    count: (connector, outcome) => renewals.inc({ connector, outcome }),
    // One holder that asks in vain, dies, and another one that asks.
    patience: 2 * timeout + leaseTtl,
    ask: {
      attempts: settings.vendorAttempts,
      backoff: inMilliseconds(settings.retryBase),
      patience: timeout,
      renewEvery: renewLeaseEvery,
      sleep: (milliseconds) => sleep(milliseconds),
      random,
    },
  })
  const renew: Renew = (owner, wish) => {
    const work = renewal(owner, wish)
    underWay.add(work)
    const end = (): boolean => underWay.delete(work)
    work.then(end, end)
    return work
  }
  const hiddenFor = inMilliseconds(settings.callTimeoutMax) + aftermath
  const hide = ({ accessToken, refreshToken = '' }: Tokens): (() => void) => {
    let releases = [accessToken, refreshToken].map((token) => redactor.protect(token))
    return () => {
      releaseLater(releases, hiddenFor)
      releases = []
    }
  }
  return {
    way: { transport, timeout, now },
    shelf,
    leases,
    sourceOf(owner, placement) {
      const source = createTokenSource(owner, placement, { renew, hide, now })
      sources.set(owner.uid, source)
      return source
    },
    tell: (connection) => news.tell(connection),
    async close() {
      news.close()
      await Promise.race([
        Promise.allSettled(underWay),
        sleep(inMilliseconds(settings.shutdownGrace), undefined, { ref: false }),
      ])
    },
  }
}
