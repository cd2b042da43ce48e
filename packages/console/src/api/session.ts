import { queryOptions } from '@tanstack/react-query'
import { ask } from './request.ts'

/** Who is signed in, as `GET /v1/me` has it. */
export interface Principal {
  readonly id: string
  readonly kind: 'operator' | 'api-key' | 'oidc'
  readonly tenant: string
  readonly role: string
  readonly permissions: readonly string[]
  readonly expiresAt: string | null
}

export interface Session {
  readonly principal: Principal
  readonly expiresAt: string
}

export interface SignInMethods {
  readonly key: boolean
  readonly oidc: ReadonlyArray<{ readonly id: string; readonly title: string; readonly href: string }>
  /** Whether connectors are served by their emulators. */
  readonly isMock: boolean
}

export const sessionKey = ['session'] as const

export const sessionQuery = queryOptions({
  queryKey: sessionKey,
  queryFn: ({ signal }) => ask<Session>('GET', '/v1/session', { signal }),
  staleTime: 60_000,
  retry: false,
})

export const signInMethodsQuery = queryOptions({
  queryKey: ['sign-in-methods'],
  queryFn: ({ signal }) => ask<SignInMethods>('GET', '/v1/session/methods', { signal }),
  staleTime: 60_000,
})

export const signIn = (key: string): Promise<Session> => ask('POST', '/v1/session', { body: { key } })
export const signOut = (): Promise<unknown> => ask('DELETE', '/v1/session')
