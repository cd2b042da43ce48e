import { queryOptions } from '@tanstack/react-query'
import { client, failureOf } from './request.ts'

/** Whether the server speaks MCP: only then does it tell agents where it is. */
export const isMcpOfferedQuery = queryOptions({
  queryKey: ['is-mcp-offered'],
  queryFn: async ({ signal }) => {
    const received = await client.transport.send(
      { method: 'GET', path: '/.well-known/ai-catalog.json', isRepeatable: true, signal },
      (response) => Promise.resolve({ ok: true, answer: response.ok }),
    )
    if (received.ok) return received.answer
    if (received.problem.status === 404) return false
    throw failureOf(received, signal)
  },
  staleTime: 60_000,
})
