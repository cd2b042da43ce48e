import { docComment } from './doc-comment.ts'
import type { JsonSchema, Schema } from './json-schema.ts'
import { envelopeOf, successOf, type OpenapiDocument, type PathOperation } from './openapi-document.ts'
import { quote, typeOf } from './type-of.ts'

// The name becomes that of a file: one that leads elsewhere is none of a connector.
const callPath = /^\/v1\/connectors\/([a-z][a-z0-9-]*(?:@\d+)?)\/([^/{}]+)$/
const streamMediaType = 'application/x-ndjson'

/** An operation of a connector, at the path of its calls. */
interface Entry {
  readonly operation: string
  readonly methods: Readonly<Record<string, PathOperation>>
}

export interface ConnectorModule {
  /** As in paths: `shopify`, or `shopify@1` of an older major. */
  readonly name: string
  readonly typeName: string
  readonly text: string
}

/** A module of types for each connector: its operations, and those whose answers are streamed. */
export function connectorModules({ paths }: OpenapiDocument): ConnectorModule[] {
  const connectors = new Map<string, Entry[]>()
  for (const [path, methods] of Object.entries(paths)) {
    const [, name, operation] = callPath.exec(path) ?? []
    if (name === undefined || operation === undefined) continue
    const entries = connectors.get(name) ?? []
    entries.push({ operation, methods })
    connectors.set(name, entries)
  }
  return [...connectors].map(([name, entries]) => moduleOf(name, entries))
}

function moduleOf(name: string, entries: readonly Entry[]): ConnectorModule {
  const typeName = pascalCase(name)
  const isStream = ({ methods }: Entry) =>
    successOf(methods['post'] ?? {})?.content[streamMediaType] !== undefined
  const calls = entries.filter((entry) => !isStream(entry)).map(callMember)
  const streams = entries.filter(isStream).map(streamMember)
  const text = [
    `export interface ${typeName} {`,
    `  operations: ${block(calls)}`,
    `  streams: ${block(streams)}`,
    '}',
    '',
  ].join('\n')
  return { name, typeName, text }
}

const block = (members: readonly string[]): string =>
  members.length === 0 ? 'Record<never, never>' : `{\n${members.join('')}  }`

function callMember({ operation, methods }: Entry): string {
  const { post = {}, get } = methods
  const data = envelopeOf(successOf(post)?.content['application/json'])?.['data'] ?? true
  const answer = validatedAnswer(data)
  const members = [
    `      input: ${typeOf(inputOf(post), 'sent', '      ')}`,
    `      data: ${typeOf(answer ?? data, 'received', '      ')}`,
    // Whether `read` can ask for it, and `validate` about it.
    `      isQuery: ${get !== undefined}`,
    `      isChange: ${answer !== undefined}`,
  ]
  return member(operation, post, members)
}

function streamMember({ operation, methods: { post = {} } }: Entry): string {
  const lines = successOf(post)?.content[streamMediaType]?.schema?.anyOf ?? []
  const item = lines
    .map((line) => (typeof line === 'object' ? line.properties : undefined))
    .find((properties) => properties?.['data'] !== undefined)?.['data']
  return member(operation, post, [
    `      input: ${typeOf(inputOf(post), 'sent', '      ')}`,
    `      item: ${typeOf(item ?? true, 'received', '      ')}`,
  ])
}

function member(operation: string, entry: PathOperation, members: readonly string[]): string {
  const words = [entry.summary, entry.description, entry.deprecated === true ? '@deprecated' : undefined]
  return `${docComment(words, '    ')}    ${quote(operation)}: {\n${members.join('\n')}\n    }\n`
}

const inputOf = ({ requestBody }: PathOperation): Schema =>
  requestBody?.content?.['application/json']?.schema ?? { type: 'object', additionalProperties: false }

/** The answer of an operation that is no read, which can also be answered with what a call would mean. */
function validatedAnswer(data: Schema): Schema | undefined {
  if (typeof data === 'boolean' || data.anyOf?.length !== 2) return undefined
  const [answer, validation] = data.anyOf as readonly [Schema, JsonSchema]
  return validation.$ref?.endsWith('/CallValidation') === true ? answer : undefined
}

/** `zoho-mail` as the name of a type: `ZohoMail`. */
function pascalCase(name: string): string {
  const words = name.split(/[^A-Za-z0-9]+/).filter((word) => word !== '')
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')
}
