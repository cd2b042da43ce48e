import { Button, Code, Group, Stack, Text } from '@mantine/core'
import type { Toolset } from '../../api/toolsets.ts'
import { DataTable } from '../../parts/data-table.tsx'
import { PermittedButton } from '../../parts/permitted-button.tsx'
import { StatusBadge } from '../../parts/status-badge.tsx'

interface ToolsetTableProps {
  readonly toolsets: readonly Toolset[]
  readonly onShow: (toolset: Toolset) => void
  readonly onChange: (toolset: Toolset) => void
  readonly onRemove: (toolset: Toolset) => void
}

export function ToolsetTable({ toolsets, onShow, onChange, onRemove }: ToolsetTableProps) {
  return (
    <DataTable
      label="Toolsets"
      rows={toolsets}
      keyOf={({ name }) => name}
      minWidth={920}
      columns={[
        {
          key: 'name',
          title: 'Toolset',
          rank: ({ name }) => name,
          cell: ({ name, title }) => (
            <Stack gap={2} align="flex-start">
              <Text size="sm" fw={500}>
                {title}
              </Text>
              <Code>{name}</Code>
            </Stack>
          ),
        },
        {
          key: 'kind',
          title: 'Kind',
          width: 120,
          rank: ({ kind }) => kind,
          cell: ({ kind }) => <StatusBadge status={kind} />,
        },
        {
          key: 'holds',
          title: 'Holds',
          cell: (toolset) => <Holds toolset={toolset} />,
        },
        {
          key: 'tools',
          title: 'Tools',
          isFigure: true,
          rank: ({ tools }) => tools,
          cell: ({ tools }) => tools,
        },
        {
          key: 'act',
          title: 'Act',
          width: 250,
          cell: (toolset) => (
            <Group gap={6} wrap="nowrap">
              <Button
                size="compact-sm"
                variant="default"
                aria-label={`Show what is in ${toolset.name}`}
                onClick={() => onShow(toolset)}
              >
                Show
              </Button>
              {toolset.kind === 'custom' && (
                <>
                  <PermittedButton
                    permission="toolsets.write"
                    size="compact-sm"
                    variant="default"
                    aria-label={`Change ${toolset.name}`}
                    onClick={() => onChange(toolset)}
                  >
                    Change
                  </PermittedButton>
                  <PermittedButton
                    permission="toolsets.write"
                    size="compact-sm"
                    variant="default"
                    aria-label={`Remove ${toolset.name}`}
                    onClick={() => onRemove(toolset)}
                  >
                    Remove
                  </PermittedButton>
                </>
              )}
            </Group>
          ),
        },
      ]}
    />
  )
}

function Holds({ toolset: { patterns, effects, unmatched } }: { readonly toolset: Toolset }) {
  return (
    <Stack gap={0}>
      <Text size="sm" className="breakable">
        {patterns.slice(0, 3).join(', ')}
        {patterns.length > 3 && ` and ${patterns.length - 3} more`}
      </Text>
      <Text size="xs" c="dimmed">
        {effects === undefined ? 'of every effect' : `only ${effects.join(', ')}`}
      </Text>
      {unmatched.length > 0 && (
        <Text size="xs" c="orange">
          nothing is loaded for {unmatched.join(', ')}
        </Text>
      )}
    </Stack>
  )
}
