import { isObject, listOf } from '../../json.ts'
import { hash } from 'node:crypto'
import type { Row } from '../state.ts'
import { type Mutation, type Values } from './call.ts'
import { existing, newJob } from './conventions.ts'

/** A file as it is kept, from what is given. */
function fileOf({ filename, body }: Values, time: string) {
  const { type, value } = isObject(body) ? body : {}
  const text = String(value)
  const bodies: Readonly<Record<string, object>> = {
    TEXT: { __typename: 'OnlineStoreThemeFileBodyText', content: text },
    BASE64: { __typename: 'OnlineStoreThemeFileBodyBase64', contentBase64: text },
    URL: { __typename: 'OnlineStoreThemeFileBodyUrl', url: text },
  }
  const contentType = String(filename).endsWith('.json') ? 'application/json' : 'application/x-liquid'
  return {
    filename,
    body: bodies[String(type)],
    contentType,
    size: String(text.length),
    checksumMd5: hash('md5', text),
    createdAt: time,
    updatedAt: time,
  }
}

export const themeMutations = {
  themeFilesUpsert(call) {
    const theme: Row = existing(
      { ...call, args: { ...call.args, id: call.args['themeId'] } },
      'OnlineStoreTheme',
    )
    const written = listOf(call.args['files'])
      .filter(isObject)
      .map((file) => fileOf(file, call.time))
    const names = new Set(written.map(({ filename }) => filename))
    const others = listOf(theme['files']).filter((file) => isObject(file) && !names.has(file['filename']))
    Object.assign(theme, { files: [...others, ...written], updatedAt: call.time })
    return { upsertedThemeFiles: written, job: newJob(call) }
  },
} satisfies Record<string, Mutation>
