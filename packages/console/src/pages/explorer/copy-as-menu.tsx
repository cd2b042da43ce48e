import { Button, Menu } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import { IconCopy } from '@tabler/icons-react'
import type { CallOf } from '../../api/calls.ts'
import { asCurl, asMcp, asTypeScript } from './copy-as.ts'

interface CopyAsProps {
  readonly call: CallOf
  /** Whether the connector has several connections. */
  readonly isOneOfSeveral: boolean
}

/** Takes a call along to where it is to be made by itself. */
export function CopyAs({ call, isOneOfSeveral }: CopyAsProps) {
  const { copy, copied } = useClipboard()
  return (
    <Menu>
      <Menu.Target>
        <Button variant="default" leftSection={<IconCopy size={16} />}>
          {copied ? 'Copied' : 'Copy as'}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => copy(asCurl(call, location.origin))}>curl</Menu.Item>
        <Menu.Item onClick={() => copy(asTypeScript(call, location.origin))}>TypeScript</Menu.Item>
        <Menu.Item onClick={() => copy(asMcp(call, isOneOfSeveral))}>MCP tools/call</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
