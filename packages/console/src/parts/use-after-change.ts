import { useQueryClient, type QueryKey } from '@tanstack/react-query'

/** What follows a change that was made: what it has changed is asked for anew, and then its form closes. */
export function useAfterChange(queryKey: QueryKey, onDone: () => void): () => Promise<void> {
  const queries = useQueryClient()
  return async () => {
    await queries.invalidateQueries({ queryKey })
    onDone()
  }
}
