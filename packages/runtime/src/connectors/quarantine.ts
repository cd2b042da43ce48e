/** Why a connector was not loaded. Stable, for machines; the reason beside it is for people. */
export type QuarantineCode =
  | 'package_missing'
  | 'manifest_invalid'
  | 'contract_mismatch'
  | 'export_missing'
  | 'import_failed'
  | 'import_timeout'
  | 'definition_invalid'
  | 'schema_invalid'
  | 'duplicate_id'
  | 'duplicate_name'

/** Thrown while loading one connector; the others go on. */
export class Quarantine extends Error {
  readonly code: QuarantineCode

  constructor(code: QuarantineCode, reason: string, cause?: unknown) {
    super(reason, { cause })
    this.name = 'Quarantine'
    this.code = code
  }
}
