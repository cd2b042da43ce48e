import type { JsonSchema } from './json-schema.ts'

interface Media {
  readonly schema?: JsonSchema
  readonly examples?: Readonly<Record<string, { readonly value: unknown }>>
}

interface Parameter {
  readonly name: string
  readonly in: string
  readonly required?: boolean
  readonly schema?: JsonSchema
}

interface Entry {
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: { readonly content: Readonly<Record<string, Media>> }
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, Media>> }>>
}

/** OpenAPI, as far as requests are made from it. */
export interface OpenapiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Entry>>>>
  readonly components: { readonly schemas: Readonly<Record<string, object>> }
}

const methods = ['DELETE', 'GET', 'PATCH', 'POST', 'PUT'] as const
export type Method = (typeof methods)[number]

/** One operation of the document. */
export interface DocumentedOperation {
  readonly path: string
  readonly method: Method
  /** One that the path has not. */
  readonly wrongMethod: Method
  /** Of the body, or of the query as an object. */
  readonly input: JsonSchema | undefined
  readonly examples: readonly unknown[]
  readonly responses: Entry['responses']
}

export function operationsOf({ paths }: OpenapiDocument): DocumentedOperation[] {
  return Object.entries(paths).flatMap(([path, entries]) =>
    Object.entries(entries).map(([name, { parameters = [], requestBody, responses }]) => {
      const media = requestBody?.content['application/json']
      const query = parameters.filter((parameter) => parameter.in === 'query')
      const asObject: JsonSchema = {
        type: 'object',
        properties: Object.fromEntries(query.map(({ name, schema = {} }) => [name, schema])),
        required: query.filter(({ required }) => required === true).map(({ name }) => name),
        additionalProperties: false,
      }
      return {
        path,
        method: name.toUpperCase() as Method,
        wrongMethod: methods.find((method) => entries[method.toLowerCase()] === undefined) ?? 'DELETE',
        input: media?.schema ?? (query.length > 0 ? asObject : undefined),
        examples: Object.values(media?.examples ?? {}).map(({ value }) => value),
        responses,
      }
    }),
  )
}

/** What the document says of a status: its own entry, else that of its class; undefined if nothing. */
export function documentedAnswer(
  { responses }: DocumentedOperation,
  status: number,
): Entry['responses'][string] | undefined {
  return responses[String(status)] ?? responses[`${Math.floor(status / 100)}XX`]
}
