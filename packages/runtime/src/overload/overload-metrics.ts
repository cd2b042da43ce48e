import { Counter, Gauge, type Registry } from 'prom-client'
import type { OverloadGate } from './overload-gate.ts'

/** What an operator needs to see that the server refuses, and why. The delay of the loop is among the default metrics. */
export function registerOverloadMetrics(
  registry: Registry,
  gate: OverloadGate,
  inFlightMax: number,
  isBehind: () => boolean,
): void {
  const registers = [registry]
  new Counter({
    name: 'patchbay_requests_shed_total',
    help: 'Requests refused as overloaded: for an event loop that is behind, or for too many in flight.',
    labelNames: ['reason'],
    registers,
    collect() {
      this.reset()
      this.inc({ reason: 'event_loop' }, gate.shed.eventLoop)
      this.inc({ reason: 'in_flight' }, gate.shed.inFlight)
    },
  })
  new Gauge({
    name: 'patchbay_requests_in_flight',
    help: 'Requests that are being served.',
    registers,
    collect() {
      this.set(gate.inFlight)
    },
  })
  new Gauge({
    name: 'patchbay_requests_in_flight_max',
    help: 'Requests that may be served at once.',
    registers,
  }).set(inFlightMax)
  new Gauge({
    name: 'patchbay_event_loop_behind',
    help: '1 while the event loop has a standing queue, 0 otherwise.',
    registers,
    collect() {
      this.set(isBehind() ? 1 : 0)
    },
  })
}
