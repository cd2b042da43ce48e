import { queryOptions } from '@tanstack/react-query'
import { ApiProblem } from './api-problem.ts'
import { request } from './request.ts'

/** Whether the server speaks MCP: only then does it tell agents where it is. */
export const isMcpOfferedQuery = queryOptions({
  queryKey: ['is-mcp-offered'],
  queryFn: async ({ signal }) => {
    try {
      await request('GET', '/.well-known/ai-catalog.json', { signal })
      return true
    } catch (error) {
      if (error instanceof ApiProblem && error.body.status === 404) return false
      throw error
    }
  },
  staleTime: 60_000,
})
