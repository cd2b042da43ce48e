import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { tenantPagesQuery, type Tenant } from '../../api/tenants.ts'
import { Empty } from '../../parts/empty.tsx'
import { Page } from '../../parts/page.tsx'
import { Paged } from '../../parts/paged.tsx'
import { Permitted } from '../../parts/permitted.tsx'
import { PermittedButton } from '../../parts/permitted-button.tsx'
import { ChangeTenantState } from './change-tenant-state.tsx'
import { CreateTenant } from './create-tenant.tsx'
import { TenantTable } from './tenant-table.tsx'

export function Component() {
  const [isCreating, setCreating] = useState(false)
  return (
    <Page
      title="Tenants"
      about="Who shares this Patchbay. Each has connections, keys and an audit of its own, and sees nothing of the others."
      actions={
        <PermittedButton permission="tenants.manage" onClick={() => setCreating(true)}>
          Create a tenant
        </PermittedButton>
      }
    >
      <Permitted permission="tenants.manage" what="Tenants">
        <Tenants />
      </Permitted>
      {isCreating && <CreateTenant onClose={() => setCreating(false)} />}
    </Page>
  )
}

function Tenants() {
  const query = useInfiniteQuery(tenantPagesQuery)
  const [changing, setChanging] = useState<Tenant>()
  return (
    <>
      <Paged query={query} empty={<Empty title="No tenants yet" />}>
        {(tenants) => <TenantTable tenants={tenants} onChange={setChanging} />}
      </Paged>
      {changing !== undefined && (
        <ChangeTenantState tenant={changing} onClose={() => setChanging(undefined)} />
      )}
    </>
  )
}
