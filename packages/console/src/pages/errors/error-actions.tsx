import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { ApiProblem } from '../../api/api-problem.ts'
import {
  changeErrorGroup,
  errorGroupsKey,
  type ErrorGroup,
  type ErrorGroupChange,
} from '../../api/error-groups.ts'
import { PermittedButton } from '../../parts/permitted-button.tsx'
import { MuteError } from './mute-error.tsx'

const permission = 'errors.write'

/** What can be done about a group: each state has the ways out of it. */
export function ErrorActions({ group: { id, state } }: { readonly group: ErrorGroup }) {
  const [isMuting, setMuting] = useState(false)
  const queries = useQueryClient()
  const change = useMutation({
    mutationFn: (wish: ErrorGroupChange) => changeErrorGroup(id, wish),
    async onSuccess() {
      await queries.invalidateQueries({ queryKey: errorGroupsKey })
      setMuting(false)
    },
    onError(error) {
      // The form of muting shows it itself.
      if (isMuting) return
      const advice = error instanceof ApiProblem ? (error.body.advice ?? '') : ''
      notifications.show({ color: 'red', title: error.message, message: advice })
    },
  })
  return (
    <>
      {state !== 'open' && (
        <PermittedButton
          permission={permission}
          variant="default"
          onClick={() => change.mutate({ state: 'open' })}
        >
          Reopen
        </PermittedButton>
      )}
      {state === 'open' && (
        <PermittedButton permission={permission} variant="default" onClick={() => setMuting(true)}>
          Mute
        </PermittedButton>
      )}
      {state !== 'resolved' && (
        <PermittedButton permission={permission} onClick={() => change.mutate({ state: 'resolved' })}>
          Resolve
        </PermittedButton>
      )}
      {isMuting && (
        <MuteError
          isBusy={change.isPending}
          error={change.error}
          onMute={(wish) => change.mutate(wish)}
          onClose={() => setMuting(false)}
        />
      )}
    </>
  )
}
