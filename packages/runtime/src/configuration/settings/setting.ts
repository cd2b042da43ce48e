import { Type, type TSchema } from '@sinclair/typebox'

/** One setting: its schema, and the environment variable that it comes from. */
export const fromEnvironment = <S extends TSchema>(variable: string, schema: S): S => ({
  ...schema,
  environment: variable,
})

const durationPattern = '^\\d+(\\.\\d+)?(ms|s|m|h|d)$'
/** A span of time such as `30s`. */
export const Duration = (description: string, fallback: string) =>
  Type.String({ description, default: fallback, pattern: durationPattern, examples: ['250ms', '30s', '5m'] })
