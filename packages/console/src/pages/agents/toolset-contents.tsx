import { Anchor, List, Modal, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import { toolsetQuery, type Toolset } from '../../api/toolsets.ts'
import { Loaded } from '../../parts/loaded.tsx'
import { useFocusBack } from '../../parts/use-focus-back.ts'

interface ToolsetContentsProps {
  readonly toolset: Toolset
  readonly onClose: () => void
}

/** Which operations are in a toolset now. */
export function ToolsetContents({ toolset: { name, title, description }, onClose }: ToolsetContentsProps) {
  useFocusBack()
  const query = useQuery(toolsetQuery(name))
  return (
    <Modal opened onClose={onClose} title={title} centered closeButtonProps={{ 'aria-label': 'Close' }}>
      <Stack gap="sm">
        {description !== '' && <Text size="sm">{description}</Text>}
        <Loaded
          query={query}
          isEmpty={({ operations }) => operations.length === 0}
          empty={<Text size="sm">No loaded operation is in it.</Text>}
        >
          {({ operations }) => (
            <List size="sm" spacing={4}>
              {operations.map((operation) => (
                <List.Item key={operation}>
                  <Anchor component={Link} to={`/explorer/${operation}`} size="sm" className="breakable">
                    {operation}
                  </Anchor>
                </List.Item>
              ))}
            </List>
          )}
        </Loaded>
      </Stack>
    </Modal>
  )
}
