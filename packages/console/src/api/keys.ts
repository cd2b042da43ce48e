import { infiniteQueryOptions } from '@tanstack/react-query'
import type { Effect } from './connectors.ts'
import { ask, request } from './request.ts'

export const roles = ['owner', 'admin', 'developer', 'viewer', 'agent'] as const

export type Role = (typeof roles)[number]

/** Each list that is there is all that is allowed of its kind. */
export interface KeyRestrictions {
  readonly connectors?: readonly string[]
  readonly operations?: readonly string[]
  readonly effects?: readonly Effect[]
  readonly connections?: readonly string[]
}

export interface ApiKey {
  readonly id: string
  readonly name: string
  /** What the key begins with. */
  readonly hint: string
  readonly environment: string
  readonly role: Role
  readonly state: 'active' | 'expired' | 'revoked'
  readonly restrictions: KeyRestrictions | null
  readonly addresses: readonly string[] | null
  readonly toolsets: readonly string[] | null
  readonly expiresAt: string | null
  readonly createdBy: string
  readonly createdAt: string
  readonly lastUsedAt: string | null
  readonly revokedAt: string | null
  readonly version: number
}

export interface NewKey {
  readonly name: string
  readonly role: Role
  readonly environment: 'live' | 'test'
  readonly restrictions: KeyRestrictions | null
  readonly addresses: readonly string[] | null
  readonly toolsets: readonly string[] | null
  readonly expiresAt: string | null
}

/** A key as it was made: the one answer with its text. */
export interface MadeKey extends ApiKey {
  readonly key: string
}

export const keysKey = ['keys'] as const

export const keysQuery = infiniteQueryOptions({
  queryKey: keysKey,
  queryFn: ({ pageParam, signal }) =>
    request<readonly ApiKey[]>('GET', '/v1/keys', { query: { limit: 50, cursor: pageParam }, signal }),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: ({ meta }) => meta.next ?? undefined,
})

/** What is not restricted is left out: the server holds it to what the maker is held to. */
export const createKey = ({
  restrictions,
  addresses,
  toolsets,
  expiresAt,
  ...key
}: NewKey): Promise<MadeKey> =>
  ask('POST', '/v1/keys', {
    body: {
      ...key,
      ...(restrictions === null ? {} : { restrictions }),
      ...(addresses === null ? {} : { addresses }),
      ...(toolsets === null ? {} : { toolsets }),
      ...(expiresAt === null ? {} : { expiresAt }),
    },
  })
/** Gives the key another text; the one before stays valid for the overlap, such as `1h`. */
export const rotateKey = (id: string, overlap: string, version: number): Promise<MadeKey> =>
  ask('POST', `/v1/keys/${encodeURIComponent(id)}/rotate`, {
    body: { overlap },
    headers: { 'if-match': `"${version}"` },
  })
export const revokeKey = (id: string): Promise<ApiKey> => ask('DELETE', `/v1/keys/${encodeURIComponent(id)}`)
