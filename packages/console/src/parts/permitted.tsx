import { Code, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Permission } from '../api/session.ts'
import { useMay } from '../session/session-context.ts'

interface PermittedProps {
  readonly permission: Permission
  /** What cannot be seen without it, as the subject of a sentence: "Alerts". */
  readonly what: string
  /** Asks nothing before it is shown, so that nothing is refused. */
  readonly children: ReactNode
}

/** What may be seen, or the sentence that says which permission it needs. */
export function Permitted({ permission, what, children }: PermittedProps) {
  if (useMay(permission)) return <>{children}</>
  return (
    <Text size="sm" c="dimmed">
      {what} can be seen by who has the permission <Code>{permission}</Code>, which you do not have. An admin
      of your tenant can give you a role with it.
    </Text>
  )
}
