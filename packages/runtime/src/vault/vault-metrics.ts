import { Counter, type Registry } from 'prom-client'

/** `unavailable`: tampered with, put back, or without its key. `failed`: the store was away. */
export type UseOutcome = 'ok' | 'unavailable' | 'failed'

export type CountUse = (use: 'get' | 'put' | 'forget', outcome: UseOutcome) => void

/** What the vault reports. */
export interface VaultMetrics {
  readonly count: CountUse
  rewrapped(secrets: number): void
  unreadable(secrets: number): void
}

export function createVaultMetrics(registry: Registry): VaultMetrics {
  const registers = [registry]
  const uses = new Counter({
    name: 'patchbay_vault_uses_total',
    help: 'Secrets that were got, put or forgotten: ok, failed while the store was away, or unavailable, of which each needs a look at the log.',
    labelNames: ['use', 'outcome'],
    registers,
  })
  const rewraps = new Counter({
    name: 'patchbay_vault_rewrapped_total',
    help: 'Secrets that a rotation has passed on to another key, or found unreadable.',
    labelNames: ['outcome'],
    registers,
  })
  return {
    count: (use, outcome) => uses.labels(use, outcome).inc(),
    rewrapped: (secrets) => rewraps.labels('ok').inc(secrets),
    unreadable: (secrets) => rewraps.labels('unreadable').inc(secrets),
  }
}
