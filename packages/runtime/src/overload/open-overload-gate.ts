import type { Registry } from 'prom-client'
import { inMilliseconds } from '../configuration/durations.ts'
import type { Settings } from '../configuration/settings.ts'
import { createOverloadGate, type OverloadGate } from './overload-gate.ts'
import { registerOverloadMetrics } from './overload-metrics.ts'
import { createRefusal } from './refusal.ts'
import { watchTurns } from './turn-watch.ts'

/** Milliseconds that turns may be long before anything is refused, and without a long one until nothing is any more. */
const patience = 100
const recovery = 1_000

/** The gate as the settings want it, with its metrics. */
export function openOverloadGate(settings: Settings, registry: Registry, random: () => number): OverloadGate {
  const { inFlightMax } = settings
  const budget = inMilliseconds(settings.turnBudget)
  const turns =
    budget === 0
      ? undefined
      : watchTurns({
          budget,
          patience,
          recovery,
          now: () => performance.now(),
          atTurnEnd: (callback) => void setImmediate(callback),
        })
  const gate = createOverloadGate({ turns, inFlightMax, refuse: createRefusal(random) })
  registerOverloadMetrics(registry, gate, inFlightMax, () => turns?.isBehind === true)
  return gate
}
