import { randomUUID } from 'node:crypto'
import type { Registry as Metrics } from 'prom-client'
import type { Logger } from 'pino'
import { inMilliseconds } from '../configuration/durations.ts'
import type { Settings } from '../configuration/settings.ts'
import type { EgressPolicy } from '../connections/egress-policy.ts'
import type { Registry } from '../connectors/registry.ts'
import { systemTimers, type Timers } from '../limits/timers.ts'
import type { Objectives } from '../objectives/open-objectives.ts'
import { installation } from '../objectives/scope.ts'
import type { ChangeFeed } from '../store/change-feed.ts'
import { createLatest } from '../store/latest.ts'
import { isStoreAway } from '../store/outages.ts'
import type { Store } from '../store/store.ts'
import type { Redactor } from '../telemetry/redaction/redactor.ts'
import type { Quotas } from '../usage/quotas/open-quotas.ts'
import type { Vault } from '../vault/vault.ts'
import type { Breakers } from '../vendor/breaker/open-breakers.ts'
import type { Network } from '../vendor/guarded-connector.ts'
import { createAlertMetrics } from './alert-metrics.ts'
import { createAlertRecords, type AlertRecords } from './alert-records.ts'
import { watchObjectives } from './burning-objectives.ts'
import { watchConnectors } from './connector-states.ts'
import { createDeliverer, type UndeliveredListener } from './deliver.ts'
import { createDeliveryQueue } from './delivery-queue.ts'
import { watchConnections } from './failing-connections.ts'
import { forgetAlerts } from './forget-alerts.ts'
import { watchBreakers } from './open-breakers.ts'
import { openSenders } from './senders/open-senders.ts'
import { createSilences, type Silences } from './silences.ts'
import type { AddressRules } from './target-address.ts'
import { watchQuotas } from './spent-quotas.ts'
import { createTargetStore, targetTopic, type TargetStore } from './target-store.ts'
import { tryTarget } from './try-target.ts'
import { createAlertWatch } from './watch-alerts.ts'
import { createWatchLease } from './watch-lease.ts'

/** The alerts of this instance. */
export interface Alerts {
  readonly records: AlertRecords
  readonly silences: Silences
  readonly targets: TargetStore
  /** What an address of a target must keep to. */
  readonly addressRules: AddressRules
  /** Address of docs/runbooks.md. */
  readonly runbooks: string
  /** Sends a target a message that says that it is a test, and says what came of it. */
  tryTarget(scope: string, id: string): Promise<{ readonly isDelivered: boolean; readonly outcome: string }>
  /** Looks at once, if it is this instance's turn, and sends what is due. For tests and for whoever has just changed something. */
  look(): Promise<void>
  close(): Promise<void>
}

export interface AlertsParts {
  readonly settings: Settings
  readonly objectives: Objectives
  readonly store: Store
  readonly changes: ChangeFeed
  readonly vault: Vault
  readonly breakers: Breakers
  readonly quotas: Quotas
  readonly registry: Registry
  readonly egress: EgressPolicy
  readonly network: Network | undefined
  readonly redactor: Redactor
  readonly metrics: Metrics
  readonly log: Logger
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly random: () => number
  readonly onUndelivered?: UndeliveredListener | undefined
  readonly timers?: Timers
}

/** Looks so many times in vain until another instance takes over from one that has died. */
const patience = 3
/** Milliseconds. */
const deliverEvery = 5_000
const forgetEvery = 3_600_000
const deliveryLease = 120_000

/** Looks for what is wrong regularly, and tells those who want to hear of it. */
export async function openAlerts(parts: AlertsParts): Promise<Alerts> {
  const { settings, objectives, store, changes, breakers, registry, log, now, random } = parts
  const { timers = systemTimers, egress } = parts
  const owner = randomUUID()
  const every = inMilliseconds(settings.alertInterval)
  const runbooks = settings.runbooksUrl
  const metrics = createAlertMetrics(parts.metrics)
  const records = createAlertRecords(store)
  const targets = createTargetStore(store, parts.vault, changes)
  const senders = openSenders(parts)
  const lease = createWatchLease(store, owner, every * patience)
  const burning = watchObjectives(objectives, now, installation)
  const breakerWatch = watchBreakers(breakers, inMilliseconds(settings.alertBreakerOpen), now)
  let targetScopes: readonly string[] = []
  const watched = createLatest(async () => void (targetScopes = await targets.scopes()))
  const lookForAlerts = createAlertWatch({
    store,
    lease,
    // More of them: another watcher with names of its own, a section in docs/runbooks.md for each.
    watchers: [
      burning,
      breakerWatch,
      watchConnections(store),
      watchConnectors(registry, now),
      watchQuotas(parts.quotas),
    ],
    scopes: () => new Set([installation, ...objectives.known.scopes(), ...targetScopes]),
    log,
    now,
  })
  const deliver = createDeliverer({
    store,
    queue: createDeliveryQueue(store, owner, deliveryLease),
    targets,
    senders: senders.byKind,
    runbooks,
    log,
    now,
    random,
    count: (kind, outcome) => metrics.countDelivery(kind, outcome),
    onUndelivered: parts.onUndelivered,
  })

  const sendDue = alone(async () => {
    while ((await deliver()) > 0);
  })
  const look = alone(async () => {
    const transitions = await lookForAlerts()
    metrics.show(
      transitions && { measured: burning.measured ?? [], firing: await records.firingEverywhere() },
    )
    await sendDue()
  })
  const quietly = (work: () => Promise<void>) => (): void => {
    if (!store.availability.isUp) return
    work().catch((error: unknown) => {
      if (!isStoreAway(error)) log.error({ err: error }, 'alerts could not be looked for')
    })
  }
  watched.catchUp()
  const endings = [
    changes.listen(targetTopic, watched.catchUp),
    timers.every(every, quietly(look)),
    timers.every(deliverEvery, quietly(sendDue)),
    timers.every(
      forgetEvery,
      quietly(async () => forgetAlerts(store, now())),
    ),
  ]
  return {
    records,
    silences: createSilences(store, now),
    targets,
    addressRules: { egress, hasMail: senders.byKind.email !== undefined },
    runbooks,
    tryTarget: (scope, id) => tryTarget({ targets, senders: senders.byKind, runbooks, now }, scope, id),
    async look() {
      await watched.refresh()
      await look()
    },
    async close() {
      for (const end of endings) end()
      await watched.close()
      await Promise.allSettled([look.settled(), sendDue.settled()])
      breakerWatch.close()
      await lease.release().catch(() => undefined)
      await senders.close()
    },
  }
}

/** Work that is done once at a time: whoever asks meanwhile waits for what runs. */
function alone(work: () => Promise<void>): (() => Promise<void>) & { settled(): Promise<unknown> } {
  let running: Promise<void> | undefined
  const start = (): Promise<void> => {
    running ??= work().finally(() => (running = undefined))
    return running
  }
  return Object.assign(start, { settled: async () => running })
}
