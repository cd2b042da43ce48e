import type { ConnectionRecord } from '../../src/connections/connection-records.ts'

/** A connection as it is stored. */
export const aRecord = (change: Partial<ConnectionRecord> = {}): ConnectionRecord => ({
  uid: 'uid-1',
  tenant: 'acme',
  id: 'main',
  connector: 'some',
  auth: 'key',
  config: {},
  origins: {},
  state: 'active',
  stateReason: '',
  grantedScopes: undefined,
  generation: 1,
  version: 1,
  createdAt: new Date(0),
  updatedAt: new Date(0),
  ...change,
})
