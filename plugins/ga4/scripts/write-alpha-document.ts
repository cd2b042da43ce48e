import { readFileSync, writeFileSync } from 'node:fs'

/**
 * Writes what the emulator checks requests of the alpha version by. Google publishes no discovery document of it, only
 * its protocol buffers, whose names become camel case in JSON.
 *
 * Usage: node scripts/write-alpha-document.ts <target.json> <file.proto>…
 */
const [target = '', ...files] = process.argv.slice(2)

const text = files
  .map((file) => readFileSync(file, 'utf8'))
  .join('\n')
  .replaceAll(/\/\/.*$/gm, '')
  .replaceAll(/option \(google\.api\.(?:resource|method_signature|resource_definition)\)[^;]*;/g, '')

interface Schema {
  type?: string
  format?: string
  enum?: string[]
  $ref?: string
  items?: Schema
  properties?: Record<string, Schema>
}

const scalars: Readonly<Record<string, Schema>> = {
  string: { type: 'string' },
  bool: { type: 'boolean' },
  double: { type: 'number', format: 'double' },
  int32: { type: 'integer', format: 'int32' },
  int64: { type: 'string', format: 'int64' },
  'google.protobuf.Timestamp': { type: 'string', format: 'google-datetime' },
  'google.protobuf.Duration': { type: 'string' },
}

const schemas: Record<string, Schema> = {}
const enums: Record<string, string[]> = {}

const camelCase = (name: string): string =>
  name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())

/** The text between the brace at a place and the one that ends it. */
function block(source: string, open: number): { inner: string; end: number } {
  let depth = 0
  for (let at = open; at < source.length; at += 1) {
    if (source[at] === '{') depth += 1
    if (source[at] === '}') depth -= 1
    if (depth === 0) return { inner: source.slice(open + 1, at), end: at + 1 }
  }
  throw new Error('a brace is never closed')
}

/** Takes the types out of a text, and gives what is left. */
function takeTypes(source: string): string {
  const rest: string[] = []
  const expression = /\b(message|enum)\s+(\w+)\s*\{/g
  let from = 0
  for (let match = expression.exec(source); match !== null; match = expression.exec(source)) {
    rest.push(source.slice(from, match.index))
    const { inner, end } = block(source, expression.lastIndex - 1)
    const [, kind, name = ''] = match
    if (kind === 'enum') enums[name] = [...inner.matchAll(/(\w+)\s*=\s*\d+/g)].map(([, value = '']) => value)
    else schemas[name] = { type: 'object', properties: fieldsOf(takeTypes(inner)) }
    from = end
    expression.lastIndex = end
  }
  return [...rest, source.slice(from)].join('')
}

function fieldsOf(source: string): Record<string, Schema> {
  const fields: Record<string, Schema> = {}
  const expression = /(repeated\s+|optional\s+)?([\w.]+)\s+(\w+)\s*=\s*\d+\s*(?:\[[^\]]*\])?\s*;/g
  for (const [, label = '', type = '', name = ''] of source.matchAll(expression)) {
    const schema: Schema = scalars[type] ?? { $ref: type }
    fields[camelCase(name)] = label.startsWith('repeated') ? { type: 'array', items: schema } : schema
  }
  return fields
}

const services = takeTypes(text.replaceAll(/service\s+\w+\s*\{/g, ''))

for (const { properties = {} } of Object.values(schemas)) {
  for (const [name, schema] of Object.entries(properties)) {
    const values = enums[schema.$ref ?? '']
    const items = enums[schema.items?.$ref ?? '']
    if (values !== undefined) properties[name] = { type: 'string', enum: values }
    if (items !== undefined) properties[name] = { type: 'array', items: { type: 'string', enum: items } }
  }
}

const scopes = ['', '.readonly'].map((end) => `https://www.googleapis.com/auth/analytics${end}`)

const methods = [
  ...services.matchAll(
    /rpc\s+(\w+)\s*\(\s*(\w+)\s*\)[\s\S]*?(get|post):\s*"([^"]+)"\s*(?:body:\s*"([^"]+)")?/g,
  ),
].map(([, name = '', request = '', verb = '', path = '', body]) => {
  const { properties = {} } = schemas[request] ?? {}
  const [, parameter = '', pattern = ''] = /\{(\w+)=([^}]+)\}/.exec(path) ?? []
  const query = Object.entries(properties).filter(([field]) => field !== parameter)
  return {
    id: `analyticsdata.properties.${name.charAt(0).toLowerCase()}${name.slice(1)}`,
    httpMethod: verb.toUpperCase(),
    path: path.slice(1).replace(/\{(\w+)=[^}]+\}/, '{+$1}'),
    parameters: {
      [parameter]: {
        location: 'path',
        required: true,
        type: 'string',
        pattern: `^${pattern.replaceAll('*', '[^/]+')}$`,
      },
      ...(verb === 'get'
        ? Object.fromEntries(query.map(([field, schema]) => [field, { ...schema, location: 'query' }]))
        : {}),
    },
    ...(body === undefined
      ? {}
      : { request: body === '*' ? request : (properties[camelCase(body)]?.$ref ?? request) }),
    scopes,
  }
})

writeFileSync(target, `${JSON.stringify({ name: 'analyticsdata', version: 'v1alpha', methods, schemas })}\n`)
