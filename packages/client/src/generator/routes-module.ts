import { docComment } from './doc-comment.ts'
import type { JsonSchema, Schema } from './json-schema.ts'
import {
  envelopeOf,
  successOf,
  type OpenapiDocument,
  type Parameter,
  type PathOperation,
} from './openapi-document.ts'
import { quote, typeOf } from './type-of.ts'

const methods = ['get', 'post', 'put', 'patch', 'delete'] as const

/** The types of the routes that manage Patchbay: those that answer in its envelope, or with nothing. */
export function routesModule({ paths }: OpenapiDocument): string {
  const members = Object.entries(paths).flatMap(([path, entries]) => {
    if (!path.startsWith('/v1/') || /^\/v1\/connectors\/[^/{}]+\//.test(path)) return []
    const routes = methods.flatMap((method) => {
      const entry = entries[method]
      const answer = entry === undefined ? undefined : answerOf(entry)
      return entry === undefined || answer === undefined ? [] : [routeMember(method, entry, answer)]
    })
    return routes.length === 0 ? [] : [`  ${quote(path)}: {\n${routes.join('')}  }\n`]
  })
  return `export interface Routes {\n${members.join('')}}\n`
}

/** The types of `data` and `meta`; undefined for what is no answer in the envelope, such as a page or a file. */
function answerOf(entry: PathOperation): { readonly data: string; readonly meta: string } | undefined {
  const success = successOf(entry)
  if (success === undefined) return undefined
  const { status, content } = success
  if (status === '204') return { data: 'undefined', meta: 'AnswerMeta' }
  const envelope = envelopeOf(content['application/json'])
  if (envelope === undefined) return undefined
  const { data = true, meta } = envelope
  return {
    data: typeOf(data, 'received', '      '),
    meta: isPlain(meta) ? 'AnswerMeta' : typeOf(meta ?? true, 'received', '      '),
  }
}

/** Whether it is the `meta` that every route has. */
const isPlain = (meta: Schema | undefined): boolean =>
  typeof meta !== 'object' ||
  Object.keys(meta.properties ?? {}).every((name) => name === 'requestId' || name === 'next')

function routeMember(
  method: string,
  entry: PathOperation,
  { data, meta }: { readonly data: string; readonly meta: string },
): string {
  const { parameters = [], requestBody } = entry
  const body = requestBody?.content?.['application/json']?.schema
  const members = [
    ...parametersMember('path', parameters),
    ...parametersMember('query', parameters),
    ...(body === undefined ? [] : [`      body: ${typeOf(body, 'sent', '      ')}\n`]),
    `      data: ${data}\n`,
    `      meta: ${meta}\n`,
  ]
  const words = [entry.summary, entry.description, entry.deprecated === true ? '@deprecated' : undefined]
  return `${docComment(words, '    ')}    ${method}: {\n${members.join('')}    }\n`
}

function parametersMember(place: 'path' | 'query', parameters: readonly Parameter[]): string[] {
  const those = parameters.filter((parameter) => parameter.in === place)
  if (those.length === 0) return []
  const schema: JsonSchema = {
    type: 'object',
    properties: Object.fromEntries(
      those.map(({ name, description, schema: own = {} }) => [
        name,
        { ...own, ...(description === undefined ? {} : { description }) },
      ]),
    ),
    required: those.filter(({ required }) => required === true).map(({ name }) => name),
  }
  return [`      ${place}: ${typeOf(schema, 'sent', '      ')}\n`]
}
