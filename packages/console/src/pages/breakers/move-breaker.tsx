import { Code } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { breakersKey, moveBreaker, type Breaker } from '../../api/breakers.ts'
import { ConfirmModal } from '../../parts/confirm-modal.tsx'

export interface BreakerMove {
  readonly breaker: Breaker
  readonly to: 'open' | 'close'
}

/** Says what moving a breaker does to everybody's calls, and moves it. */
export function MoveBreaker({ breaker, to, onClose }: BreakerMove & { readonly onClose: () => void }) {
  const queries = useQueryClient()
  const move = useMutation({
    mutationFn: () => moveBreaker(breaker.id, to),
    async onSuccess({ state, origin }) {
      await queries.invalidateQueries({ queryKey: breakersKey })
      notifications.show({ message: `The breaker to ${origin} is ${state} now.`, color: 'teal' })
      onClose()
    },
  })
  const isOpening = to === 'open'
  return (
    <ConfirmModal
      opened
      onClose={onClose}
      title={isOpening ? 'Open this breaker?' : 'Close this breaker?'}
      confirm={isOpening ? 'Open it' : 'Close it'}
      {...(isOpening ? { color: 'red' } : {})}
      isBusy={move.isPending}
      error={move.error}
      onConfirm={() => move.mutate()}
    >
      {isOpening ? (
        <>
          Every call of {breaker.connector} to <Code>{breaker.origin}</Code> will be refused at once, for all
          tenants and on all instances, until somebody closes it by hand.
        </>
      ) : (
        <>
          Calls of {breaker.connector} to <Code>{breaker.origin}</Code> are let through again on all
          instances, and the failures so far are forgotten. If the vendor still fails, it opens again by
          itself.
        </>
      )}
    </ConfirmModal>
  )
}
