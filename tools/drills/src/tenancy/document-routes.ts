/** A schema, as far as bodies are made from it. */
export interface BodySchema {
  readonly type?: string | readonly string[]
  readonly properties?: Readonly<Record<string, BodySchema>>
  readonly required?: readonly string[]
  readonly items?: BodySchema
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly anyOf?: readonly BodySchema[]
  readonly default?: unknown
  readonly minimum?: number
}

/** A route of the OpenAPI document, with every place in it where an id can stand. */
export interface DocumentedRoute {
  readonly method: string
  readonly path: string
  readonly pathParameters: readonly string[]
  readonly queryParameters: readonly string[]
  readonly body: BodySchema | undefined
}

interface Document {
  readonly paths: Readonly<
    Record<
      string,
      Readonly<
        Record<
          string,
          {
            readonly parameters?: readonly { readonly in: string; readonly name: string }[]
            readonly requestBody?: {
              readonly content: Readonly<Record<string, { readonly schema?: BodySchema }>>
            }
          }
        >
      >
    >
  >
}

export function routesOf({ paths }: Document): DocumentedRoute[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { parameters = [], requestBody }]) => {
      const named = (where: string) => parameters.filter((one) => one.in === where).map(({ name }) => name)
      return {
        method: method.toUpperCase(),
        path,
        pathParameters: named('path'),
        queryParameters: named('query'),
        body: requestBody?.content['application/json']?.schema,
      }
    }),
  )
}

/** The least that fits, for most schemas. Where it does not fit, two requests with it are refused alike. */
export function leastOf(schema: BodySchema): unknown {
  if (schema.default !== undefined) return schema.default
  if (schema.const !== undefined) return schema.const
  if (schema.enum !== undefined) return schema.enum[0]
  if (schema.anyOf?.[0] !== undefined) return leastOf(schema.anyOf[0])
  switch ([schema.type].flat()[0]) {
    case 'object':
      return Object.fromEntries(
        (schema.required ?? []).map((name) => [name, leastOf(schema.properties?.[name] ?? {})]),
      )
    case 'array':
      return []
    case 'integer':
    case 'number':
      return schema.minimum ?? 1
    case 'boolean':
      return false
    default:
      return 'some'
  }
}

/** Ways to each text in a body, also in lists and in objects. */
export function textsOf(schema: BodySchema, way: readonly string[] = []): (readonly string[])[] {
  const type = [schema.type].flat()[0]
  if (type === 'object') {
    return Object.entries(schema.properties ?? {}).flatMap(([name, inner]) => textsOf(inner, [...way, name]))
  }
  if (type === 'array' && schema.items !== undefined) return textsOf(schema.items, [...way, '0'])
  return type === 'string' ? [way] : []
}

/** The body with the text put where the way leads. */
export function putText(body: unknown, [name, ...rest]: readonly string[], text: string): unknown {
  if (name === undefined) return text
  if (name === '0') return [putText(undefined, rest, text)]
  const object = typeof body === 'object' && body !== null ? (body as Readonly<Record<string, unknown>>) : {}
  return { ...object, [name]: putText(object[name], rest, text) }
}
