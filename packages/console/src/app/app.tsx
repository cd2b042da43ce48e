import { MantineProvider } from '@mantine/core'
import { Notifications } from '@mantine/notifications'
import { QueryClientProvider } from '@tanstack/react-query'
import { BrowserRouter } from 'react-router'
import { Guarded } from './guarded.tsx'
import { Pages } from './pages.tsx'
import { createQueries } from './queries.ts'
import { styleNonce } from './style-nonce.ts'
import { theme } from './theme.ts'

const queries = createQueries()

export function App() {
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto" getStyleNonce={styleNonce}>
      <Notifications position="bottom-right" />
      <QueryClientProvider client={queries}>
        <BrowserRouter basename="/app">
          <Guarded>
            <Pages />
          </Guarded>
        </BrowserRouter>
      </QueryClientProvider>
    </MantineProvider>
  )
}
