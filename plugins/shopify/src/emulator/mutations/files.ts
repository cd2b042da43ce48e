import { isObject, listOf, textOf } from '../../json.ts'
import { addRow, mintId, removeRow, type Row } from '../state.ts'
import { refuse, type Mutation, type MutationCall, type Values } from './call.ts'
import { newRow } from './conventions.ts'

const types: Readonly<Record<string, string>> = {
  IMAGE: 'MediaImage',
  VIDEO: 'Video',
  EXTERNAL_VIDEO: 'ExternalVideo',
  MODEL_3D: 'Model3d',
  FILE: 'GenericFile',
}

function checkAlt({ alt }: Values, index: number): void {
  if ((textOf(alt)?.length ?? 0) > 512) {
    const message = 'The alt value exceeds the maximum limit of 512 characters.'
    throw refuse(['files', String(index), 'alt'], message, 'ALT_VALUE_LIMIT_EXCEEDED')
  }
}

/** A file as it is kept. Shopify copies it in the background; here it is there when somebody looks again. */
function made(call: MutationCall, given: Values): Row {
  const source = String(given['originalSource'])
  const guess = /\.(jpe?g|png|gif|webp)$/i.test(new URL(source).pathname) ? 'IMAGE' : 'FILE'
  const kind = textOf(given['contentType']) ?? guess
  const image = { url: source, width: 1_200, height: 800 }
  return addRow(call.state, {
    ...newRow(call, types[kind] ?? 'GenericFile'),
    alt: given['alt'] ?? '',
    fileStatus: 'READY',
    fileErrors: [],
    preview: { status: 'READY', image: kind === 'IMAGE' ? image : null },
    ...(kind === 'IMAGE'
      ? { image, mimeType: 'image/jpeg' }
      : { url: source, filename: source.split('/').at(-1) }),
  })
}

function named({ state }: MutationCall, ids: readonly unknown[], field: string): Row[] {
  const rows = ids.map((id) => state.byId.get(String(id)))
  const missing = ids.filter((_, index) => rows[index]?.['fileStatus'] === undefined)
  if (missing.length > 0) {
    const message =
      field === 'fileIds'
        ? `File ids ${missing.join(',')} do not exist.`
        : `File id ${JSON.stringify(missing)} does not exist.`
    throw refuse([field], message, 'FILE_DOES_NOT_EXIST')
  }
  return rows.filter((row) => row !== undefined)
}

export const fileMutations = {
  fileCreate(call) {
    const given = listOf(call.args['files']).filter(isObject)
    for (const [index, file] of given.entries()) {
      checkAlt(file, index)
      if (!URL.canParse(String(file['originalSource']))) {
        throw refuse(
          ['files', String(index), 'originalSource'],
          'File URL is invalid',
          'INVALID_IMAGE_SOURCE_URL',
        )
      }
    }
    // Shown as they are before the copy.
    return { files: given.map((file) => ({ ...made(call, file), fileStatus: 'UPLOADED' })) }
  },
  fileUpdate(call) {
    const given = listOf(call.args['files']).filter(isObject)
    const rows = named(
      call,
      given.map(({ id }) => id),
      'files',
    )
    for (const [index, file] of given.entries()) checkAlt(file, index)
    for (const [index, { id: _, ...change }] of given.entries()) {
      Object.assign(rows[index] ?? {}, change, { updatedAt: call.time })
    }
    return { files: rows }
  },
  fileDelete(call) {
    const ids = listOf(call.args['fileIds'])
    for (const row of named(call, ids, 'fileIds')) removeRow(call.state, row)
    return { deletedFileIds: ids }
  },
  stagedUploadsCreate(call) {
    const given = listOf(call.args['input']).filter(isObject)
    for (const [index, { resource, fileSize }] of given.entries()) {
      const isVideo = resource === 'VIDEO'
      if ((isVideo || resource === 'MODEL_3D') && (fileSize ?? null) === null) {
        const message = `file size is required for ${isVideo ? 'video' : '3D model'} resources`
        throw refuse(['input', String(index), 'fileSize'], message)
      }
    }
    return {
      stagedTargets: given.map(({ filename, mimeType }) => {
        const key = `tmp/70000001001/${mintId(call.state, 'Upload').split('/').at(-1)}/${String(filename)}`
        const url = 'https://shopify-staged-uploads.storage.googleapis.com/'
        const parameters = [
          { name: 'Content-Type', value: mimeType },
          { name: 'key', value: key },
          { name: 'policy', value: 'emulated-policy' },
        ]
        return { url, resourceUrl: url + key, parameters }
      }),
    }
  },
} satisfies Record<string, Mutation>
