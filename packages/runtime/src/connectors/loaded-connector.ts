import { milliseconds, type Duration } from '@patchbay/contract'
import { compileRule, type CompiledRule } from '../calls/cache/cache-rule.ts'
import type { Check, SchemaCompiler } from '../calls/schema-compiler.ts'
import type { Metrics, OperationMetrics } from '../telemetry/metrics.ts'
import { createFieldMask, type FieldMask } from '../telemetry/redaction/field-mask.ts'
import { secretFieldNames } from '../telemetry/redaction/secret-fields.ts'
import type {
  JsonSchema,
  OperationDescription,
  PromptDescription,
  ResourceDescription,
} from './connector-description.ts'
import type { ConnectorHost } from './connector-host.ts'
import { Quarantine } from './quarantine.ts'
import { VendorNotices } from './vendor-notices.ts'

/** An operation with everything worked out that does not depend on the call. */
export interface LoadedOperation {
  readonly connector: LoadedConnector
  readonly description: OperationDescription
  readonly checkInput: Check
  /** For inputs that come as a query string; only reads with flat inputs have it. */
  readonly checkQuery: Check | undefined
  readonly checkOutput: Check
  /** Milliseconds for the whole call. */
  readonly timeout: number
  readonly hasCost: boolean
  /** Only reads may have one. */
  readonly cacheRule: CompiledRule | undefined
  readonly metrics: OperationMetrics
  /** Names of the input's secret fields, as `plainName` gives them; undefined where it has none. */
  readonly secretInputs: ReadonlySet<string> | undefined
}

/** A prompt with everything worked out that does not depend on who asks for it. */
export interface LoadedPrompt {
  readonly connector: LoadedConnector
  readonly description: PromptDescription
  readonly checkArguments: Check
}

/** A resource and what reads it. */
export interface LoadedResource {
  readonly connector: LoadedConnector
  readonly description: ResourceDescription
  readonly operation: LoadedOperation
}

/** A connector ready for calls. */
export interface LoadedConnector {
  readonly host: ConnectorHost
  /** The first number of its version: the major of its API. */
  readonly major: number
  readonly operations: ReadonlyMap<string, LoadedOperation>
  readonly prompts: ReadonlyMap<string, LoadedPrompt>
  /** By address. */
  readonly resources: ReadonlyMap<string, LoadedResource>
  readonly checkConfig: Check
  readonly checkCredentials: ReadonlyMap<string, Check>
  /** Names of the secret fields of its config. */
  readonly secretConfig: ReadonlySet<string>
  /** Masks the fields that any schema of the connector marks as secret, as well as those with well-known names. */
  readonly maskFields: FieldMask
  readonly notices: VendorNotices
}

export interface LoadingParts {
  readonly compiler: SchemaCompiler
  readonly metrics: Metrics
  /** Milliseconds; no operation gets more. */
  readonly callTimeoutMax: number
}

/** Compiles everything of a connector. Throws a `Quarantine` if one of its schemas is not a valid schema. */
export function prepareConnector(
  host: ConnectorHost,
  { compiler, metrics, callTimeoutMax }: LoadingParts,
): LoadedConnector {
  const { id, version, config, auth, operations } = host.description
  const compile = (kind: 'strict' | 'coercing', what: string, schema: JsonSchema): Check => {
    try {
      return compiler[kind](schema)
    } catch (error) {
      throw new Quarantine(
        'schema_invalid',
        `The schema of ${what} is not valid: ${(error as Error).message}`,
        error,
      )
    }
  }
  const loaded = new Map<string, LoadedOperation>()
  const prompts = new Map<string, LoadedPrompt>()
  const resources = new Map<string, LoadedResource>()
  const secretConfig = secretFieldNames(config)
  const secretNames = new Set(secretConfig)
  for (const { credentials } of Object.values(auth)) {
    for (const name of secretFieldNames(credentials)) secretNames.add(name)
  }
  const connector: LoadedConnector = {
    host,
    major: Number.parseInt(version, 10),
    operations: loaded,
    prompts,
    resources,
    secretConfig,
    maskFields: createFieldMask(secretNames),
    notices: new VendorNotices(),
    checkConfig: compile('strict', 'the config', config),
    checkCredentials: new Map(
      Object.entries(auth).map(([kind, { credentials }]) => [
        kind,
        compile('strict', `the credentials of ${kind}`, { ...credentials, additionalProperties: false }),
      ]),
    ),
  }
  for (const description of operations) {
    const { id: operation, effect, isStream, input, output, timeout, cost } = description
    const secretInputs = secretFieldNames(input)
    for (const name of secretInputs) secretNames.add(name)
    loaded.set(operation, {
      connector,
      description,
      checkInput: compile('strict', `the input of ${operation}`, input),
      checkQuery:
        effect === 'read' && !isStream && isFlat(input)
          ? compile('coercing', `the input of ${operation}`, input)
          : undefined,
      checkOutput: compile('strict', `the output of ${operation}`, output),
      timeout: Math.min(milliseconds(timeout as Duration), callTimeoutMax),
      hasCost: Object.keys(cost).length > 0,
      cacheRule: compileRule(description.cache),
      metrics: metrics.operation(id, operation),
      secretInputs: secretInputs.size > 0 ? secretInputs : undefined,
    })
  }
  for (const description of host.description.prompts) {
    const { name } = description
    const checkArguments = compile('strict', `the arguments of the prompt ${name}`, description.arguments)
    prompts.set(name, { connector, description, checkArguments })
  }
  for (const description of host.description.resources) {
    const operation = loaded.get(description.operation)
    if (operation !== undefined) resources.set(description.address, { connector, description, operation })
  }
  return connector
}

const scalars = new Set(['string', 'number', 'integer', 'boolean'])

/** Whether every property is a scalar, or a list of scalars, and so fits a query string. */
export function isFlat(schema: JsonSchema): boolean {
  const properties = Object.values((schema['properties'] ?? {}) as Record<string, JsonSchema>)
  return properties.every(
    (property) =>
      isScalar(property) ||
      (property['type'] === 'array' && isScalar(property['items'] as JsonSchema | undefined)),
  )
}

function isScalar(schema: JsonSchema | undefined): boolean {
  if (schema === undefined) return false
  if (scalars.has(schema['type'] as string) || schema['const'] !== undefined) return true
  const members = schema['anyOf'] as JsonSchema[] | undefined
  return members !== undefined && members.every(isScalar)
}
