import type { ColumnType, Generated } from 'kysely'
import type { Effect } from '@patchbay/contract'
import type { Role } from '../access/permissions.ts'
import type { Principal } from '../access/principal.ts'
import type { TaskState } from './task.ts'

/** The driver gives large integers as text. */
type Big = ColumnType<string, number | undefined, number>

export interface TaskRow {
  /** The handle. */
  id: string
  tenant: string
  principal: string
  principal_kind: Principal['kind']
  /** Of a principal that came by a token; what an API key may do is asked anew. */
  role: Role
  /** Id and major. */
  connector: string
  operation: string
  effect: Effect
  /** Id of the connection that was chosen. */
  connection: string
  /** What stands for the key below at a vendor. */
  idempotency_id: string
  /** The caller's, or one that was derived from the handle. */
  idempotency_key: string
  /** Of the input. */
  fingerprint: string
  trace_id: string
  /** Of the ring: what `sealed` is sealed with comes from it. */
  key_id: string
  /** The input, with what was asked and answered meanwhile. */
  sealed: Uint8Array
  state: TaskState
  /** For people. */
  message: string | null
  /** How far it is: items of a streamed answer, or what the operation counts. */
  done: Generated<number>
  total: number | null
  /** Whether somebody wants its end, which whoever runs it sees to. */
  is_cancelled: Generated<boolean>
  /** Whether it was open when the store was restored, so that nobody knows what became of it. */
  is_restored: Generated<boolean>
  created_at: Generated<Date>
  updated_at: Generated<Date>
  /** When it is forgotten. */
  ends: Date
  /** How often it was begun. */
  runs: Generated<number>
  /** The instance that runs it. */
  owner: string | null
  /** Grows with each owner. */
  fence: Big
  /** From then on the owner is taken for dead. */
  lease_ends: Date | null
  /** Of the answer, as the call would have given it over HTTP. */
  status: number | null
  content_type: string | null
  /** Of the problem that it ended with. */
  code: string | null
  /** Bytes of the result. */
  size: Big
}

/** A part of a result. */
export interface TaskChunkRow {
  task: string
  number: number
  key_id: string
  sealed: Uint8Array
}

export interface TaskTables {
  tasks: TaskRow
  task_chunks: TaskChunkRow
}
