import { readFileSync, writeFileSync } from 'node:fs'

/**
 * Writes what emulators check requests by, from one of Google's discovery documents: methods, parameters, types and
 * enums, without descriptions.
 *
 * Usage: node scripts/trim-discovery.ts <discovery.json> <trimmed.json> [prefix of method ids…]
 */
const [source = '', target = '', ...wanted] = process.argv.slice(2)

type Json = Record<string, unknown>

const kept = new Set(
  ['type', 'format', 'enum', '$ref', 'items', 'properties', 'additionalProperties', 'readOnly'].concat(
    'location',
    'required',
    'repeated',
    'pattern',
  ),
)

const document = JSON.parse(readFileSync(source, 'utf8')) as Json

const methods: Json[] = []
const collect = (node: Json): void => {
  for (const method of Object.values((node['methods'] ?? {}) as Record<string, Json>)) {
    const id = String(method['id'])
    if (wanted.length > 0 && !wanted.some((prefix) => id.startsWith(prefix))) continue
    methods.push({
      id,
      httpMethod: method['httpMethod'],
      path: `${String(document['servicePath'])}${String(method['path'])}`,
      parameters: trimmed(method['parameters'] ?? {}),
      ...(method['request'] === undefined ? {} : { request: (method['request'] as Json)['$ref'] }),
      scopes: method['scopes'] ?? [],
    })
  }
  for (const resource of Object.values((node['resources'] ?? {}) as Record<string, Json>)) collect(resource)
}
collect(document)

const schemas = (document['schemas'] ?? {}) as Record<string, Json>
const reached = new Set<string>()
const reach = (node: unknown): void => {
  if (typeof node !== 'object' || node === null) return
  const reference = (node as Json)['$ref']
  if (typeof reference === 'string' && !reached.has(reference)) {
    reached.add(reference)
    reach(schemas[reference])
  }
  for (const value of Object.values(node)) reach(value)
}
for (const { request } of methods) if (typeof request === 'string') reach({ $ref: request })

/** The same without what is for readers. Names of properties are kept whatever they are. */
function trimmed(node: unknown, isNames = true): unknown {
  if (Array.isArray(node)) return node
  if (typeof node !== 'object' || node === null) return node
  return Object.fromEntries(
    Object.entries(node)
      .filter(([name]) => isNames || kept.has(name))
      .map(([name, value]) => [name, trimmed(value, name === 'properties' && !isNames)]),
  )
}

const out = {
  name: document['name'],
  version: document['version'],
  revision: document['revision'],
  methods,
  schemas: Object.fromEntries([...reached].sort().map((name) => [name, trimmed(schemas[name], false)])),
}
writeFileSync(target, `${JSON.stringify(out)}\n`)
