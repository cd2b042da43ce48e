import { Center, Loader } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Navigate, Outlet, useLocation } from 'react-router'
import { ApiProblem } from '../api/api-problem.ts'
import { sessionQuery } from '../api/session.ts'
import { ProblemAlert } from '../parts/problem-alert.tsx'
import { SessionProvider } from './session-context.ts'

/** Lets in who is signed in, and leads everybody else to the sign-in and back. */
export function RequireSession() {
  const { pathname, search } = useLocation()
  const { data, error, refetch } = useQuery(sessionQuery)
  if (error instanceof ApiProblem && error.code === 'unauthenticated') {
    return <Navigate to={`/sign-in?next=${encodeURIComponent(pathname + search)}`} replace />
  }
  if (data !== undefined) {
    return (
      <SessionProvider value={data.principal}>
        <Outlet />
      </SessionProvider>
    )
  }
  return (
    <Center h="100vh" p="md">
      {error === null ? <Loader aria-label="Loading" /> : <ProblemAlert error={error} onRetry={refetch} />}
    </Center>
  )
}
