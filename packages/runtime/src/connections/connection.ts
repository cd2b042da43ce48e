import type { Authentication } from '@patchbay/contract'

/** A configured account at a vendor, ready to be called with. */
export interface Connection {
  readonly id: string
  readonly connector: string
  readonly config: Readonly<Record<string, unknown>>
  readonly authentication: Authentication
  /** Secret. Never logged, never described. */
  readonly credentials: Readonly<Record<string, string>>
  /** By origin id: where the requests of this connection really go. */
  readonly origins: Readonly<Record<string, string>>
  /** Whether the vendor is its emulator. */
  readonly source: 'live' | 'mock'
}
