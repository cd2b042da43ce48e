import { Type, type TSchema } from '@sinclair/typebox'

/** One setting: its schema, and the environment variable that it comes from. */
export const fromEnvironment = <S extends TSchema>(variable: string, schema: S): S => ({
  ...schema,
  environment: variable,
})

const duration = '\\d+(\\.\\d+)?(ms|s|m|h|d)'

/** A span of time such as `30s`. */
export const Duration = (description: string, fallback: string) =>
  Type.String({
    description,
    default: fallback,
    pattern: `^${duration}$`,
    kind: 'duration',
    examples: ['250ms', '30s', '5m'],
  })

/** So many in a span of time, such as `600/1m`; `off` for as many as you like. */
export const Rate = (description: string, fallback: string) =>
  Type.String({
    description,
    default: fallback,
    pattern: `^(off|[1-9]\\d{0,11}/(?=.*[1-9])${duration})$`,
    kind: 'rate',
    examples: ['600/1m', 'off'],
  })
