import type { JsonSchema } from './json-schema.ts'

/** The parts of an OpenAPI 3.1 document that types are made from. */
export interface OpenapiDocument {
  readonly openapi: string
  readonly paths: Readonly<Record<string, Readonly<Record<string, PathOperation>>>>
  readonly components?: { readonly schemas?: Readonly<Record<string, JsonSchema>> }
}

export interface PathOperation {
  readonly operationId?: string
  readonly summary?: string
  readonly description?: string
  readonly deprecated?: boolean
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: { readonly required?: boolean; readonly content?: Readonly<Record<string, Media>> }
  readonly responses?: Readonly<Record<string, { readonly content?: Readonly<Record<string, Media>> }>>
}

export interface Parameter {
  readonly name: string
  readonly in: string
  readonly required?: boolean
  readonly description?: string
  readonly schema?: JsonSchema
}

export interface Media {
  readonly schema?: JsonSchema
}

/** The document, if it is one of a Patchbay. Throws an `Error` that says what is wrong with it. */
export function readDocument(value: unknown): OpenapiDocument {
  const document = value as OpenapiDocument | null
  if (typeof document !== 'object' || document === null || !/^3\.1\b/.test(String(document.openapi))) {
    throw new Error('This is no OpenAPI 3.1 document.')
  }
  if (document.paths?.['/v1/connectors'] === undefined) {
    throw new Error('This is an OpenAPI document of something other than Patchbay: it has no /v1/connectors.')
  }
  return document
}

/** The first answer of success, with its status. */
export function successOf({ responses = {} }: PathOperation) {
  const status = Object.keys(responses)
    .filter((one) => /^2\d\d$/.test(one))
    .toSorted()[0]
  return status === undefined ? undefined : { status, content: responses[status]?.content ?? {} }
}

/** The members of an answer in Patchbay's envelope. */
export function envelopeOf(media: Media | undefined): JsonSchema['properties'] {
  const properties = media?.schema?.properties
  return properties?.['data'] === undefined ? undefined : properties
}
