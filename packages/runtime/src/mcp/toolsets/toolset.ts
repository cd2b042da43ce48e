import type { Effect } from '@patchbay/contract'

/** What a bundle of operations is made of: all that some pattern names, and whose effect is among these. */
export interface ToolsetSetting {
  readonly title: string
  readonly description: string
  /** Such as `shopify/orders.*`; see `operation-pattern.ts`. */
  readonly patterns: readonly string[]
  /** Undefined for operations of every effect. */
  readonly effects: readonly Effect[] | undefined
}

/** A bundle of operations under a name, such as `shopify.read`. */
export interface Toolset extends ToolsetSetting {
  readonly name: string
}

/** One that a tenant has made. */
export interface TenantToolset extends Toolset {
  readonly tenant: string
  /** Grows with each change; its entity tag. */
  readonly version: number
  /** Id of the principal that changed it last. */
  readonly changedBy: string
  readonly changedAt: Date
}

/** Words in kebab-case, with dots between. */
export const toolsetNamePattern = '^[a-z][a-z0-9-]*(\\.[a-z0-9-]+)*$'

/** Characters. */
export const longestToolsetName = 100

const form = new RegExp(toolsetNamePattern)

/** What no toolset has for its name is not asked for: the store cannot take every text. */
export const isToolsetName = (text: string): boolean => text.length <= longestToolsetName && form.test(text)
