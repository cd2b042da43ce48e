/** A way in that must be refused. */
export interface NegativeFlow {
  readonly name: string
  /** What happened, in words, where it was not refused as it must be; undefined where it was. */
  run(): Promise<string | undefined>
}

/** Negative flows that share what they run against. */
export interface FlowGroup {
  readonly flows: readonly NegativeFlow[]
  /** What else was seen once all have run: whether it is as promised, and how it looks in the report. */
  findings(): Promise<readonly (readonly [holds: boolean, words: string])[]>
  close(): Promise<void>
}

export type OpenFlowGroup = () => Promise<FlowGroup>
