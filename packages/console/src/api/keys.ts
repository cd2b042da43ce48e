import type { RouteBody, RouteData } from '@patchbay/client'
import { infiniteQueryOptions } from '@tanstack/react-query'
import { ask, ifMatch, request } from './request.ts'

export type ApiKey = RouteData<'get', '/v1/keys'>[number]
export type Role = ApiKey['role']

export const roles = ['owner', 'admin', 'developer', 'viewer', 'agent'] as const satisfies readonly Role[]

/** Each list that is there is all that is allowed of its kind. */
export type KeyRestrictions = NonNullable<NewKey['restrictions']>

export type NewKey = Required<
  Pick<
    RouteBody<'post', '/v1/keys'>,
    'name' | 'role' | 'environment' | 'restrictions' | 'addresses' | 'toolsets' | 'expiresAt'
  >
>

/** A key as it was made: the one answer with its text. */
export type MadeKey = RouteData<'post', '/v1/keys'>

export const keysKey = ['keys'] as const

export const keysQuery = infiniteQueryOptions({
  queryKey: keysKey,
  queryFn: ({ pageParam, signal }) =>
    request('GET', '/v1/keys', { query: { limit: 50, cursor: pageParam }, signal }),
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
  ask('POST', '/v1/keys/{id}/rotate', { path: { id }, body: { overlap }, ...ifMatch(version) })
export const revokeKey = (id: string): Promise<ApiKey> => ask('DELETE', '/v1/keys/{id}', { path: { id } })
