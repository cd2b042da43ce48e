import type { Emulator } from '@patchbay/contract/emulator'
import { startEmulator, type EmulatorHost } from '@patchbay/emulator'
import type { Logger } from 'pino'
import type { EgressPolicy } from './egress-policy.ts'

export interface EmulatorsParts {
  /** By connector id; empty where nothing may be mocked. */
  readonly loaders: ReadonlyMap<string, () => Promise<Emulator>>
  /** Those that somebody else runs, by connector id. */
  readonly running: ReadonlyMap<string, EmulatorHost>
  readonly log: Logger
  readonly now: () => number
}

/** The stand-ins of vendors, each started when it is first needed. */
export interface Emulators {
  /** By connector id. */
  readonly running: ReadonlyMap<string, EmulatorHost>
  /** Ids of the connectors that have one. */
  ids(): readonly string[]
  /** Undefined where there is none, or it does not start, which is logged. */
  provide(connector: string): Promise<EmulatorHost | undefined> | undefined
  /** Allows the addresses of those that run. */
  readonly egress: EgressPolicy
  /** Stops those that were started here. */
  close(): Promise<void>
}

export function createEmulators({ loaders, running: lent, log, now }: EmulatorsParts): Emulators {
  const running = new Map(lent)
  const starts = new Map<string, Promise<EmulatorHost | undefined>>()

  const start = async (
    connector: string,
    load: () => Promise<Emulator>,
  ): Promise<EmulatorHost | undefined> => {
    try {
      const emulator = await startEmulator(await load(), { now })
      running.set(connector, emulator)
      return emulator
    } catch (error) {
      log.error({ connector, err: error }, 'the emulator did not start')
      return undefined
    }
  }

  return {
    running,
    ids: () => [...new Set([...running.keys(), ...loaders.keys()])],
    provide(connector) {
      const runs = running.get(connector)
      if (runs !== undefined) return Promise.resolve(runs)
      const load = loaders.get(connector)
      if (load === undefined) return undefined
      const begun = starts.get(connector) ?? start(connector, load)
      starts.set(connector, begun)
      return begun
    },
    egress: { allows: (origin) => [...running.values()].some(({ url }) => new URL(url).origin === origin) },
    async close() {
      await Promise.all([...starts.values()].map(async (starting) => (await starting)?.close()))
    },
  }
}
