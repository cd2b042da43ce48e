import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { tenantsQuery } from '../api/tenants.ts'
import { chooseTenant, currentTenant } from '../api/tenant.ts'
import { usePrincipal } from '../session/session-context.ts'

/** Within which tenant an operator acts. Others have one, which the account menu names. */
export function TenantChoice() {
  const { permissions, tenant } = usePrincipal()
  const mayChoose = permissions.includes('tenants.manage')
  const { data = [] } = useQuery({ ...tenantsQuery, enabled: mayChoose })
  if (!mayChoose || data.length < 2) return null
  return (
    <Select
      aria-label="Tenant"
      size="xs"
      w={140}
      searchable
      allowDeselect={false}
      data={data.map(({ id, name }) => ({ value: id, label: name }))}
      value={currentTenant() ?? tenant}
      onChange={(chosen) => chooseTenant(chosen ?? undefined)}
    />
  )
}
