import { readFileSync, writeFileSync } from 'node:fs'
import { brotliCompressSync, constants, gunzipSync } from 'node:zlib'
import {
  buildClientSchema,
  Kind,
  parse,
  print,
  printSchema,
  stripIgnoredCharacters,
  visit,
  type ConstDirectiveNode,
  type IntrospectionQuery,
} from 'graphql'

// Makes assets/admin-2026-10.graphql.br from an introspection of Shopify's Admin schema that also says which
// access each type and field requires:
//   node scripts/extract-schema.ts <introspection.json.gz> assets/admin-2026-10.graphql.br

interface Described {
  readonly name: string
  readonly requiredAccess?: string | null
}

interface DescribedType extends Described {
  readonly kind: string
  readonly fields?: readonly Described[] | null
}

const [source, target] = process.argv.slice(2)
if (source === undefined || target === undefined) {
  throw new Error('Usage: node scripts/extract-schema.ts <introspection.json.gz> <target.graphql.br>')
}

const introspection = JSON.parse(gunzipSync(readFileSync(source)).toString('utf8')) as {
  data: IntrospectionQuery & { __schema: { types: readonly DescribedType[] } }
}
const access = new Map<string, string>()
for (const type of introspection.data.__schema.types) {
  if (type.requiredAccess) access.set(type.name, type.requiredAccess)
  for (const field of type.fields ?? []) {
    if (field.requiredAccess) access.set(`${type.name}.${field.name}`, field.requiredAccess)
  }
}

const requires = (key: string): ConstDirectiveNode[] => {
  const text = access.get(key)
  if (text === undefined) return []
  return [
    {
      kind: Kind.DIRECTIVE,
      name: { kind: Kind.NAME, value: 'access' },
      arguments: [
        {
          kind: Kind.ARGUMENT,
          name: { kind: Kind.NAME, value: 'requires' },
          value: { kind: Kind.STRING, value: text.replaceAll(/\s+/g, ' ').trim() },
        },
      ],
    },
  ]
}

const bare = JSON.parse(JSON.stringify(introspection.data), (key, value: unknown) =>
  key === 'description'
    ? null
    : key === 'deprecationReason' && value !== null
      ? 'No longer supported'
      : value,
) as IntrospectionQuery
const document = visit(parse(printSchema(buildClientSchema(bare))), {
  ObjectTypeDefinition: (type) => ({
    ...type,
    directives: requires(type.name.value),
    fields: type.fields?.map((field) => ({
      ...field,
      directives: [...(field.directives ?? []), ...requires(`${type.name.value}.${field.name.value}`)],
    })),
  }),
})
const directive = 'directive @access(requires: String!) on OBJECT | FIELD_DEFINITION\n'
const text = stripIgnoredCharacters(directive + print(document))
const compressed = brotliCompressSync(text, {
  params: {
    [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
    [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
    [constants.BROTLI_PARAM_SIZE_HINT]: Buffer.byteLength(text),
  },
})
writeFileSync(target, compressed)
process.stdout.write(
  `${text.length} characters, ${compressed.length} bytes compressed, ${access.size} access rules\n`,
)
