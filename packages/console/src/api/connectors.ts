import type { RouteData } from '@patchbay/client'
import { queryOptions } from '@tanstack/react-query'
import { ask } from './request.ts'

/** What an operation does at the vendor. */
export const effects = ['read', 'idempotent', 'write', 'destructive'] as const

export type Effect = (typeof effects)[number]

/** The API of the vendor, and how long the version that is used is served. */
export interface VendorApi {
  /** Its name and version, as the vendor writes it. */
  readonly api: string
  /** Address of its documentation. */
  readonly docs: string
  readonly support: {
    readonly state: 'unannounced' | 'current' | 'ending' | 'ended'
    readonly until: string | null
    readonly daysLeft: number | null
  }
}

/** What answers of a vendor have said of its API. */
export interface VendorNotice {
  readonly code: string
  readonly message: string
  readonly count: number
  readonly lastSeen: string
}

type Listed = Omit<RouteData<'get', '/v1/connectors'>[number], 'vendor' | 'notices' | 'operations'>

/** One in quarantine has a reason, and nothing of what a loaded one has. */
export interface ConnectorSummary extends Listed {
  // What connectors say of themselves has no schema in the API, so it is written down here.
  readonly vendor?: VendorApi
  readonly notices?: readonly VendorNotice[]
  readonly operations?: ReadonlyArray<{
    readonly id: string
    readonly title: string
    readonly effect: Effect
  }>
  /** Where it was to be loaded from. */
  readonly reference?: string
  readonly code?: string
}

export interface Operation {
  readonly id: string
  readonly title: string
  readonly description: string
  readonly effect: Effect
  readonly isStream: boolean
  readonly input: Readonly<Record<string, unknown>>
  readonly task?: string
  readonly examples: ReadonlyArray<{ readonly title: string; readonly input: unknown }>
}

/** A way in which a connection can prove who it is. */
export interface Authentication {
  readonly kind: 'api-key' | 'oauth2' | 'service-account'
  readonly title?: string
  /** How to obtain the credentials. */
  readonly help?: string
  /** Of OAuth 2. */
  readonly grant?: 'authorization-code' | 'client-credentials' | 'refresh-token' | 'token-exchange'
  /** Schema of what is entered. */
  readonly credentials: Readonly<Record<string, unknown>>
}

/** One connector; one in quarantine has nothing but the reason. */
export interface Connector extends ConnectorSummary {
  /** Schema of the settings of a connection. */
  readonly config?: Readonly<Record<string, unknown>>
  /** The first is the default. */
  readonly auth?: Readonly<Record<string, Authentication>>
  readonly operations?: readonly Operation[]
}

export const connectorsQuery = queryOptions({
  queryKey: ['connectors'],
  async queryFn({ signal }) {
    const connectors: unknown = await ask('GET', '/v1/connectors', { signal })
    return connectors as readonly ConnectorSummary[]
  },
  staleTime: 60_000,
})

export const connectorQuery = (id: string) =>
  queryOptions({
    queryKey: ['connectors', id],
    async queryFn({ signal }) {
      const connector: unknown = await ask('GET', '/v1/connectors/{id}', { path: { id }, signal })
      return connector as Connector
    },
    staleTime: 60_000,
  })
