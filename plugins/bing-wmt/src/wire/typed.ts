/** An object as Bing's serializer wants it: with its type first. */
export function typed<Fields extends object>(type: string, fields: Fields): object {
  const { __type: _known, ...rest } = fields as Fields & { readonly __type?: string }
  return { __type: `${type}:#Microsoft.Bing.Webmaster.Api`, ...rest }
}
