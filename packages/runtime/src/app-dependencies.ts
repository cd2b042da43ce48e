import type { DestinationStream } from 'pino'
import type { EmulatorHost } from '@patchbay/emulator'
import type { OpenCalls } from './calls/open-calls.ts'
import type { ConnectionSettings } from './connections/connection-settings.ts'
import type { Connection } from './connections/connection.ts'
import type { Registry } from './connectors/registry.ts'
import type { TransformRunner } from './connectors/transforms/transform-runner.ts'
import type { Readiness } from './http/health.ts'
import type { SharedState } from './shared-state/shared-state.ts'
import type { CallHistory } from './statistics/call-history.ts'
import type { Store } from './store/store.ts'
import type { OpenedVault } from './vault/open-vault.ts'
import type { Network } from './vendor/guarded-connector.ts'

/** What an app takes from outside. Everything has a default; tests replace what they need. */
export interface Dependencies {
  /** The administrator's bearer key. Default: the one in the settings, which must then have it. */
  readonly adminKey?: string
  readonly connections?: readonly ConnectionSettings[]
  /** Folder that relative paths of connectors start from. Default: the working directory. */
  readonly baseFolder?: string
  /** Where log lines go. Default: standard output. */
  readonly logDestination?: DestinationStream
  /** Origins that connections may point to, beside those of the settings. */
  readonly egressAllow?: readonly string[]
  /** What resolves and judges the hosts of vendors. Default: DNS, and public addresses only. */
  readonly network?: Network
  /** Emulators to use instead of starting them, by connector id. They are not closed with the app. */
  readonly emulators?: ReadonlyMap<string, EmulatorHost>
  /** Folder of the built console. Default: that of the package `@patchbay/console`. */
  readonly consoleFolder?: string
  /** What this instance shares with others. It is not closed with the app. Default: as the settings say. */
  readonly sharedState?: SharedState
  /** Where everything is kept for good. It is not closed with the app. Default: as the settings say. */
  readonly store?: Store
  /** What calls came to. Default: what was counted in the store. */
  readonly callHistory?: CallHistory
  /** What runs the transforms of connectors. Default: inline or in threads, as the settings say. */
  readonly transforms?: TransformRunner
  /** Milliseconds since 1970. */
  readonly now?: () => number
  /** From 0 up to 1. */
  readonly random?: () => number
}

/** What the app offers to the program around it. */
export interface Patchbay {
  readonly registry: Registry
  readonly readiness: Readiness
  readonly openCalls: OpenCalls
  readonly connections: readonly Connection[]
  /** The running emulators, by connector id. */
  readonly emulators: ReadonlyMap<string, EmulatorHost>
  /** Where the keys are from that wrap secrets; undefined while the store is away. */
  readonly keyRing: OpenedVault['ring']
}

declare module 'fastify' {
  interface FastifyInstance {
    readonly patchbay: Patchbay
  }
}
