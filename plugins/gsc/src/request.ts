import type {
  CallContext,
  ConfigOf,
  HttpRequest,
  OriginOf,
  Static,
  TSchema,
  VendorAnswer,
} from '@patchbay/contract'
import type { gsc } from './vendor.ts'

/** The part of a call's context that requests are sent with. */
export type Sender = Pick<CallContext<unknown, ConfigOf<typeof gsc>, OriginOf<typeof gsc>>, 'http' | 'config'>

/** Sends a request in the name of the project whose quota is used. */
export function send<S extends TSchema>(
  { http, config }: Sender,
  request: Omit<HttpRequest<OriginOf<typeof gsc>>, 'bodyAs' | 'headers'> & { readonly response: S },
): Promise<VendorAnswer<Static<S>>> {
  const { quotaProject } = config
  return http.request(
    quotaProject === undefined ? request : { ...request, headers: { 'x-goog-user-project': quotaProject } },
  )
}
