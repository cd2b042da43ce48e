import { Gauge, type Registry } from 'prom-client'
import type { Transport } from './transport.ts'

/** By connector, never by origin, which may be the shop of one tenant. */
export function registerLaneMetrics(
  registry: Registry,
  transports: ReadonlyMap<string, Pick<Transport, 'loads'>>,
): void {
  const register = (name: string, help: string, load: 'held' | 'waiting'): void => {
    new Gauge({
      name,
      help,
      labelNames: ['connector'],
      registers: [registry],
      collect() {
        this.reset()
        for (const [connector, transport] of transports) {
          this.set(
            { connector },
            transport.loads().reduce((sum, lane) => sum + lane[load], 0),
          )
        }
      },
    })
  }
  register('patchbay_vendor_sockets', 'Sockets to vendors with a request on them, or not closed yet.', 'held')
  register('patchbay_vendor_waiting', 'Requests that wait for a socket to a vendor.', 'waiting')
}
