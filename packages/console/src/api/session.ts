import type { RouteData } from '@patchbay/client'
import { queryOptions } from '@tanstack/react-query'
import { ask } from './request.ts'

export type Session = RouteData<'get', '/v1/session'>

/** Who is signed in. */
export type Principal = Session['principal']
export type Permission = Principal['permissions'][number]

export type SignInMethods = RouteData<'get', '/v1/session/methods'>

export const sessionKey = ['session'] as const

export const sessionQuery = queryOptions({
  queryKey: sessionKey,
  queryFn: ({ signal }) => ask('GET', '/v1/session', { signal }),
  staleTime: 60_000,
  retry: false,
})

export const signInMethodsQuery = queryOptions({
  queryKey: ['sign-in-methods'],
  queryFn: ({ signal }) => ask('GET', '/v1/session/methods', { signal }),
  staleTime: 60_000,
})

export const signIn = (key: string): Promise<Session> => ask('POST', '/v1/session', { body: { key } })
export const signOut = (): Promise<unknown> => ask('DELETE', '/v1/session')
