/** A version of a connector whose tools have been seen. */
export interface ToolVersionRow {
  connector: string
  version: string
  /** How the runtime makes definitions from operations: `definitionFormat`. */
  format: number
  first_seen_at: Date
}

/** A definition that agents may be shown. A tool has several where somebody has approved further ones. */
export interface ToolPinRow {
  connector: string
  version: string
  format: number
  operation: string
  digest: string
  /** As canonical JSON. */
  definition: string
  /** The rules that found nothing in it: `safetyRules`. */
  rules: number
  trusted_at: Date
  /** Id of the principal who has approved it; null where it was the first to be seen. */
  approved_by: string | null
}

/** The tables of this folder. */
export interface ToolPinTables {
  tool_versions: ToolVersionRow
  tool_pins: ToolPinRow
}
