import type { BeforeCommit } from '../../store/before-commit.ts'
import type { Suspicion } from '../safety/suspicious-definition.ts'
import type { Tool } from '../tools/tool.ts'
import type { PinState } from './judge-tool.ts'
import type { PinMode } from './pin-mode.ts'

/** What is known of the definition of a tool. */
export interface ToolPin {
  /** Name of the tool. */
  readonly id: string
  readonly connector: string
  readonly version: string
  readonly operation: string
  /** `unread`: the store could not be asked yet what is trusted. */
  readonly state: PinState | 'unread'
  /** Whether agents are not offered it. */
  readonly isHeld: boolean
  /** SHA-256 of the definition as it is here. */
  readonly digest: string
  /** Of the definition that was trusted last under this version. */
  readonly trustedDigest: string | undefined
  /** When the one that is trusted, or the one before it, was first seen or approved. */
  readonly trustedAt: Date | undefined
  /** Id of the principal who has approved it. */
  readonly approvedBy: string | undefined
  readonly suspicions: readonly Suspicion[]
}

/** A pin with what somebody needs who decides about it. */
export interface ExaminedPin extends ToolPin {
  /** JSON Pointers to where the definition is another one than was trusted; at most twenty. */
  readonly changes: readonly string[]
  readonly definition: unknown
  readonly trustedDefinition: unknown
}

/** Which definitions agents may be shown. */
export interface ToolPins {
  readonly mode: PinMode
  /** Whether agents are not offered the tool. */
  isHeld(tool: Tool): boolean
  /** Throws `disabled` for a tool that is held back, or `state_unavailable` while nobody knows. */
  check(tool: Tool): void
  /** In the order of their names. */
  list(): readonly ToolPin[]
  /** Rejects with `not_found`. */
  examine(name: string): Promise<ExaminedPin>
  /**
   * Trusts the definition of a tool, on all instances. Rejects with `not_found`, or with `conflict` where this instance
   * has another definition than the one that is approved.
   */
  approve(
    name: string,
    digest: string,
    principal: string,
    beforeCommit?: BeforeCommit<ToolPin>,
  ): Promise<ToolPin>
  /** Calls back when other tools are held back than before. Returns what ends it. */
  onChange(listener: () => void): () => void
  close(): Promise<void>
}
