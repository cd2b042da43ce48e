import { Gauge, type Registry } from 'prom-client'
import type { ToolPin } from './tool-pins.ts'

/** How many tools are held back, by connector and reason. */
export function registerPinMetrics(registry: Registry, list: () => readonly ToolPin[]): void {
  new Gauge({
    name: 'patchbay_tools_held',
    help: 'Tools that agents are not offered until an operator approves their definitions, by reason: changed, added, suspicious, or unread while the store is away.',
    labelNames: ['connector', 'reason'],
    registers: [registry],
    collect() {
      this.reset()
      for (const { connector } of list()) this.inc({ connector, reason: 'changed' }, 0)
      for (const { connector, state, isHeld } of list()) if (isHeld) this.inc({ connector, reason: state })
    },
  })
}
