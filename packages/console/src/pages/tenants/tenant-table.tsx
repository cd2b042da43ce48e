import { Stack, Text } from '@mantine/core'
import type { Tenant } from '../../api/tenants.ts'
import { DataTable } from '../../parts/data-table.tsx'
import { formatAgo, formatTime } from '../../parts/format.ts'
import { PermittedButton } from '../../parts/permitted-button.tsx'
import { StatusBadge } from '../../parts/status-badge.tsx'

interface TenantTableProps {
  readonly tenants: readonly Tenant[]
  readonly onChange: (tenant: Tenant) => void
}

export function TenantTable({ tenants, onChange }: TenantTableProps) {
  return (
    <DataTable
      label="Tenants"
      rows={tenants}
      keyOf={({ id }) => id}
      columns={[
        {
          key: 'tenant',
          title: 'Tenant',
          rank: ({ title }) => title,
          cell: ({ id, title }) => (
            <Stack gap={0}>
              <Text size="sm" fw={500} className="breakable">
                {title}
              </Text>
              <Text size="xs" c="dimmed">
                {id}
              </Text>
            </Stack>
          ),
        },
        {
          key: 'state',
          title: 'State',
          rank: ({ state }) => state,
          cell: ({ state }) => <StatusBadge status={state} />,
        },
        {
          key: 'created',
          title: 'Created',
          rank: ({ createdAt }) => createdAt,
          cell: ({ createdAt }) => <span title={formatTime(createdAt)}>{formatAgo(createdAt)}</span>,
        },
        {
          key: 'act',
          title: 'Act',
          width: 130,
          cell: (tenant) => {
            const verb = tenant.state === 'active' ? 'Suspend' : 'Reactivate'
            return (
              <PermittedButton
                permission="tenants.manage"
                size="compact-sm"
                variant="default"
                aria-label={`${verb} ${tenant.id}`}
                onClick={() => onChange(tenant)}
              >
                {verb}
              </PermittedButton>
            )
          },
        },
      ]}
    />
  )
}
