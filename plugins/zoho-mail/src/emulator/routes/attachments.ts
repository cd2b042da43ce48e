import { data, invalid } from '../answers.ts'
import { readFiles } from '../multipart.ts'
import { inMailbox, type Call, type Route } from '../router.ts'
import { nextId, type Message, type State, type Upload } from '../state.ts'

const folder = '/folders/:folder/messages/:message'

const find = ({ state, path }: Call): Message | undefined =>
  state.messages.find((one) => one.id === path['message'] && one.folderId === path['folder'])

const unknown = () => invalid('Message id is invalid', 404)

function keep(state: State, name: string, bytes: Uint8Array): Upload {
  const storeName = nextId(state).slice(-9)
  const upload = { storeName, path: `/Mail/${nextId(state)}-${name}`, name, bytes }
  state.uploads.set(upload.path, upload)
  return upload
}

const viewOf = ({ storeName, path, name }: Upload) => ({
  storeName,
  attachmentName: name,
  attachmentPath: path,
})

export const attachments: readonly Route[] = [
  inMailbox('POST', '/messages/attachments', 'messages.CREATE', ({ request, query, state }) => {
    const bytes = request.bytes ?? new Uint8Array()
    if (query.get('uploadType') === 'multipart') {
      const files = readFiles(request.headers['content-type'] ?? '', bytes)
      if (files.length === 0 || files.some(({ field }) => field !== 'attach'))
        return invalid('attach is missing')
      return data(files.map((file) => viewOf(keep(state, file.name, file.bytes))))
    }
    const name = query.get('fileName')
    return name === null ? invalid('fileName is missing') : data(viewOf(keep(state, name, bytes)))
  }),
  inMailbox('GET', `${folder}/attachmentinfo`, 'messages.READ', (call) => {
    const message = find(call)
    if (message === undefined) return unknown()
    const rows = message.attachments.map(({ id, name, bytes, contentId }) => ({
      contentId,
      row: { attachmentId: id, attachmentName: name, attachmentSize: bytes.length },
    }))
    return data({
      messageId: message.id,
      attachments: rows.filter(({ contentId }) => contentId === undefined).map(({ row }) => row),
      ...(call.query.get('includeInline') === 'true'
        ? {
            inline: rows
              .filter(({ contentId }) => contentId !== undefined)
              .map(({ row, contentId }) => ({ ...row, cid: contentId })),
          }
        : {}),
    })
  }),
  inMailbox('GET', `${folder}/attachments/:attachment`, 'messages.READ', (call) => {
    const found = find(call)?.attachments.find(({ id }) => id === call.path['attachment'])
    return found === undefined
      ? invalid('Attachment id is invalid', 404)
      : { status: 200, headers: { 'content-type': 'application/octet-stream' }, body: found.bytes }
  }),
]
