import { useMutation } from '@tanstack/react-query'
import {
  changeConnection,
  connectionsKey,
  type Connection,
  type ConnectionChange,
} from '../../api/connections.ts'
import { useAfterChange } from '../../parts/use-after-change.ts'

/** Changes a connection as it was when this began; who else has changed it meanwhile is not overwritten. */
export function useChange(connection: Connection, onDone: () => void) {
  return useMutation({
    mutationFn: (change: ConnectionChange) => changeConnection(connection, change),
    onSuccess: useAfterChange(connectionsKey, onDone),
  })
}
