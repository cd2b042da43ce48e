import type { AccessTables } from '../access/access-tables.ts'
import type { SessionTables } from '../access/sessions/session-tables.ts'
import type { AlertTables } from '../alerts/alert-tables.ts'
import type { AuditTables } from '../audit/audit-tables.ts'
import type { AuthorizationTables } from '../connections/authorization/authorization-tables.ts'
import type { IdempotencyTables } from '../calls/idempotency/idempotency-tables.ts'
import type { ConnectionTables } from '../connections/connection-tables.ts'
import type { ErrorTables } from '../errors/error-tables.ts'
import type { FlagTables } from '../flags/flag-tables.ts'
import type { ToolPinTables } from '../mcp/pinning/pin-tables.ts'
import type { ToolsetTables } from '../mcp/toolsets/toolset-tables.ts'
import type { ObjectiveTables } from '../objectives/objective-tables.ts'
import type { LimitLedgerTables } from '../shared-state/ledger/limit-ledger-tables.ts'
import type { TaskTables } from '../tasks/task-tables.ts'
import type { TenantTables } from '../tenants/tenant-tables.ts'
import type { UsageTables } from '../usage/usage-tables.ts'
import type { VaultTables } from '../vault/vault-tables.ts'
import type { ChangeTables } from './change-tables.ts'

/** Every table, each described by the folder that owns it. */
export type Tables = ChangeTables &
  TenantTables &
  AccessTables &
  SessionTables &
  VaultTables &
  ConnectionTables &
  AuthorizationTables &
  AuditTables &
  ErrorTables &
  FlagTables &
  UsageTables &
  IdempotencyTables &
  TaskTables &
  LimitLedgerTables &
  ToolsetTables &
  ToolPinTables &
  ObjectiveTables &
  AlertTables
