import { useMutation } from '@tanstack/react-query'
import { changeTenantState, tenantsKey, type Tenant } from '../../api/tenants.ts'
import { ConfirmModal } from '../../parts/confirm-modal.tsx'
import { useAfterChange } from '../../parts/use-after-change.ts'

interface ChangeTenantStateProps {
  readonly tenant: Tenant
  readonly onClose: () => void
}

/** Suspends a tenant, or lets it in again. */
export function ChangeTenantState({ tenant, onClose }: ChangeTenantStateProps) {
  const isActive = tenant.state === 'active'
  const change = useMutation({
    mutationFn: () => changeTenantState(tenant, isActive ? 'suspended' : 'active'),
    onSuccess: useAfterChange(tenantsKey, onClose),
  })
  return (
    <ConfirmModal
      opened
      onClose={onClose}
      title={isActive ? `Suspend ${tenant.title}?` : `Reactivate ${tenant.title}?`}
      confirm={isActive ? 'Suspend it' : 'Reactivate it'}
      {...(isActive ? { color: 'red' } : {})}
      isBusy={change.isPending}
      error={change.error}
      onConfirm={() => change.mutate()}
    >
      {isActive
        ? 'All its keys are refused within a second. Nothing of it is deleted, and it can be reactivated.'
        : 'Its keys are valid again within a second.'}
    </ConfirmModal>
  )
}
