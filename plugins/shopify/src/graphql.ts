import { Problem, Type, type Http, type Report, type Static, type TSchema } from '@patchbay/contract'
import { graphqlErrors, missingAccess } from './graphql-errors.ts'
import { isObject, listOf } from './json.ts'
import { apiVersion, graphqlPath } from './vendor.ts'

/** The part of a call's context that a document needs. */
export interface Asker {
  readonly http: Http
  readonly report: Report
}

interface Answer<Data> {
  readonly data: Data
  readonly errors?: unknown
  readonly extensions?: { readonly cost?: Static<typeof Cost>; readonly search?: unknown }
}

/** What is sent to Shopify, and the schema of what it answers. */
export interface Document<Data> {
  readonly text: string
  /** Which operation of the text is meant, where it has several. */
  readonly operationName?: string | undefined
  /** A constant: the runtime compiles a schema when it first meets the object, so one made per call costs dearly. */
  readonly response: TSchema & { readonly static: Answer<Data> }
}

const Cost = Type.Object({
  requestedQueryCost: Type.Number(),
  actualQueryCost: Type.Union([Type.Number(), Type.Null()]),
})

/** The schema of a whole answer, from that of its data. */
export const answerOf = <Data extends TSchema>(data: Data) =>
  Type.Object({
    data,
    errors: Type.Optional(Type.Unknown()),
    extensions: Type.Optional(
      Type.Object({ cost: Type.Optional(Cost), search: Type.Optional(Type.Unknown()) }),
    ),
  })

/**
 * A query or mutation; call it in the body of a module, never per call. `data` names what is used of the answer, as
 * nullable as Shopify's schema says: parts may be missing for want of access.
 */
export const defineDocument = <Data extends TSchema>({ text, data }: { text: string; data: Data }) => ({
  text,
  response: answerOf(data),
})

/** Sends a document and yields its data. What came with an error beside it is reported, never thrown away. */
export async function ask<Data>(
  asker: Asker,
  document: Document<Data>,
  variables?: Readonly<Record<string, unknown>>,
): Promise<Data> {
  const { data } = await askWithCost(asker, document, variables)
  return data
}

/** Like `ask`, with what the document cost. Variables that are undefined are left out. */
export async function askWithCost<Data>(
  { http, report }: Asker,
  { text, operationName, response }: Document<Data>,
  variables: Readonly<Record<string, unknown>> = {},
): Promise<{ data: Data; cost: Static<typeof Cost> | undefined }> {
  const { headers, body } = await http.post(graphqlPath, {
    response,
    json: { query: text, variables, ...(operationName === undefined ? {} : { operationName }) },
  })
  refuseIgnoredFilters(body.extensions?.search)
  reportMissing(body.errors, report)
  reportDrift(headers, report)
  return { data: body.data, cost: body.extensions?.cost }
}

/** Shopify ignores a filter that it does not know and returns everything; that must not pass for an answer. */
function refuseIgnoredFilters(search: unknown): void {
  const errors = listOf(search).flatMap((entry) =>
    isObject(entry)
      ? listOf(entry['warnings']).flatMap((warning) =>
          isObject(warning)
            ? [
                {
                  path: '/query',
                  message: `Filter "${String(warning['field'])}": ${String(warning['message'])}`,
                },
              ]
            : [],
        )
      : [],
  )
  if (errors.length === 0) return
  throw new Problem('vendor_rejected', {
    detail: `Shopify ignored a part of the search, so its answer would have held too much. ${errors[0]?.message}`,
    advice: 'Use only filters that this resource has.',
    errors,
  })
}

function reportMissing(errors: unknown, report: Report): void {
  const places = new Map<string, { code: string; paths: string[] }>()
  for (const error of graphqlErrors(errors)) {
    const denied = error.code === 'ACCESS_DENIED'
    const message = denied
      ? `A part is missing, for the connection lacks ${missingAccess(error)}`
      : `Shopify: ${error.message}`
    const entry = places.get(message) ?? { code: denied ? 'access_denied' : 'partial_data', paths: [] }
    if (error.path !== undefined) entry.paths.push(error.path)
    places.set(message, entry)
  }
  if (places.size > 0) report.partial()
  for (const [message, { code, paths }] of places) {
    const where =
      paths.length === 0 ? '' : ` (${paths[0]}${paths.length > 1 ? ` and ${paths.length - 1} more` : ''})`
    report.warning({ code, message: message + where })
  }
}

function reportDrift(headers: Readonly<Record<string, string>>, report: Report): void {
  const served = headers['x-shopify-api-version']
  if (served !== undefined && served !== apiVersion) {
    report.warning({
      code: 'version_drift',
      message: `Shopify answered with version ${served} of its API instead of ${apiVersion}.`,
    })
  }
  const deprecated = headers['x-shopify-api-deprecated-reason']
  if (deprecated !== undefined) {
    report.warning({
      code: 'deprecated',
      message: `Shopify will remove something that this call uses: ${deprecated}`,
    })
  }
}
