import { Center, Loader } from '@mantine/core'
import { Suspense, type ReactNode } from 'react'
import { ErrorBoundary, type FallbackProps } from 'react-error-boundary'
import { useLocation } from 'react-router'
import { ProblemAlert } from '../parts/problem-alert.tsx'

/** Holds a page while its code is loaded, and says so where it breaks. Another page begins anew. */
export function Guarded({ children }: { readonly children: ReactNode }) {
  const { pathname } = useLocation()
  return (
    <ErrorBoundary FallbackComponent={Failure} resetKeys={[pathname]}>
      <Suspense fallback={<Loading />}>{children}</Suspense>
    </ErrorBoundary>
  )
}

const Loading = () => (
  <Center h={240}>
    <Loader aria-label="Loading" />
  </Center>
)

// After an update of the server the parts are gone that an old page still asks for, which a new page mends.
const Failure = ({ error }: FallbackProps) => (
  <Center p="md">
    <ProblemAlert error={error} title="This page could not be shown" onRetry={() => location.reload()} />
  </Center>
)
