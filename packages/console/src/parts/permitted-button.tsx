import { Button, Tooltip, type ButtonProps } from '@mantine/core'
import type { MouseEventHandler, ReactNode } from 'react'
import type { Permission } from '../api/session.ts'
import { useMay } from '../session/session-context.ts'

interface PermittedButtonProps extends ButtonProps {
  readonly permission: Permission
  readonly onClick?: MouseEventHandler<HTMLButtonElement>
  readonly type?: 'button' | 'submit'
  readonly children: ReactNode
  readonly 'aria-label'?: string
}

/**
 * A button for what not everybody may do. Without the permission it stays where it is, can be reached, and says why it
 * does nothing.
 */
export function PermittedButton({ permission, onClick, ...rest }: PermittedButtonProps) {
  const isAllowed = useMay(permission)
  if (isAllowed) return <Button {...rest} {...(onClick === undefined ? {} : { onClick })} />
  const reason = `This needs the permission ${permission}, which you do not have.`
  return (
    <Tooltip label={reason} events={{ hover: true, focus: true, touch: true }} multiline maw={260}>
      <Button
        {...rest}
        data-disabled
        aria-disabled="true"
        aria-description={reason}
        onClick={(event) => event.preventDefault()}
      />
    </Tooltip>
  )
}
