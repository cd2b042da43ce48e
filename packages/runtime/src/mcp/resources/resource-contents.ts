import type { Content } from '@patchbay/contract'
import type { ReadResourceResult } from '@modelcontextprotocol/server'

type Contents = ReadResourceResult['contents']

/** What a resource holds: the data as JSON, or the texts and bytes that its operation shows. */
export function contentsOf(
  uri: string,
  mimeType: string,
  data: string,
  content: readonly Content[] | undefined,
): Contents {
  const shown = (content ?? []).flatMap((one) => partOf(uri, mimeType, one))
  return shown.length > 0 ? shown : [{ uri, mimeType: 'application/json', text: data }]
}

function partOf(uri: string, mimeType: string, content: Content): Contents {
  switch (content.type) {
    case 'text':
      return [{ uri, mimeType, text: content.text }]
    case 'image':
    case 'audio':
      return [{ uri, mimeType: content.mimeType, blob: content.data }]
    case 'resource':
      return [content.resource]
    case 'resource_link':
      return [] // names another one, and holds nothing
  }
}
