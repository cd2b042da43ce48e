import { useMutation, useQueryClient } from '@tanstack/react-query'
import { browserSessionsKey, endSession, type BrowserSession } from '../../api/browser-sessions.ts'
import { sessionKey } from '../../api/session.ts'
import { ConfirmModal } from '../../parts/confirm-modal.tsx'

interface EndSessionProps {
  readonly session: BrowserSession
  readonly onClose: () => void
}

export function EndSession({ session: { id, isCurrent }, onClose }: EndSessionProps) {
  const queries = useQueryClient()
  const end = useMutation({
    mutationFn: () => endSession(id),
    async onSuccess() {
      onClose()
      // After the own one has ended, the shell leads to the sign-in.
      await queries.invalidateQueries({ queryKey: isCurrent ? sessionKey : browserSessionsKey })
    },
  })
  return (
    <ConfirmModal
      opened
      onClose={onClose}
      title="End the session?"
      confirm="End it"
      color="red"
      isBusy={end.isPending}
      error={end.error}
      onConfirm={() => end.mutate()}
    >
      {isCurrent
        ? 'It is the one of this browser: you are signed out.'
        : 'Whoever uses that browser has to sign in again.'}
    </ConfirmModal>
  )
}
