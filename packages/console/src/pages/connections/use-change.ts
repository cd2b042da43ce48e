import { useMutation, useQueryClient } from '@tanstack/react-query'
import {
  changeConnection,
  connectionsKey,
  type Connection,
  type ConnectionChange,
} from '../../api/connections.ts'

/** Changes a connection as it was when this began; who else has changed it meanwhile is not overwritten. */
export function useChange(connection: Connection, onDone: () => void) {
  const queries = useQueryClient()
  return useMutation({
    mutationFn: (change: ConnectionChange) => changeConnection(connection, change),
    async onSuccess() {
      await queries.invalidateQueries({ queryKey: connectionsKey })
      onDone()
    },
  })
}
