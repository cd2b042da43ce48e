import {
  Bytes,
  Problem,
  type Http,
  type HttpRequest,
  type Static,
  type TSchema,
  type VendorAnswer,
} from '@patchbay/contract'
import { Value } from '@sinclair/typebox/value'
import { isObject } from './is-object.ts'
import { readJson } from './lossless.ts'

/** The origins of the vendor. */
export type ZohoOrigin = 'mail' | 'accounts'

export type ZohoRequest = Omit<HttpRequest<ZohoOrigin>, 'bodyAs'>

/**
 * Asks Zoho and gives the `data` of its envelope, which must fit the schema: only what is used of it, for the rest is let
 * through. Bodies are asked for as bytes, so that no id goes through a number.
 */
export async function ask<S extends TSchema>(
  http: Http<ZohoOrigin>,
  request: ZohoRequest,
  data: S,
): Promise<Static<S>> {
  const { body } = await http.request({ ...request, response: Bytes })
  return dataOf(body, data)
}

/** Tells Zoho to do something. What it answers is nothing that anybody needs. */
export async function tell(http: Http<ZohoOrigin>, request: ZohoRequest): Promise<void> {
  await http.request({ ...request, response: Bytes })
}

/** The body as it came. */
export async function fetchBytes(
  http: Http<ZohoOrigin>,
  request: ZohoRequest,
): Promise<VendorAnswer<Uint8Array>> {
  return http.request({ ...request, response: Bytes })
}

/** The `data` of an envelope. Throws `vendor_error` where they do not fit. */
export function dataOf<S extends TSchema>(body: Uint8Array, schema: S): Static<S> {
  const envelope = readJson(body)
  const data: unknown = isObject(envelope) ? envelope['data'] : undefined
  if (Value.Check(schema, data)) return data
  const first = Value.Errors(schema, data).First()
  throw new Problem('vendor_error', {
    detail: `Zoho answered with data of another form: at data${first?.path ?? ''}, ${first?.message ?? 'something'}.`,
    retryable: false,
  })
}
