/** A rule file of Prometheus, as its documentation has it. */
export interface RuleFile {
  readonly groups: readonly RuleGroup[]
}

export interface RuleGroup {
  readonly name: string
  readonly interval?: string
  readonly rules: ReadonlyArray<RecordingRule | AlertRule>
}

export interface RecordingRule {
  readonly record: string
  readonly expr: string
  readonly labels?: Readonly<Record<string, string>>
}

export interface AlertRule {
  readonly alert: string
  readonly expr: string
  readonly for?: string
  readonly keep_firing_for?: string
  readonly labels: { readonly severity: 'page' | 'ticket' } & Readonly<Record<string, string>>
  readonly annotations: { readonly summary: string; readonly description: string }
}
