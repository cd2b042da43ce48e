import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { ProblemAlert } from './problem-alert.tsx'
import { useFocusBack } from './use-focus-back.ts'

interface ConfirmModalProps {
  readonly opened: boolean
  readonly onClose: () => void
  readonly title: string
  /** What will come of it. */
  readonly children: ReactNode
  /** What is done, as a verb: "Open". */
  readonly confirm: string
  readonly color?: string
  readonly isBusy: boolean
  /** Whether all is there that it takes. */
  readonly isReady?: boolean
  readonly error: unknown
  readonly onConfirm: () => void
}

/** Asks once more before what others will notice. */
export function ConfirmModal(props: ConfirmModalProps) {
  const { opened, onClose, title, children, confirm, color, isBusy, isReady = true, error, onConfirm } = props
  useFocusBack()
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      centered
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (isReady && !isBusy) onConfirm()
        }}
      >
        <Stack gap="md">
          <Text size="sm" component="div">
            {children}
          </Text>
          {error !== null && error !== undefined && <ProblemAlert error={error} />}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button
              type="submit"
              loading={isBusy}
              disabled={!isReady}
              {...(color === undefined ? {} : { color })}
            >
              {confirm}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
