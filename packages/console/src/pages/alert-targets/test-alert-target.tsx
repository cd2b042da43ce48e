import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { alertTargetsKey, testAlertTarget, type AlertTarget } from '../../api/alert-targets.ts'
import { PermittedButton } from '../../parts/permitted-button.tsx'

/** Sends a test, and says what came of it. */
export function TestAlertTarget({ target: { id, name } }: { readonly target: AlertTarget }) {
  const queries = useQueryClient()
  const test = useMutation({
    mutationFn: () => testAlertTarget(id),
    onSuccess({ delivered, outcome }) {
      notifications.show({
        color: delivered ? 'teal' : 'red',
        title: delivered ? `${name} was told` : `${name} could not be told`,
        message: outcome,
      })
    },
    onError: (error) =>
      notifications.show({ color: 'red', title: 'The test was not sent', message: error.message }),
    onSettled: () => queries.invalidateQueries({ queryKey: alertTargetsKey }),
  })
  return (
    <PermittedButton
      permission="alerts.write"
      size="compact-sm"
      variant="default"
      loading={test.isPending}
      aria-label={`Send a test to ${name}`}
      onClick={() => test.mutate()}
    >
      Test
    </PermittedButton>
  )
}
