const prefix = 'patchbay://results/'

export const resultTemplate = `${prefix}{handle}{?from}`

export const resultUri = (handle: string, from?: number): string =>
  `${prefix}${handle}${from === undefined ? '' : `?from=${from}`}`

const form = /^([\w-]{1,100})(?:\?from=(\d{1,15}))?$/

/** Undefined for a URI of anything else. */
export function readResultUri(uri: string): { readonly handle: string; readonly from: number } | undefined {
  const [, handle, from = '0'] = (uri.startsWith(prefix) && form.exec(uri.slice(prefix.length))) || []
  return handle === undefined ? undefined : { handle, from: Number(from) }
}
