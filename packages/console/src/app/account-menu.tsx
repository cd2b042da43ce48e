import { Button, Menu, Text } from '@mantine/core'
import { IconLogout, IconUser } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from 'react-router'
import { signOut } from '../api/session.ts'
import { usePrincipal } from '../session/session-context.ts'

/** Who is signed in, and the way out. */
export function AccountMenu() {
  const { id, tenant, role, kind } = usePrincipal()
  const queries = useQueryClient()
  const go = useNavigate()
  const leave = useMutation({
    mutationFn: signOut,
    onSettled() {
      queries.clear()
      void go('/sign-in')
    },
  })
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <Button
          variant="subtle"
          color="gray"
          size="compact-md"
          leftSection={<IconUser size={16} />}
          aria-label={`Signed in as ${role} of ${tenant}`}
        >
          {kind === 'operator' ? 'Operator' : role}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <Text size="xs">{id}</Text>
          <Text size="xs">
            {role} of {tenant}
          </Text>
        </Menu.Label>
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => leave.mutate()}>
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
