import type { ProblemCode } from '@patchbay/contract'

/** As the Tasks extension of MCP names them. The last three are final. */
export const taskStates = ['working', 'input_required', 'completed', 'failed', 'cancelled'] as const

export type TaskState = (typeof taskStates)[number]

export const isOpen = (state: TaskState): boolean => state === 'working' || state === 'input_required'

/** One operation call that somebody takes up the answer of later. */
export interface Task {
  /** Known to its principal alone. */
  readonly id: string
  /** Id and major. */
  readonly connector: string
  readonly operation: string
  readonly connection: string
  readonly state: TaskState
  /** For people. */
  readonly message: string | undefined
  /** How far it is: items of a streamed answer, or what the operation counts. */
  readonly done: number
  /** Undefined where nobody knows. */
  readonly total: number | undefined
  /** Whether its end was asked for and is still to come. */
  readonly isCancelled: boolean
  readonly createdAt: Date
  readonly updatedAt: Date
  /** When it is forgotten. */
  readonly ends: Date
  /** Milliseconds from when it was made to then. */
  readonly ttl: number
  /** Milliseconds to wait between two looks. */
  readonly pollInterval: number
  /** What it ended with; undefined while it is open. */
  readonly outcome: TaskOutcome | undefined
}

export interface TaskOutcome {
  /** That the call would have been answered with over HTTP. */
  readonly status: number
  readonly contentType: string
  /** Of the problem that it ended with; undefined for success. */
  readonly code: ProblemCode | undefined
  /** Bytes of the result. */
  readonly size: number
}

/** Milliseconds. */
export const pollInterval = 1_000
