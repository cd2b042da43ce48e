import type { Effect } from '@patchbay/contract'
import type { Permission } from './permissions.ts'

/** What a principal needs to call an operation with an effect. */
export const permissionFor: Readonly<Record<Effect, Permission>> = {
  read: 'calls.read',
  idempotent: 'calls.write',
  write: 'calls.write',
  destructive: 'calls.destructive',
}
