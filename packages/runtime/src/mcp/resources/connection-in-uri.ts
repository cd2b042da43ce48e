/** Where several accounts are connected, a URI says which one is meant, as a tool's argument `connection` does. */
const parameter = 'connection'

export const withConnection = (uri: string, connection: string): string =>
  `${uri}?${parameter}=${encodeURIComponent(connection)}`

/** The same for a template (RFC 6570, form-style query). */
export const withAnyConnection = (template: string): string => `${template}{?${parameter}}`

export const withoutAnyConnection = (template: string): string =>
  template.endsWith(`{?${parameter}}`) ? template.slice(0, -`{?${parameter}}`.length) : template

/** The address without the connection that it names, and that. */
export function splitUri(uri: string): { readonly address: string; readonly connection: string | undefined } {
  const start = uri.indexOf('?')
  if (start < 0) return { address: uri, connection: undefined }
  const query = new URLSearchParams(uri.slice(start + 1))
  const connection = query.get(parameter)
  return connection !== null && query.size === 1
    ? { address: uri.slice(0, start), connection }
    : { address: uri, connection: undefined }
}
