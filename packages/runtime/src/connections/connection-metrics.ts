import { Gauge, type Registry } from 'prom-client'
import type { Store } from '../store/store.ts'

/** Milliseconds for which one look at the store does for all scrapes. */
const lookEvery = 30_000

/** By connector and state, never by tenant: their numbers are theirs. What was counted last stays while the store is away. */
export function registerConnectionMetrics(
  registry: Registry,
  store: Pick<Store, 'database' | 'availability'>,
): void {
  let counted = Number.NEGATIVE_INFINITY
  let counts: ReadonlyArray<{ readonly connector: string; readonly state: string; readonly number: string }> =
    []
  const count = async (): Promise<void> => {
    if (!store.availability.isUp || performance.now() - counted < lookEvery) return
    counted = performance.now()
    counts = await store.database
      .selectFrom('connections')
      .select(({ fn }) => ['connector', 'state', fn.countAll<string>().as('number')])
      .groupBy(['connector', 'state'])
      .execute()
  }
  new Gauge({
    name: 'patchbay_connections',
    help: 'Connections that are stored, by state. Those of the configuration and to emulators are not among them.',
    labelNames: ['connector', 'state'],
    registers: [registry],
    async collect() {
      await count().catch(() => undefined)
      this.reset()
      for (const { connector, state, number } of counts) this.set({ connector, state }, Number(number))
    },
  })
}
