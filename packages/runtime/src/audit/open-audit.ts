import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { Registry } from 'prom-client'
import type { Settings } from '../configuration/settings.ts'
import { inMilliseconds } from '../configuration/durations.ts'
import type { Store } from '../store/store.ts'
import { lockAudit, readHead, writeHead } from './append-events.ts'
import type { Audit } from './audit.ts'
import type { ChainPosition } from './audit-entry.ts'
import { sealHead } from './audit-head.ts'
import { sealedBy, type AuditKeys } from './audit-key.ts'
import { auditLog, type AuditLog } from './audit-log.ts'
import { createAuditMetrics } from './audit-metrics.ts'
import { createAuditWriter } from './audit-writer.ts'
import { removeOld } from './remove-old.ts'
import { createSpoolFolder } from './spool-folder.ts'
import { storedAudit } from './stored-audit.ts'
import { verifyAudit, type Verification } from './verify-audit.ts'

export interface AuditOptions {
  readonly settings: Pick<Settings, 'dataFolder' | 'auditRetention'>
  readonly store: Store
  readonly keys: AuditKeys
  readonly registry: Registry
  readonly log: Logger
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly pace?: AuditPace
}

/** In milliseconds. */
export interface AuditPace {
  /** How long the store may take for what waits, before it is kept in a file. */
  readonly patience: number
  /** Between two lines of the log that say how far the audit reaches. */
  readonly head: number
  /** Between two looks for entries that are old enough to leave. */
  readonly retention: number
}

const usualPace: AuditPace = { patience: 2_000, head: 60_000, retention: 3_600_000 }

export interface OpenedAudit extends Audit {
  readonly entries: AuditLog
  /** How far the log of all tenants reaches. */
  head(): Promise<ChainPosition>
  verify(expectedHead?: ChainPosition): Promise<Verification>
  /** Removes what is older than the settings allow. Done every hour by itself. */
  removeOld(): Promise<void>
  /** Waits for all that was to be written. Close it before the vault and the store. */
  close(): Promise<void>
}

/** Where entries wait while the store is away. */
export const spoolIn = (dataFolder: string): string => join(resolve(dataFolder), 'audit')

/** Opens the audit in the store. What an earlier process left in files is moved there. */
export function openAudit(options: AuditOptions): OpenedAudit {
  const { settings, store, keys, log, now, pace = usualPace } = options
  const { auditRetention } = settings
  const ending = new AbortController()
  const writer = createAuditWriter({
    store,
    keys,
    spoolFolder: createSpoolFolder(spoolIn(settings.dataFolder), keys),
    metrics: createAuditMetrics(options.registry),
    log,
    now,
    patience: pace.patience,
  })
  let logged = 0

  /** Whoever keeps the lines of the log elsewhere has heads that nobody can put back with the store. */
  const tellHead = async (): Promise<void> => {
    const { lastSeen } = writer
    if (lastSeen !== undefined && lastSeen.sequence !== logged) {
      logged = lastSeen.sequence
      log.info(lastSeen, 'head of the audit')
    }
    await sealAnew(store, keys)
  }
  const removeAll = async (): Promise<void> => {
    if (auditRetention === 'forever') return
    const before = now() - inMilliseconds(auditRetention)
    for (;;) {
      const appended = await removeOld(store, before, { keys, now })
      if (appended === undefined) return
      log.info({ through: appended.head.base.sequence }, 'old audit entries were removed')
    }
  }
  const every = async (interval: number, work: () => Promise<void>): Promise<void> => {
    while (!ending.signal.aborted) {
      try {
        await work()
      } catch (error) {
        if (!ending.signal.aborted) log.warn({ err: error }, 'the audit goes on when the store is back')
      }
      await sleep(interval, undefined, { signal: ending.signal, ref: false }).catch(() => undefined)
    }
  }
  const works = [every(pace.head, tellHead), every(pace.retention, removeAll)]
  const empty = (): void => void writer.emptySpool().catch(() => undefined) // which tries again by itself
  empty()
  const endListening = store.availability.onChange((isUp) => {
    if (isUp) empty()
  })

  return {
    append: (event, database) => writer.append(event, database),
    entries: auditLog(store.database),
    async head() {
      const { head } = await readHead(store.database, keys)
      return head.last
    },
    verify: (expectedHead) => verifyAudit(storedAudit(store.database), { keys, expectedHead }),
    removeOld: removeAll,
    async close() {
      endListening()
      ending.abort()
      await Promise.all(works)
      await writer.close()
    },
  }
}

/** Seals the head with the key that is active now, so that the one before can leave the ring. */
async function sealAnew(store: Store, keys: AuditKeys): Promise<void> {
  const sealedAnew = async (database = store.database) => {
    const { head, isGenuine } = await readHead(database, keys)
    const active = await keys.active(database)
    const isOther = isGenuine && head.last.sequence > 0 && sealedBy(head.seal) !== active.id
    return isOther ? sealHead(active, head.last, head.base) : undefined
  }
  if ((await sealedAnew()) === undefined) return
  await store.transaction(async (database) => {
    await lockAudit(database)
    const head = await sealedAnew(database)
    if (head !== undefined) await writeHead(database, head)
  })
}
