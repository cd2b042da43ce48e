import { Counter, Gauge, type Registry } from 'prom-client'
import { burnWindowNames, severities } from '../objectives/burn-rates.ts'
import type { MeasuredObjective } from '../objectives/measure-objectives.ts'
import { targetKinds, type TargetKind } from './alert-target.ts'
import type { Alert } from './alert.ts'

export interface AlertMetrics {
  /** What the last look of this instance has found; undefined while another one looks. */
  show(
    found: { readonly measured: readonly MeasuredObjective[]; readonly firing: readonly Alert[] } | undefined,
  ): void
  countDelivery(kind: TargetKind, outcome: 'delivered' | 'failed' | 'retried'): void
}

/** Of the whole installation. Only the instance that looks tells them, so that a sum over the fleet is right as well. */
export function createAlertMetrics(registry: Registry): AlertMetrics {
  const registers = [registry]
  const ratio = new Gauge({
    name: 'patchbay_objective_ratio',
    help: 'Share of what was good over 30 days, of the installation. Told by the instance that evaluates.',
    labelNames: ['connector', 'objective'],
    registers,
  })
  const burn = new Gauge({
    name: 'patchbay_objective_burn_rate',
    help: 'How many times as fast as it lasts the budget of an objective is spent, by window. Told by the instance that evaluates.',
    labelNames: ['connector', 'objective', 'window'],
    registers,
  })
  const alerts = new Gauge({
    name: 'patchbay_alerts',
    help: 'Alerts of all tenants that are firing: open ones, and those that somebody has acknowledged. Told by the instance that evaluates.',
    labelNames: ['severity', 'state'],
    registers,
  })
  const deliveries = new Counter({
    name: 'patchbay_alert_deliveries_total',
    help: 'Messages about alerts that this instance has sent, by kind of target: delivered, retried later, or failed for good.',
    labelNames: ['kind', 'outcome'],
    registers,
  })
  for (const kind of targetKinds) {
    for (const outcome of ['delivered', 'failed', 'retried']) deliveries.inc({ kind, outcome }, 0)
  }
  return {
    show(found) {
      ratio.reset()
      burn.reset()
      alerts.reset()
      if (found === undefined) return
      for (const { objective, attained, burn: rates } of found.measured) {
        const labels = { connector: objective.connector, objective: objective.kind }
        if (attained !== null) ratio.set(labels, attained)
        for (const window of burnWindowNames) burn.set({ ...labels, window }, rates[window])
      }
      for (const severity of severities) {
        const ofSeverity = found.firing.filter((alert) => alert.severity === severity)
        const acknowledged = ofSeverity.filter((alert) => alert.acknowledged !== null).length
        alerts.set({ severity, state: 'firing' }, ofSeverity.length - acknowledged)
        alerts.set({ severity, state: 'acknowledged' }, acknowledged)
      }
    },
    countDelivery: (kind, outcome) => deliveries.inc({ kind, outcome }),
  }
}
