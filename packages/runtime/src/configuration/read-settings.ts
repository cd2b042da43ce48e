import type { TSchema } from '@sinclair/typebox'
import { Value } from '@sinclair/typebox/value'
import { SettingsSchema, type Settings } from './settings.ts'

/** Everything that is wrong with the configuration, said at once. */
export class ConfigurationError extends Error {
  readonly problems: readonly string[]

  constructor(problems: readonly string[]) {
    super(`The configuration is wrong:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`)
    this.name = 'ConfigurationError'
    this.problems = problems
  }
}

type Environment = Readonly<Record<string, string | undefined>>

const ownVariable = /^PATCHBAY_/

/** Reads the settings from environment variables. An empty variable counts as not set. */
export function readSettings(environment: Environment): Settings {
  const problems: string[] = []
  const values: Record<string, unknown> = {}
  for (const [name, schema] of Object.entries(SettingsSchema.properties)) {
    const variable = variableOf(schema)
    const text = environment[variable]
    if (text === undefined || text === '') {
      const fallback = name === 'useMockData' ? environment['NODE_ENV'] !== 'production' : schema['default']
      if (fallback !== undefined) values[name] = fallback
      continue
    }
    const value = parse(text, schema)
    const [error] = Value.Errors(schema, value)
    if (error === undefined) values[name] = value
    else
      problems.push(
        `${variable}: ${expectation(schema)}, not "${schema === SettingsSchema.properties.adminKey ? '…' : text}"`,
      )
  }
  const known = new Set(Object.values(SettingsSchema.properties).map(variableOf))
  for (const variable of Object.keys(environment)) {
    if (ownVariable.test(variable) && !known.has(variable)) {
      problems.push(`${variable}: there is no such setting; \`patchbay config\` lists them`)
    }
  }
  if (problems.length > 0) throw new ConfigurationError(problems)
  return values as Settings
}

/** Settings for tests and embedding: the defaults, with some replaced. */
export function defaultSettings(overrides: Partial<Settings> = {}): Settings {
  return { ...readSettings({}), ...overrides }
}

export function variableOf(schema: TSchema): string {
  return schema['environment'] as string
}

function parse(text: string, schema: TSchema): unknown {
  if (schema['type'] === 'integer' || schema['type'] === 'number')
    return text.trim() === '' ? text : Number(text)
  if (schema['type'] === 'boolean')
    return text === 'true' || text === '1' ? true : text === 'false' || text === '0' ? false : text
  return text
}

function expectation(schema: TSchema): string {
  const { type, minimum, maximum, minLength, pattern } = schema as Record<string, unknown>
  const literals = (schema['anyOf'] as TSchema[] | undefined)?.map((member) => String(member['const']))
  if (literals !== undefined) return `must be one of ${literals.join(', ')}`
  if (pattern !== undefined) return 'must be a duration such as 250ms, 30s or 5m'
  if (type === 'boolean') return 'must be true or false'
  if (type === 'string') return `must have at least ${String(minLength)} characters`
  const bounds = [
    minimum === undefined ? '' : ` from ${String(minimum)}`,
    maximum === undefined ? '' : ` to ${String(maximum)}`,
  ]
  return `must be ${type === 'integer' ? 'a whole number' : 'a number'}${bounds.join('')}`
}
