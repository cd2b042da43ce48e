import { readFileSync } from 'node:fs'
import { brotliDecompressSync } from 'node:zlib'
import { buildASTSchema, parse, type GraphQLSchema } from 'graphql'

const asset = new URL('../assets/admin-2026-10.graphql.br', import.meta.url)
let schema: GraphQLSchema | undefined

/**
 * Shopify's Admin schema without its descriptions. Built on first use, which takes about a third of a second,
 * and immutable from then on. What a type or field requires stands on it as `@access(requires: …)`.
 */
export function adminSchema(): GraphQLSchema {
  schema ??= readSchema(asset)
  return schema
}

/** A schema as `scripts/extract-schema.ts` writes it. */
export function readSchema(file: URL): GraphQLSchema {
  return buildASTSchema(
    parse(brotliDecompressSync(readFileSync(file)).toString('utf8'), { noLocation: true }),
    { assumeValid: true, assumeValidSDL: true },
  )
}
