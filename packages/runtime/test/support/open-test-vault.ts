import { pino } from 'pino'
import { Registry } from 'prom-client'
import type { Test } from 'tap'
import { createRedactor, defaultSettings } from '@patchbay/runtime'
import type { Store } from '../../src/store/store.ts'
import { openVault, type OpenedVault } from '../../src/vault/open-vault.ts'
import { newKeyEntry, parseKeyRing } from '../../src/vault/ring/key-ring.ts'
import type { ProvidedRing } from '../../src/vault/ring/provide-key-ring.ts'
import type { RotationPace } from '../../src/vault/rotation/rotation-worker.ts'
import type { SecretPlace } from '../../src/vault/vault.ts'

export const place: SecretPlace = { tenant: 'default', record: 'connection-1', purpose: 'credentials' }

/** As an operator sets `PATCHBAY_KEYS`: ids with keys made anew each time, or whole entries. */
export function ringOf(...keys: readonly string[]): ProvidedRing {
  const text = keys.map((key) => (key.includes(':') ? key : newEntry(key))).join(',')
  return { ring: parseKeyRing(text, 'PATCHBAY_KEYS'), origin: 'PATCHBAY_KEYS', isNew: false }
}

/** A new key of this id. */
export const newEntry = (id: string): string => newKeyEntry(0).replace(/^[^:]+/, id)

export interface TestVault extends OpenedVault {
  readonly redactor: ReturnType<typeof createRedactor>
  readonly registry: Registry
  readonly lines: Array<Readonly<Record<string, unknown>>>
}

export const quickly: RotationPace = { batch: 3, pause: 0, retry: 5, watch: 60_000 }

export async function openTestVault(
  t: Test,
  store: Store,
  keyRing: ProvidedRing,
  pace = quickly,
): Promise<TestVault> {
  const lines: Array<Readonly<Record<string, unknown>>> = []
  const log = pino({ level: 'debug' }, { write: (line: string) => void lines.push(JSON.parse(line)) })
  const redactor = createRedactor()
  const registry = new Registry()
  const opened = await openVault({
    settings: defaultSettings(),
    store,
    redactor,
    log,
    registry,
    keyRing,
    now: Date.now,
    pace,
  })
  t.teardown(() => opened.close())
  return { ...opened, redactor, registry, lines }
}
