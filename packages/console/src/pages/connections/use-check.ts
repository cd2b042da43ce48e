import { useMutation, useQueryClient } from '@tanstack/react-query'
import { checkConnection } from '../../api/connection-checks.ts'
import { connectionsKey } from '../../api/connections.ts'

/** Tries a connection now; what it says of itself afterwards may be another thing than before. */
export function useCheck(id: string) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: () => checkConnection(id),
    onSettled: () => queries.invalidateQueries({ queryKey: connectionsKey }),
  })
}
