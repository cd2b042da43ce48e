import type { Connector, Operation, Prompt, Resource, StreamOperation } from '@patchbay/contract'
import { callerSchema } from './caller-schema.ts'
import type {
  CompletionsDescription,
  ConnectorDescription,
  OperationDescription,
  PromptDescription,
  ResourceDescription,
} from './connector-description.ts'
import { variablesOf } from './resource-address.ts'

const defaultTimeout = '30s'

const known = new WeakMap<Connector, ConnectorDescription>()

/**
 * The plain-data description of a connector whose structure was found sound. It is the same object for all runtimes of a
 * process, by which its schemas are known, so that each is compiled once.
 */
export function describeConnector(connector: Connector, version: string): ConnectorDescription {
  const made = known.get(connector)
  if (made?.version === version) return made
  const description = describe(connector, version)
  known.set(connector, description)
  return description
}

function describe(connector: Connector, version: string): ConnectorDescription {
  const { id, title, description, stability, contractVersion, vendor, check } = connector
  const { grantedScopes = null, objectives = {} } = connector
  // Through JSON: what is left has neither functions nor TypeBox's symbols, as on the far side of a process.
  return JSON.parse(
    JSON.stringify({
      id,
      version,
      title,
      description,
      stability,
      contractVersion,
      vendor: { api: vendor.api, docs: vendor.docs, sunset: vendor.sunset },
      config: vendor.config,
      auth: vendor.auth,
      origins: Object.keys(vendor.origins),
      limits: vendor.limits,
      operations: Object.entries(connector.operations).map(([operationId, operation]) =>
        describeOperation(operationId, operation, stability),
      ),
      check,
      grantedScopes,
      objectives,
      prompts: Object.entries(connector.prompts ?? {}).map(([name, prompt]) => describePrompt(name, prompt)),
      resources: Object.entries(connector.resources ?? {}).map(([address, resource]) =>
        describeResource(address, resource),
      ),
      hasEmulator: connector.emulator !== undefined,
    } satisfies ConnectorDescription),
  ) as ConnectorDescription
}

type OnlyOfCalls = Pick<Operation, 'cache' | 'invalidates' | 'recovers' | 'asks'>

function describeOperation(
  id: string,
  operation: Operation | StreamOperation,
  stability: ConnectorDescription['stability'],
): OperationDescription {
  const cost = Object.entries(operation.cost ?? {}) as Array<[string, unknown]>
  const { cache, invalidates, recovers, asks }: OnlyOfCalls = 'stream' in operation ? {} : operation
  const [noun = id] = id.split('.', 1)
  return {
    id,
    title: operation.title,
    description: operation.description,
    effect: operation.effect,
    isStream: 'stream' in operation,
    stability: operation.stability ?? stability,
    scopes: operation.scopes ?? [],
    input: callerSchema(operation.input),
    output: operation.output,
    cost: Object.fromEntries(
      cost.map(([limit, value]) => [limit, typeof value === 'number' ? value : 'computed']),
    ),
    cache: cache === undefined ? null : { tags: [noun], ...cache },
    invalidates: operation.effect === 'read' ? [] : (invalidates ?? [noun]),
    ...(recovers === true ? { recovers } : {}),
    ...(asks === true ? { asks } : {}),
    ...('present' in operation && operation.present !== undefined ? { presents: true } : {}),
    timeout: operation.timeout ?? defaultTimeout,
    ...(operation.task === undefined ? {} : { task: operation.task }),
    examples: operation.examples,
  }
}

function describePrompt(name: string, prompt: Prompt): PromptDescription {
  const { title, description, completions = {} } = prompt
  const schema = prompt.arguments ?? { type: 'object', properties: {}, additionalProperties: false }
  return {
    name,
    title,
    description,
    arguments: callerSchema(schema),
    completions: completions as CompletionsDescription,
  }
}

function describeResource(address: string, resource: Resource): ResourceDescription {
  const {
    title,
    description,
    mimeType = 'application/json',
    operation,
    input = {},
    completions = {},
  } = resource
  return {
    address,
    variables: variablesOf(address),
    title,
    description,
    mimeType,
    operation,
    input,
    completions,
  }
}
