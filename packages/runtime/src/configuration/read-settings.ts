import type { TSchema } from '@sinclair/typebox'
import { milliseconds, type Duration } from '@patchbay/contract'
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

// Their values are, or may hold, credentials.
const secrets: readonly TSchema[] = [
  SettingsSchema.properties.adminKey,
  SettingsSchema.properties.connections,
  SettingsSchema.properties.keys,
  SettingsSchema.properties.redisUrl,
  SettingsSchema.properties.databaseUrl,
  SettingsSchema.properties.key,
  SettingsSchema.properties.otlpHeaders,
]

// On, except in production.
const forTrials = new Set(['useMockData', 'generatedKeys'])

// A timer that is set for longer fires at once.
const longestDuration: Duration = '24d'

/** Reads the settings from environment variables. An empty variable counts as not set. */
export function readSettings(environment: Environment): Settings {
  const { settings, problems } = examineSettings(environment)
  if (problems.length > 0) throw new ConfigurationError(problems)
  return settings
}

/** The settings, where each that is wrong has its default, with all that is wrong. */
export function examineSettings(environment: Environment): {
  readonly settings: Settings
  readonly problems: readonly string[]
} {
  const problems: string[] = []
  const values: Record<string, unknown> = {}
  for (const [name, schema] of Object.entries(SettingsSchema.properties)) {
    const variable = variableOf(schema)
    const text = environment[variable]
    const fallback = forTrials.has(name) ? environment['NODE_ENV'] !== 'production' : schema['default']
    if (fallback !== undefined) values[name] = fallback
    if (text === undefined || text === '') continue
    const value = parse(text, schema)
    const wrong = Value.Check(schema, value) ? tooLong(schema, text) : expectation(schema)
    if (wrong === undefined) values[name] = value
    else problems.push(`${variable}: ${wrong}${secrets.includes(schema) ? '' : `, not "${text}"`}`)
  }
  const known = new Set(Object.values(SettingsSchema.properties).map(variableOf))
  for (const variable of Object.keys(environment)) {
    if (ownVariable.test(variable) && !known.has(variable)) {
      problems.push(`${variable}: there is no such setting; \`patchbay config\` lists them`)
    }
  }
  return { settings: values as Settings, problems }
}

/** Settings for tests and embedding: the defaults, with some replaced. */
export function defaultSettings(overrides: Partial<Settings> = {}): Settings {
  return { ...readSettings({}), ...overrides }
}

/** The keywords that the settings use. */
interface NumberOrStringSchema extends TSchema {
  readonly minimum?: number
  readonly maximum?: number
  readonly minLength?: number
}

export function variableOf(schema: TSchema): string {
  return schema['environment'] as string
}

/** What a setting is: the type of its schema, unless it says more. */
export function kindOf(schema: TSchema): string {
  return (schema['kind'] ?? schema['type']) as string
}

function parse(text: string, schema: TSchema): unknown {
  if (schema['type'] === 'integer' || schema['type'] === 'number')
    return text.trim() === '' ? text : Number(text)
  if (schema['type'] === 'boolean')
    return text === 'true' || text === '1' ? true : text === 'false' || text === '0' ? false : text
  return text
}

function tooLong(schema: TSchema, text: string): string | undefined {
  const duration = { duration: text, rate: text.split('/')[1] }[kindOf(schema)]
  const isTooLong =
    duration !== undefined && milliseconds(duration as Duration) > milliseconds(longestDuration)
  return isTooLong ? `must be at most ${longestDuration}` : undefined
}

function expectation(schema: TSchema): string {
  const { type, minimum, maximum, minLength } = schema as NumberOrStringSchema
  const literals = (schema['anyOf'] as TSchema[] | undefined)?.map((member) => String(member['const']))
  if (literals !== undefined) return `must be one of ${literals.join(', ')}`
  const kind = kindOf(schema)
  if (kind === 'duration') return 'must be a duration such as 250ms, 30s or 5m'
  if (kind === 'rate') return 'must be a rate such as 600/1m, or off'
  if (type === 'boolean') return 'must be true or false'
  if (type === 'string') return `must have at least ${minLength ?? 0} characters`
  const bounds = [
    minimum === undefined ? '' : ` from ${minimum}`,
    maximum === undefined ? '' : ` to ${maximum}`,
  ]
  return `must be ${type === 'integer' ? 'a whole number' : 'a number'}${bounds.join('')}`
}
