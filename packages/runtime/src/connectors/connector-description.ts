import type {
  Authentication,
  CacheRule,
  Completion,
  Effect,
  GrantedScopes,
  Limit,
  Objectives,
  Stability,
  TaskUse,
} from '@patchbay/contract'

/** A JSON Schema as plain data. */
export type JsonSchema = Readonly<Record<string, unknown>>

export interface OperationDescription {
  readonly id: string
  readonly title: string
  readonly description: string
  readonly effect: Effect
  /** Whether it answers item by item; `output` is the schema of one. */
  readonly isStream: boolean
  readonly stability: Stability
  readonly scopes: readonly string[]
  readonly input: JsonSchema
  readonly output: JsonSchema
  /** Points, requests… by limit: a number, or `computed` where it depends on the input. */
  readonly cost: Readonly<Record<string, number | 'computed'>>
  /** With its tags; only reads have it. */
  readonly cache: (CacheRule & { readonly tags: readonly string[] }) | null
  /** Tags of the answers that it makes obsolete; none for reads. */
  readonly invalidates: readonly string[]
  /** Whether it finds out by itself what a call with the same key did of which nobody knows how it ended. */
  readonly recovers?: boolean
  /** Whether it may end with questions to the caller. */
  readonly asks?: boolean
  /** Whether it says how its answer looks to a reader. */
  readonly presents?: boolean
  readonly timeout: string
  /** Whether it is better run as a task, where the caller can take up its answer later. */
  readonly task?: TaskUse
  readonly examples: ReadonlyArray<{
    readonly title: string
    readonly input: unknown
    readonly output: unknown
  }>
}

/** By the name of the argument or variable. */
export type CompletionsDescription = Readonly<Record<string, Completion>>

export interface PromptDescription {
  readonly name: string
  readonly title: string
  readonly description: string
  /** Of its arguments: an object of texts. */
  readonly arguments: JsonSchema
  readonly completions: CompletionsDescription
}

export interface ResourceDescription {
  /** A URI, or a template of such. */
  readonly address: string
  /** Of the template; none of a URI. */
  readonly variables: readonly string[]
  readonly title: string
  readonly description: string
  readonly mimeType: string
  /** What reads it. */
  readonly operation: string
  /** What it is called with beside the variables. */
  readonly input: Readonly<Record<string, unknown>>
  readonly completions: CompletionsDescription
}

/** Everything that can be said about a connector without calling it. Plain data: it crosses the seam once. */
export interface ConnectorDescription {
  readonly id: string
  readonly version: string
  readonly title: string
  readonly description: string
  readonly stability: Stability
  readonly contractVersion: string
  readonly vendor: { readonly api: string; readonly docs: string; readonly sunset: string | null }
  readonly config: JsonSchema
  readonly auth: Readonly<Record<string, Authentication>>
  /** Ids of the origins, the default one first. */
  readonly origins: readonly string[]
  readonly limits: Readonly<Record<string, Limit>>
  readonly operations: readonly OperationDescription[]
  readonly check: string
  readonly grantedScopes: GrantedScopes | null
  /** As declared: none of a kind where the connector leaves it to the runtime. */
  readonly objectives: Objectives
  readonly prompts: readonly PromptDescription[]
  readonly resources: readonly ResourceDescription[]
  readonly hasEmulator: boolean
}
