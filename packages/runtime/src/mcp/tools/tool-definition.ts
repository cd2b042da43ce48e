import type { Effect } from '@patchbay/contract'
import { callerSchema } from '../../connectors/caller-schema.ts'
import type { JsonSchema } from '../../connectors/connector-description.ts'
import type { LoadedOperation } from '../../connectors/loaded-connector.ts'

/** Hints about what a call does; clients decide by them what they ask a person about. */
export interface ToolAnnotations {
  readonly readOnlyHint: boolean
  readonly destructiveHint: boolean
  readonly idempotentHint: boolean
  readonly openWorldHint: boolean
}

/** A tool as agents are told of it. Plain data, the same for everybody who sees the tool. */
export interface ToolDefinition {
  readonly name: string
  readonly title: string
  readonly description: string
  readonly inputSchema: JsonSchema & { readonly type: 'object' }
  readonly outputSchema?: JsonSchema
  readonly annotations: ToolAnnotations
}

/** Every operation reaches a vendor, so the world is always open. */
export const annotationsOf = (effect: Effect): ToolAnnotations => ({
  readOnlyHint: effect === 'read',
  destructiveHint: effect === 'destructive',
  idempotentHint: effect === 'read' || effect === 'idempotent',
  openWorldHint: true,
})

/** The definition that follows from an operation. What a streamed one gives is the list of its items. */
export function toolDefinitionOf({ description }: LoadedOperation, name: string): ToolDefinition {
  const { title, effect, isStream, input, output } = description
  const outputSchema = isStream
    ? { type: 'object', properties: { items: { type: 'array', items: output } }, required: ['items'] }
    : output
  return {
    name,
    title,
    description: description.description,
    inputSchema: { ...callerSchema(input), type: 'object' },
    outputSchema,
    annotations: annotationsOf(effect),
  }
}
