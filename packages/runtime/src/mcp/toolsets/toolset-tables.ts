import type { ColumnType, Generated } from 'kysely'
import type { Effect } from '@patchbay/contract'

/** JSON in the store: written as text, read as what it stands for. */
type Json<T> = ColumnType<T, string | null, string | null>

export interface ToolsetRow {
  tenant: string
  name: string
  title: string
  description: string
  patterns: ColumnType<readonly string[], string, string>
  /** Null for operations of every effect. */
  effects: Json<readonly Effect[] | null>
  version: Generated<number>
  /** Id of the principal that changed it last. */
  changed_by: string
  changed_at: Generated<Date>
}

/** The tables of this folder. */
export interface ToolsetTables {
  toolsets: ToolsetRow
}
