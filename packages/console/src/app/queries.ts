import { QueryCache, QueryClient } from '@tanstack/react-query'
import { ApiProblem } from '../api/api-problem.ts'
import { sessionKey } from '../api/session.ts'

/** Milliseconds between two questions about what changes by the second, such as breakers. */
export const live = 1_000
/** Milliseconds between two questions about what changes by the minute. */
export const slow = 10_000

/** What the pages know of the server. A problem that another try cannot change is shown at once. */
export function createQueries(): QueryClient {
  const queries: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      onError(error, query) {
        // Signed out elsewhere, or the session has ended: the shell asks again, and leads to the sign-in.
        if (
          error instanceof ApiProblem &&
          error.code === 'unauthenticated' &&
          query.queryKey[0] !== 'session'
        )
          void queries.invalidateQueries({ queryKey: sessionKey })
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: 5_000,
        retry: (failures, error) => failures < 2 && error instanceof ApiProblem && error.retryable,
        refetchOnWindowFocus: true,
      },
    },
  })
  return queries
}
