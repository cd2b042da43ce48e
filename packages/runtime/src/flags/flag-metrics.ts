import { Counter, type Registry } from 'prom-client'
import type { FlagKey } from './flag-definitions.ts'

export interface FlagMetrics {
  /** A call was refused because of the flag. */
  denied(flag: FlagKey): void
}

export function createFlagMetrics(registry: Registry): FlagMetrics {
  const denials = new Counter({
    name: 'patchbay_flag_denials_total',
    help: 'Calls that were refused because a flag is off, by flag.',
    labelNames: ['flag'],
    registers: [registry],
  })
  for (const flag of ['calls', 'writes', 'mock-data'] as const) denials.inc({ flag }, 0)
  return { denied: (flag) => denials.inc({ flag }) }
}
